import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Distribution } from './distribution.ts';

describe('Distribution', () => {
  it('gives percentiles that are at most 12 % above the true ones, and never below', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 4_000_000, noNaN: true }), { minLength: 1, maxLength: 300 }),
        values => {
          const distribution = new Distribution(0);
          for (const value of values) distribution.record(value, 1);
          const sorted = [...values].sort((a, b) => a - b);
          const { count, p50Ms, p99Ms, maxMs } = distribution.summary(1);
          expect({ count, maxMs }).toEqual({ count: values.length, maxMs: sorted.at(-1) });
          for (const [share, got] of [
            [0.5, p50Ms],
            [0.99, p99Ms],
          ] as const) {
            const exact = sorted[Math.ceil(values.length * share) - 1]!;
            expect(got).toBeGreaterThanOrEqual(exact - 0.001);
            expect(got).toBeLessThanOrEqual(exact * 1.125 + 0.001);
          }
        },
      ),
    );
  });

  it('forgets what is older than a minute, but not how many there were', () => {
    const distribution = new Distribution(0);
    distribution.record(500, 1_000);
    distribution.record(3, 31_000);
    expect(distribution.summary(32_000)).toMatchObject({ count: 2, maxMs: 500 });
    distribution.record(4, 61_500);
    expect(distribution.summary(61_600)).toMatchObject({ count: 3, maxMs: 4 });
    expect(distribution.summary(600_000)).toEqual({ count: 3, p50Ms: 0, p99Ms: 0, maxMs: 0 });
  });
});
