import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OffsetRanges } from './offset-ranges.ts';

const span = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 12 }))
  .map(([start, size]): [number, number] => [start, start + size]);
const each = (spans: readonly (readonly [number, number])[]): number[] =>
  spans.flatMap(([start, end]) => Array.from({ length: end - start }, (_, i) => start + i));

describe('a set of offset ranges', () => {
  it('holds what a plain set holds, in as few ranges as there can be', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 20 }), spans => {
        const ranges = new OffsetRanges();
        for (const [start, end] of spans) ranges.add(start, end);
        const plain = [...new Set(each(spans))].sort((a, b) => a - b);
        expect(each(ranges.ranges)).toEqual(plain);
        const gaps = plain.filter((offset, i) => i > 0 && offset !== plain[i - 1]! + 1).length;
        expect(ranges.holes).toBe(gaps);
        expect(ranges.base).toBe(plain[0] ?? null);
        expect(ranges.next).toBe(plain.length === 0 ? null : plain.at(-1)! + 1);
      }),
    );
  });

  it('says what of a span is missing: exactly what adding it would add', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), span, (spans, [start, end]) => {
        const ranges = new OffsetRanges();
        for (const [from, to] of spans) ranges.add(from, to);
        const had = new Set(each(ranges.ranges));
        expect(each(ranges.missing(start, end))).toEqual(each([[start, end]]).filter(offset => !had.has(offset)));
      }),
    );
  });
});
