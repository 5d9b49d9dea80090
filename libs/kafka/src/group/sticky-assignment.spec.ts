import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeOwned, encodeOwned, nothingOwned } from './owned-partitions.ts';
import { assignSticky, type StickyMember } from './sticky-assignment.ts';

const fresh = (memberId: string): StickyMember => ({ memberId, generation: -1, owned: [] });
const holding = (memberId: string, owned: number[], generation = 1): StickyMember => ({ memberId, generation, owned });

const membersOf = (partitions: number): fc.Arbitrary<StickyMember[]> =>
  fc.uniqueArray(
    fc.record({
      memberId: fc.string({ minLength: 1, maxLength: 4 }),
      generation: fc.integer({ min: -1, max: 4 }),
      // Also claims that overlap, repeat, or are about partitions that are not there.
      owned: fc.array(fc.integer({ min: -1, max: partitions + 1 }), { maxLength: partitions + 2 }),
    }),
    { minLength: 1, maxLength: 8, selector: ({ memberId }) => memberId },
  );

describe('assignSticky', () => {
  it('gives every partition to exactly one member, evenly, whatever members claim', () => {
    const cases = fc.integer({ min: 0, max: 20 }).chain(count => fc.tuple(fc.constant(count), membersOf(count)));
    fc.assert(
      fc.property(cases, ([count, members]) => {
        const shares = [...assignSticky(members, count).values()];
        const all = shares.flat().sort((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: count }, (_, partition) => partition));
        const sizes = shares.map(share => share.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives the same answer for members in any order', () => {
    const cases = membersOf(9).chain(members =>
      fc.tuple(fc.constant(members), fc.shuffledSubarray(members, { minLength: members.length })),
    );
    fc.assert(
      fc.property(cases, ([members, shuffled]) => {
        expect(assignSticky(shuffled, 9)).toEqual(assignSticky(members, 9));
      }),
    );
  });

  it('moves nothing when nothing changed, and no more than it must when a member comes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 24 }), (memberCount, count) => {
        const members = Array.from({ length: memberCount }, (_, index) => fresh(`m${index}`));
        const first = assignSticky(members, count);
        const held = [...first].map(([memberId, owned]) => holding(memberId, owned));
        expect(assignSticky(held, count)).toEqual(first);

        const withNewcomer = assignSticky([...held, fresh('new')], count);
        const moved = [...withNewcomer].flatMap(([id, owned]) => owned.filter(p => !(first.get(id) ?? []).includes(p)));
        expect(moved).toEqual(withNewcomer.get('new'));
        expect(moved).toHaveLength(Math.floor(count / (memberCount + 1)));
      }),
    );
  });

  it('believes the later generation of two that claim the same partition', () => {
    const members = [holding('a', [0, 1], 3), holding('b', [0, 1], 5)];
    expect(assignSticky([...members, fresh('c')], 2).get('b')).not.toEqual([]);
    expect(assignSticky(members, 2)).toEqual(
      new Map([
        ['a', [1]],
        ['b', [0]],
      ]),
    );
  });
});

describe('owned partitions', () => {
  it('are read as they were written', () => {
    const owned = { generation: 7, partitions: [0, 3, 11] };
    expect(decodeOwned(encodeOwned(owned))).toEqual(owned);
    expect(decodeOwned(encodeOwned(nothingOwned))).toEqual(nothingOwned);
  });

  it('of a stranger are none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
        const { partitions } = decodeOwned(Buffer.from(bytes));
        expect(partitions.length * 4).toBeLessThanOrEqual(bytes.length);
      }),
    );
    expect(decodeOwned(Buffer.alloc(0))).toEqual(nothingOwned);
    expect(decodeOwned(encodeOwned({ generation: 7, partitions: [1] }).subarray(0, -1))).toEqual(nothingOwned);
  });
});
