import { describe, expect, it } from '@jest/globals';
import { median } from './median.ts';
import { cpuMicrosOf, residentPeakBytesOf, threadCpuMicrosOf } from './process-figures.ts';

const NOBODY = 2 ** 22 + 1;

describe('process figures', () => {
  it('agree with what the process says of itself', () => {
    const { user, system } = process.cpuUsage();
    expect(Math.abs(cpuMicrosOf(process.pid)! - user - system)).toBeLessThan(200_000);
    expect(residentPeakBytesOf(process.pid)!).toBeGreaterThanOrEqual(process.memoryUsage.rss() * 0.9);
    const threads = threadCpuMicrosOf(process.pid);
    expect(threads.get('main')).toBeGreaterThan(0);
    expect([...threads.values()].reduce((sum, micros) => sum + micros, 0)).toBeLessThanOrEqual(
      cpuMicrosOf(process.pid)!,
    );
  });

  it('are null for a process that is not there', () => {
    expect([cpuMicrosOf(NOBODY), residentPeakBytesOf(NOBODY)]).toEqual([null, null]);
    expect(threadCpuMicrosOf(NOBODY).size).toBe(0);
  });
});

describe('median', () => {
  it('sorts numbers as numbers', () => {
    expect([median([10, 9, 100]), median([4, 1, 3, 2]), median([7])]).toEqual([10, 2.5, 7]);
    expect(() => median([])).toThrow(RangeError);
  });
});
