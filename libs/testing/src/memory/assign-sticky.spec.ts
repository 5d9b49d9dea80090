import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignSticky, type FormerShare } from './assign-sticky.ts';

const members = (...shares: number[][]): FormerShare[] =>
  shares.map((partitions, n) => ({ memberId: `m${n}`, partitions }));

describe('assignSticky', () => {
  it('gives every partition to one member, in shares that differ by at most one', () => {
    const former = fc.array(fc.uniqueArray(fc.nat(20)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(16), former, (count, shares) => {
        const assigned = [...assignSticky(count, members(...shares)).values()];
        expect(assigned).toHaveLength(shares.length);
        expect(assigned.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n));
        const sizes = assigned.map(it => it.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('moves nothing when nothing has to move, and no more than the newcomer gets', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 6 }), (count, size) => {
        const first = assignSticky(count, members(...Array.from({ length: size }, () => [])));
        const former = [...first].map(([memberId, partitions]) => ({ memberId, partitions }));
        expect(assignSticky(count, former)).toEqual(first);
        const grown = assignSticky(count, [...former, { memberId: 'new', partitions: [] }]);
        const kept = former.flatMap(it => it.partitions.filter(one => grown.get(it.memberId)!.includes(one)));
        expect(kept).toHaveLength(count - grown.get('new')!.length);
        const shrunk = assignSticky(count, former.slice(1));
        for (const it of former.slice(1))
          expect(shrunk.get(it.memberId)).toEqual(expect.arrayContaining([...it.partitions]));
      }),
    );
  });

  it('leaves the larger share with who holds it', () => {
    expect(assignSticky(3, members([0], [1, 2]))).toEqual(
      new Map([
        ['m0', [0]],
        ['m1', [1, 2]],
      ]),
    );
  });

  it('lets the first of two that claim a partition keep it', () => {
    expect(assignSticky(2, members([0], [0, 1]))).toEqual(
      new Map([
        ['m0', [0]],
        ['m1', [1]],
      ]),
    );
  });
});
