import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LoadSchedule } from './load-schedule.ts';

describe('the schedule of a rate', () => {
  it('is never ahead, and caught up whenever it is asked, however late', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 100_000, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 3_000, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (rate, waits) => {
          const schedule = new LoadSchedule({ rate, events: 1e12 }, 500);
          let nowMs = 500;
          let made = 0;
          for (const wait of waits) {
            nowMs += wait;
            made += schedule.due(nowMs, made);
            const ideal = ((nowMs - 500) * rate) / 1_000;
            expect(made).toBeLessThanOrEqual(ideal);
            expect(made).toBeGreaterThan(ideal - 1);
          }
        },
      ),
    );
  });

  it('ends after rate x seconds events, whatever the time', () => {
    const schedule = new LoadSchedule({ rate: 100, seconds: 2.5 }, 0);
    expect(schedule.target).toBe(250);
    expect(schedule.due(1e9, 0)).toBe(250);
    expect(schedule.finished(1e9, 249)).toBe(false);
    expect(schedule.finished(2_500, 250)).toBe(true);
  });

  it('without a rate gives all at once, until the time or the number ends it', () => {
    const timed = new LoadSchedule({ rate: 0, seconds: 2 }, 1_000);
    expect([timed.due(2_999, 7), timed.due(3_000, 7)]).toEqual([Infinity, 0]);
    expect([timed.finished(2_999, 7), timed.finished(3_000, 7)]).toEqual([false, true]);
    const counted = new LoadSchedule({ rate: 0, events: 10 }, 0);
    expect([counted.due(0, 4), counted.finished(0, 10)]).toEqual([6, true]);
  });

  it('takes the smaller of events and seconds', () => {
    expect(new LoadSchedule({ rate: 10, seconds: 10, events: 30 }, 0).target).toBe(30);
    expect(new LoadSchedule({ rate: 10, seconds: 2, events: 30 }, 0).target).toBe(20);
  });

  it('says how far behind it is', () => {
    const schedule = new LoadSchedule({ rate: 10, events: 100 }, 0);
    expect(schedule.behindMs(1_000, 5)).toBe(400);
    expect(schedule.behindMs(1_000, 10)).toBe(0);
    expect(new LoadSchedule({ rate: 0, events: 100 }, 0).behindMs(1_000, 5)).toBe(0);
  });
});
