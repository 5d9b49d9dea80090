import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { processUsage } from './process-usage.ts';

/** Keeps the thread for this much CPU time, however busy the machine is. */
const block = (cpuMs: number): void => {
  const before = process.cpuUsage();
  const usedMs = (): number => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  while (usedMs() < cpuMs);
};

describe('processUsage', () => {
  it('counts CPU time, and sees a blocked event loop for as long as the window lasts', async () => {
    let passed = 0;
    const usage = processUsage({ ...systemClock, monotonic: () => passed });
    await sleep(50);
    const before = usage.read();
    block(800);
    await sleep(50);
    const after = usage.read();
    expect(after.cpuMicros - before.cpuMicros).toBeGreaterThanOrEqual(800_000);
    expect(after.residentBytes).toBeGreaterThan(20 * 2 ** 20);
    expect(after.loopDelayP99Ms).toBeGreaterThan(600);
    // The window that held it, and the one after it, still tell; then it is forgotten.
    passed += 10_000;
    expect(usage.read().loopDelayP99Ms).toBeGreaterThan(600);
    expect(usage.read().loopDelayP99Ms).toBeGreaterThan(600);
    passed += 10_000;
    usage.read();
    await sleep(60);
    expect(usage.read().loopDelayP99Ms).toBeLessThan(600);
    usage.stop();
  });
});
