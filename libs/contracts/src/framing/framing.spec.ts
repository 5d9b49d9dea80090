import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Event, EventBatch } from '../messages.ts';
import { Outcome } from '../outcomes.ts';
import type { SourceRange } from '../source.ts';
import { type DroppedRun, mergeDropped, readDropped, trimDropped, writeDropped } from './dropped.ts';
import { readSourceOffset } from './event-fields.ts';
import { NewerContractError, NotABatchError, readBatch } from './read-batch.ts';
import { VarintReader, varintLength, writeVarint } from './varint.ts';
import { entryLengthMax, writeBatch, writeEntry } from './write-batch.ts';

const offsets = fc.nat({ max: 2 ** 45 });
const runs = fc
  .array(fc.tuple(fc.nat({ max: 5 }), fc.constantFrom(...Object.values(Outcome)), fc.integer({ min: 1, max: 4 })), {
    maxLength: 20,
  })
  .map(items => {
    let place = 0;
    return items.map(([gap, outcome, run]): DroppedRun => {
      const offset = place + gap;
      place = offset + run;
      return { offset, outcome, run };
    });
  });
const each = (list: readonly DroppedRun[]): [number, Outcome][] =>
  list.flatMap(({ offset, outcome, run }) =>
    Array.from({ length: run }, (_, i): [number, Outcome] => [offset + i, outcome]),
  );
const range = (firstOffset: number, nextOffset: number): SourceRange => ({
  topic: 'events.raw',
  epoch: 0xfedcba9876543210n,
  partition: 7,
  firstOffset,
  nextOffset,
  oldestReceivedMs: 1_764_000_000_000,
});
function entriesOf(events: readonly Buffer[], append: Buffer): Buffer {
  const out = Buffer.alloc(events.reduce((sum, event) => sum + entryLengthMax(event.length + append.length), 0));
  const end = events.reduce((at, event) => writeEntry(out, at, event, append), 0);
  return out.subarray(0, end);
}

describe('varints', () => {
  it('come back as written, in as many bytes as said', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), value => {
        const bytes = Buffer.alloc(10);
        const end = writeVarint(bytes, 0, value);
        expect(end).toBe(varintLength(value));
        expect(new VarintReader(bytes, 0, end).next()).toBe(value);
      }),
    );
  });
  it('past the end are an error, not a number', () => {
    expect(() => new VarintReader(Buffer.from([0x80, 0x80])).next()).toThrow(RangeError);
    expect(() => new VarintReader(Buffer.alloc(11, 0xff)).next()).toThrow(RangeError);
  });
});

describe('dropped runs', () => {
  it('come back as written, whatever the gaps', () => {
    fc.assert(
      fc.property(offsets, runs, (first, list) => {
        const shifted = list.map(run => ({ ...run, offset: run.offset + first }));
        const back = readDropped(writeDropped(shifted, first), first, first + 1000);
        expect(each(back)).toEqual(each(shifted));
      }),
    );
  });
  it('trimmed to adjoining ranges lose and double nothing', () => {
    fc.assert(
      fc.property(runs, fc.nat({ max: 60 }), (list, cut) => {
        expect([...each(trimDropped(list, 0, cut)), ...each(trimDropped(list, cut, 1000))]).toEqual(each(list));
      }),
    );
  });
  it('of two stages merge by offset', () => {
    fc.assert(
      fc.property(runs, list => {
        const odd = list.filter((_, i) => i % 2 === 1);
        const even = list.filter((_, i) => i % 2 === 0);
        expect(mergeDropped(odd, even)).toEqual(list);
      }),
    );
  });
});

describe('a batch', () => {
  const events = fc.array(fc.record({ id: fc.string(), clientId: fc.string(), sourceOffset: offsets }), {
    maxLength: 20,
  });

  it('reads as what protobufjs reads, and as what was written', () => {
    fc.assert(
      fc.property(events, runs, fc.string(), (list, dropped, shopId) => {
        const encoded = list.map(event => Buffer.from(Event.encode(event).finish()));
        const append = Buffer.from(Event.encode({ shopId: `s${shopId}` }).finish());
        const value = writeBatch(range(0, 10_000), entriesOf(encoded, append), dropped);
        const view = readBatch(value);
        expect(view.source).toEqual(range(0, 10_000));
        expect(each(view.dropped)).toEqual(each(dropped));
        const expected = EventBatch.decode(value);
        const seen = Array.from({ length: view.count }, (_, i) =>
          Event.decode(view.bytes.subarray(view.starts[i], view.ends[i])),
        );
        expect(seen).toEqual(expected.events);
        expect(seen.map(event => event.shopId)).toEqual(list.map(() => `s${shopId}`));
      }),
    );
  });

  it('is written around its entries, where they are alone in their buffer and there is room, and is the same', () => {
    fc.assert(
      fc.property(events, runs, fc.nat(600), fc.nat(60), (list, dropped, before, after) => {
        const encoded = list.map(event => Buffer.from(Event.encode(event).finish()));
        const entries = entriesOf(encoded, Buffer.alloc(0));
        const placed = Buffer.from(new ArrayBuffer(before + entries.length + after), before, entries.length);
        entries.copy(placed);
        const expected = writeBatch(range(0, 10_000), entries, dropped);
        const batch = writeBatch(range(0, 10_000), placed, dropped, true);
        expect(batch.equals(expected)).toBe(true);
        const fits = before >= 400 && after >= 60;
        if (fits && dropped.length < 5) expect(batch.buffer).toBe(placed.buffer);
      }),
    );
  });

  it('gives each event its source offset', () => {
    const event = Buffer.from(Event.encode({ id: 'a', seq: -1, sourceOffset: 123456789012, clientId: 'c' }).finish());
    expect(readSourceOffset(event, 0, event.length)).toBe(123456789012);
    const first = Buffer.from(Event.encode({ id: 'a', sourceOffset: 0 }).finish());
    expect(readSourceOffset(first, 0, first.length)).toBe(0);
    expect(() => readSourceOffset(Buffer.from([0x0a, 9]), 0, 2)).toThrow(RangeError);
  });

  it('that is none is told apart, whatever the bytes', () => {
    const good = writeBatch(range(0, 3), entriesOf([Buffer.from([8, 1])], Buffer.alloc(0)), []);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(good.length - 1), (bytes, cut) => {
        for (const value of [Buffer.from(bytes), good.subarray(0, cut)]) {
          try {
            const view = readBatch(value);
            expect(view.source.topic).not.toBe('');
          } catch (error) {
            expect([NotABatchError, NewerContractError]).toContain((error as Error).constructor);
          }
        }
      }),
    );
  });

  it('holding more events than offsets is none', () => {
    const entries = entriesOf([Buffer.from([8, 1]), Buffer.from([8, 2])], Buffer.alloc(0));
    expect(() => readBatch(writeBatch(range(5, 6), entries, []))).toThrow(NotABatchError);
  });

  it('for a newer reader is held, not guessed at', () => {
    const value = Buffer.from(EventBatch.encode({ contract: 9, minReader: 2 }).finish());
    expect(() => readBatch(value)).toThrow(NewerContractError);
  });
});
