import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { type Fault, FAULTS } from '@pixel-relay/testing';
import { ACTIONS } from './plan.ts';
import { runSchedule } from './run-schedule.ts';
import type { SimulationReport } from './simulate.ts';

const SCHEDULES = 10_000;
const SEED = 1;
/** several times what it takes on an idle core */
const TIMEOUT_MS = 900_000;

/** A recreated topic takes the group's commits with it: schedules by name show what then happens. */
const NOT_BY_LOT: readonly Fault[] = ['topic_recreated'];

/** The command itself, in a process of its own: jest's modules take twice as long. */
async function simulate(): Promise<SimulationReport> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const args = ['--disable-warning=ExperimentalWarning', main, '--schedules', `${SCHEDULES}`, '--seed', `${SEED}`];
  const told = await promisify(execFile)(process.execPath, args).catch((error: { stdout: string; stderr: string }) => {
    if (error.stdout === '') throw new Error(error.stderr);
    return error;
  });
  return JSON.parse(told.stdout) as SimulationReport;
}

describe('random schedules of the real stage code', () => {
  it(
    `hold every rule at every commit, and every promise at the end (seeds ${SEED} to ${SEED + SCHEDULES - 1})`,
    async () => {
      const { failures, counts, schedules } = await simulate();
      expect(failures).toEqual([]);
      expect(schedules).toBe(SCHEDULES);
      const happened = [...FAULTS.filter(fault => !NOT_BY_LOT.includes(fault)), ...ACTIONS, 'duplicates', 'partly'];
      for (const name of happened) expect([name, (counts[name] ?? 0) > 0]).toEqual([name, true]);
    },
    TIMEOUT_MS,
  );

  it('are the same run for the same seed, and another for another', async () => {
    const hashes = new Set<string>();
    for (let seed = 40; seed < 60; seed++) {
      const [once, again] = [await runSchedule(seed), await runSchedule(seed)];
      expect(again).toEqual(once);
      hashes.add(once.traceHash);
    }
    expect(hashes.size).toBe(20);
  });
});
