import { describe, expect, it } from '@jest/globals';
import { medianRow, tableOf, type PoolRow } from './pool-row.ts';
import { Room } from './room.ts';

const row: PoolRow = {
  name: 'x',
  table: 'alone',
  workers: 15,
  jobsPerSecond: 1_000,
  waitP99Ms: 2,
  residentMiB: 100,
  cpuMicrosPerJob: 5,
};

describe('medianRow', () => {
  it('takes each figure by itself, and leaves out what was not measured', () => {
    const rows = [
      { ...row, jobsPerSecond: 900, residentMiB: 300 },
      { ...row, jobsPerSecond: 1_000, residentMiB: 100 },
      { ...row, jobsPerSecond: 50, residentMiB: 200 },
    ];
    expect(medianRow(rows)).toEqual({ ...row, jobsPerSecond: 900, residentMiB: 200 });
    expect(medianRow(rows.slice(0, 2))).toMatchObject({ jobsPerSecond: 950, residentMiB: 200 });
    expect(medianRow([{ ...row, waitP99Ms: null }]).waitP99Ms).toBeNull();
    expect(() => medianRow([])).toThrow('at least one run');
  });

  it('is shown as a table', () => {
    expect(tableOf([{ ...row, workers: 'unbounded', waitP99Ms: null }])).toContain(
      '| x | unbounded | 1,000 |  | 100 | 5.0 |',
    );
  });
});

describe('Room', () => {
  it('lets in as many as there is room for, and one more for each that leaves', async () => {
    const room = new Room(2);
    expect(room.empty).toBe(true);
    expect([room.enter(), room.enter()]).toEqual([undefined, undefined]);
    const third = room.enter();
    expect(third).toBeInstanceOf(Promise);
    room.leave();
    await third;
    room.leave();
    expect(room.empty).toBe(false);
    expect(room.enter()).toBeUndefined();
  });
});
