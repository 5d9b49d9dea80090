import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  const known = ['--workers', '--fetch-max-wait-ms', '--brokers', '--group-id'];

  it('finds a name that was typed with one mistake', () => {
    const mistake = fc.tuple(fc.constantFrom(...known), fc.nat(), fc.constantFrom('', 'x', 'xy'));
    fc.assert(
      fc.property(mistake, ([name, at, put]) => {
        const where = 2 + (at % (name.length - 2));
        expect(nearest(name.slice(0, where) + put + name.slice(where + 1), known)).toBe(name);
      }),
    );
  });

  it('answers with something for anything, and with nothing where nothing is known', () => {
    expect(known).toContain(nearest('?'.repeat(100_000), known));
    expect(nearest('--workers', [])).toBeUndefined();
  });
});
