import { describe, expect, it } from '@jest/globals';
import { Prng } from './prng.ts';
import { Weighted } from './weighted.ts';

describe('the generator of chance', () => {
  it('repeats itself from its seed, and differs between seeds', () => {
    const draw = (seed: number | string): number[] => {
      const prng = new Prng(seed);
      return Array.from({ length: 20 }, () => prng.u32());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw('7')).toEqual(draw(7));
    expect(draw(8)).not.toEqual(draw(7));
  });

  it('is even: every byte value of a million, within five standard deviations', () => {
    const prng = new Prng('even');
    const counts = new Uint32Array(256);
    for (let i = 0; i < 250_000; i += 1) {
      const bits = prng.u32();
      for (const shift of [0, 8, 16, 24]) counts[(bits >>> shift) & 255]! += 1;
    }
    for (const count of counts) expect(Math.abs(count - 3_906.25)).toBeLessThan(5 * Math.sqrt(3_906.25));
  });

  it('writes ids in their forms, as long as asked', () => {
    const prng = new Prng(1);
    for (let i = 0; i < 1_000; i += 1) {
      expect(prng.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(prng.hex(i % 40)).toMatch(new RegExp(`^[0-9a-f]{${i % 40}}$`));
      expect(prng.token(i % 40)).toMatch(new RegExp(`^[\\w-]{${i % 40}}$`));
    }
  });
});

describe('weighted choice', () => {
  it('follows the weights', () => {
    const prng = new Prng(3);
    const weighted = new Weighted([
      ['never', 0],
      ['rare', 1],
      ['often', 6],
      ['usual', 13],
    ]);
    const counts: Record<string, number> = { never: 0, rare: 0, often: 0, usual: 0 };
    for (let i = 0; i < 20_000; i += 1) counts[weighted.pick(prng)]! += 1;
    expect(counts['never']).toBe(0);
    expect(counts['rare']! / 1_000).toBeCloseTo(1, 0.5);
    expect(counts['often']! / 6_000).toBeCloseTo(1, 1);
    expect(counts['usual']! / 13_000).toBeCloseTo(1, 1);
  });

  it('among nothing is an error', () => {
    expect(() => new Weighted([['a', 0]])).toThrow(/more than zero/);
  });
});
