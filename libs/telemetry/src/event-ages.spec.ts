import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import fc from 'fast-check';
import { EventAges } from './event-ages.ts';

const at = (): { ages: EventAges; pass: (ms: number) => void } => {
  let now = 1_000_000;
  const ages = new EventAges({ ...systemClock, monotonic: () => now });
  return { ages, pass: ms => void (now += ms) };
};

describe('EventAges', () => {
  it('is within five percent of the exact quantiles, each age weighted by its events', () => {
    const batch = fc.record({
      ageMs: fc.double({ min: 1, max: 5e8, noNaN: true }),
      events: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(batch, { minLength: 1, maxLength: 40 }), batches => {
        const { ages } = at();
        for (const { ageMs, events } of batches) ages.record(ageMs, events);
        const sorted = batches
          .flatMap(({ ageMs, events }) => new Array<number>(events).fill(ageMs))
          .sort((a, b) => a - b);
        const exact = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1]!;
        const { p50Ms, p99Ms, maxMs } = ages.read();
        expect(maxMs).toBe(sorted.at(-1));
        for (const [told, true_] of [
          [p50Ms, exact(0.5)],
          [p99Ms, exact(0.99)],
        ] as const) {
          expect(told).toBeGreaterThanOrEqual(true_ * 0.999999);
          expect(told).toBeLessThanOrEqual(true_ * 1.05001);
        }
      }),
    );
  });

  it('forgets after a minute, and not before', () => {
    const { ages, pass } = at();
    ages.record(9_000, 10);
    pass(30_000);
    ages.record(1_000, 1);
    pass(29_999);
    expect(ages.read().maxMs).toBe(9_000);
    pass(6_000);
    expect(ages.read()).toEqual({ p50Ms: 1_000, p99Ms: 1_000, maxMs: 1_000 });
    pass(3_600_000);
    expect(ages.read()).toEqual({ p50Ms: 0, p99Ms: 0, maxMs: 0 });
  });

  it('starts a slot that comes round again from nothing', () => {
    const { ages, pass } = at();
    ages.record(10, 500);
    pass(65_000);
    ages.record(1_000, 1);
    expect(ages.read()).toEqual({ p50Ms: 1_000, p99Ms: 1_000, maxMs: 1_000 });
  });

  it('takes a negative age, from a clock that is ahead, for zero, and no events for nothing', () => {
    const { ages } = at();
    ages.record(-5_000, 3);
    ages.record(Number.NaN, 3);
    ages.record(100, 0);
    expect(ages.read()).toEqual({ p50Ms: 0, p99Ms: 0, maxMs: 0 });
    ages.record(1e12, 1);
    expect(ages.read().maxMs).toBe(1e12);
  });
});
