import { describe, expect, it } from '@jest/globals';
import { percentile } from '../machine/median.ts';
import { ageMsOf } from './event-ages.ts';
import { isFlat } from './run-live.ts';

const load = { behindMaxMs: 20 };

describe('isFlat', () => {
  it('tells a lag that sways from one that grows', () => {
    const swaying = Array.from({ length: 30 }, (_, i) => 800 + (i % 3) * 300);
    const growing = Array.from({ length: 30 }, (_, i) => i * 400);
    expect(isFlat({ lags: swaying, rate: 10_000, load })).toBe(true);
    expect(isFlat({ lags: growing, rate: 10_000, load })).toBe(false);
  });

  it('forgives a start that piles up and is worked off', () => {
    expect(isFlat({ lags: [0, 9_000, 6_000, 3_000, 1_000, ...Array<number>(25).fill(500)], rate: 10_000, load })).toBe(
      true,
    );
  });

  it('believes nothing when the load itself fell behind', () => {
    expect(isFlat({ lags: Array<number>(30).fill(10), rate: 10_000, load: { behindMaxMs: 3_000 } })).toBe(false);
  });
});

describe('ageMsOf', () => {
  const receivedAt = '2026-03-01T10:00:00.250Z';

  it("is from the payload's receipt to the broker's stamp", () => {
    const value = Buffer.from(`{"id":"é","receivedAt":"${receivedAt}","seq":1}`);
    expect(ageMsOf({ value, timestampMs: Date.parse(receivedAt) + 42 })).toBe(42);
  });

  it('refuses payloads that do not say', () => {
    expect(() => ageMsOf({ value: Buffer.from('{}'), timestampMs: 1 })).toThrow('no receivedAt');
    expect(() => ageMsOf({ value: null, timestampMs: 1 })).toThrow('no receivedAt');
  });
});

describe('percentile', () => {
  it('is a value that is there', () => {
    const ages = Float64Array.from({ length: 100 }, (_, i) => i + 1);
    expect([0.5, 0.99, 1].map(share => percentile(ages, share))).toEqual([50, 99, 100]);
    expect(percentile([7], 0.01)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});
