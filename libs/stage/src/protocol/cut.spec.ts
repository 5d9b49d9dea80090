import { describe, expect, it } from '@jest/globals';
import { entryLengthMax, Event, Outcome, writeBatch, writeEntry } from '@pixel-relay/contracts';
import type { LogRecord } from '@pixel-relay/kafka';
import fc from 'fast-check';
import { Admitted } from './account.ts';
import { cutBatches } from './cut-batches.ts';
import { cutRaw } from './cut-raw.ts';
import { type FetchedRecords, PADDING_BYTES, type Unit } from './unit.ts';

const record = (offset: number, value: Buffer | null): LogRecord => ({
  offset,
  value,
  key: null,
  timestampMs: offset,
  headers: {},
});
const fetched = (from: number, next: number, records: LogRecord[]): FetchedRecords => ({
  from,
  next,
  records,
  expired: false,
  end: next,
});

/** What a worker would see of a unit. */
function eventsOf({ payload }: Unit): Buffer[] {
  const arena = Buffer.alloc(payload.byteLength);
  const starts = new Uint32Array(payload.count);
  const ends = new Uint32Array(payload.count);
  payload.load(arena, starts, ends);
  return Array.from(starts, (start, i) => arena.subarray(start, ends[i]));
}

/** What a worker would see that reads the events where they lie, and the byte behind each. */
function eventsInPlace({ payload }: Unit): { events: Buffer[]; behind: number[] } {
  const memory = Buffer.from(payload.memory! as never);
  const starts = new Uint32Array(payload.count);
  const ends = new Uint32Array(payload.count);
  payload.place(starts, ends);
  return {
    events: Array.from(starts, (start, i) => memory.subarray(start, ends[i])),
    behind: Array.from(ends, end => memory[end]!),
  };
}

/** The values one behind the other in one piece of shared memory, a byte between, and so much behind the last. */
function inSharedMemory(values: readonly Buffer[], behind = PADDING_BYTES): Buffer[] {
  const bytes = values.reduce((sum, { length }) => sum + 1 + length, 0);
  const memory = Buffer.from(new SharedArrayBuffer(bytes + behind) as never).fill(0xff);
  let at = 0;
  return values.map(value => {
    at += 1;
    value.copy(memory, at);
    return memory.subarray(at, (at += value.length));
  });
}

describe('rule 1: raw records', () => {
  const sizes = fc.array(fc.record({ gap: fc.nat({ max: 3 }), size: fc.option(fc.nat({ max: 40 })) }), {
    maxLength: 40,
  });

  it('become units that tile the fetch, hold every record once, and keep to the bounds', () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 4 }), (list, tail) => {
        let offset = 100;
        const records = list.map(({ gap, size }) => {
          offset += gap;
          return record(offset++, size === null ? null : Buffer.alloc(size, 65 + (offset % 20)));
        });
        const bounds = { eventsMax: 5, bytesMax: 64 };
        const units = cutRaw('events.raw', 3, fetched(100, offset + tail, records), bounds);
        expect(units.flatMap(unit => eventsOf(unit))).toEqual(
          records.filter(({ value }) => value !== null).map(({ value }) => value),
        );
        let place = 100;
        for (const { source, inputNext, payload, dropped } of units) {
          expect([source!.firstOffset, source!.nextOffset]).toEqual([place, inputNext]);
          expect(payload.count).toBeLessThanOrEqual(bounds.eventsMax);
          if (payload.count > 1) expect(payload.byteLength - payload.count).toBeLessThanOrEqual(bounds.bytesMax);
          for (const run of dropped) expect(run.outcome).toBe(Outcome.FILTERED);
          place = inputNext;
        }
        expect(units.length === 0 ? 100 : place).toBe(offset + tail);
        const tombstones = units.flatMap(({ dropped }) => dropped).length;
        expect(tombstones).toBe(records.filter(({ value }) => value === null).length);
      }),
    );
  });

  it('in one piece of shared memory are read there, a NUL behind each', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 40 }), list => {
        const values = list.map((size, i) => Buffer.alloc(size, 65 + (i % 20)));
        const records = inSharedMemory(values).map((value, offset) => record(offset, value));
        const units = cutRaw('events.raw', 3, fetched(0, records.length, records), { eventsMax: 5, bytesMax: 64 });
        const placed = units.map(unit => eventsInPlace(unit));
        expect(placed.flatMap(({ events }) => events)).toEqual(values);
        expect(placed.flatMap(({ behind }) => behind)).toEqual(values.map(() => 0));
      }),
    );
  });

  it.each([
    ['not shared', [Buffer.from('a')]],
    ['in two pieces', [...inSharedMemory([Buffer.from('a')]), ...inSharedMemory([Buffer.from('b')])]],
    ['too near the end of it', inSharedMemory([Buffer.from('a')], PADDING_BYTES - 1)],
  ])('in memory that is %s are copied', (_, values) => {
    const records = values.map((value, offset) => record(offset, value));
    const [unit] = cutRaw('events.raw', 3, fetched(0, records.length, records), { eventsMax: 5, bytesMax: 64 });
    expect(unit!.payload.memory).toBeNull();
    expect(eventsOf(unit!)).toEqual(values);
  });

  it('that the log deleted before they were read are counted as expired', () => {
    const [unit, ...more] = cutRaw(
      'events.raw',
      0,
      { ...fetched(5, 905, []), expired: true },
      { eventsMax: 9, bytesMax: 99 },
    );
    expect(unit!.dropped).toEqual([{ offset: 5, outcome: Outcome.EXPIRED, run: 900 }]);
    expect([unit!.inputNext, more.length]).toEqual([905, 0]);
  });
});

describe('rules 1 and 2: batches', () => {
  const EPOCH = 0xabcdn;
  const batch = (
    first: number,
    next: number,
    kept: (offset: number) => boolean = () => true,
    partition = 1,
  ): Buffer => {
    const out = Buffer.alloc((next - first) * entryLengthMax(40));
    let at = 0;
    const dropped = [];
    for (let offset = first; offset < next; offset++) {
      if (kept(offset)) {
        const event = Event.encode({ id: `e${offset}`, sourceOffset: offset }).finish();
        at = writeEntry(out, at, event, Buffer.alloc(0));
      } else dropped.push({ offset, outcome: Outcome.DENIED, run: 1 });
    }
    const source = {
      topic: 'events.raw',
      epoch: EPOCH,
      partition,
      firstOffset: first,
      nextOffset: next,
      oldestReceivedMs: 1000 + first,
    };
    return writeBatch(source, out.subarray(0, at), dropped);
  };
  const bounds = { eventsMax: 8, bytesMax: 10_000 };
  const offsets = (units: readonly Unit[]): number[] =>
    units.flatMap(unit => eventsOf(unit).map(event => Event.decode(event).sourceOffset));

  it('cut anywhere and repeated in any way give every event once, in order, with its outcome', () => {
    const cuts = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.nat({ max: 5 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(cuts, list => {
        // Each batch goes back over some of what came before, as a replay with other cuts does.
        let end = 0;
        const records = list.map(([size, back], i) => {
          const first = Math.max(0, end - back);
          end = Math.max(end, first + size);
          return record(
            i,
            batch(first, first + size, offset => offset % 3 !== 0),
          );
        });
        const { units } = cutBatches(fetched(0, records.length, records), new Admitted(), bounds);
        expect(offsets(units)).toEqual(Array.from({ length: end }, (_, i) => i).filter(i => i % 3 !== 0));
        const dropped = units.flatMap(unit =>
          unit.dropped.flatMap(({ offset, run }) => Array.from({ length: run }, (_, i) => offset + i)),
        );
        expect(dropped).toEqual(Array.from({ length: end }, (_, i) => i).filter(i => i % 3 === 0));
        expect(units.at(-1)!.inputNext).toBe(records.length);
        let place = 0;
        for (const { source } of units.filter(unit => unit.source !== null)) {
          expect(source!.firstOffset).toBe(place);
          place = source!.nextOffset;
        }
      }),
    );
  });

  it('that follow each other are merged up to the bounds; another source is not', () => {
    const records = [batch(0, 3), batch(3, 6), batch(6, 9), batch(0, 2, () => true, 2), batch(9, 10)].map((value, i) =>
      record(i, value),
    );
    const { units } = cutBatches(fetched(0, 5, records), new Admitted(), bounds);
    expect(units.map(({ source, payload, inputNext }) => [source!.partition, payload.count, inputNext])).toEqual([
      [1, 6, 2],
      [1, 3, 3],
      [2, 2, 4],
      [1, 1, 5],
    ]);
    expect(units[0]!.source!.oldestReceivedMs).toBe(1000);
  });

  it('in one piece of shared memory are read there, also those of several batches, and what is left of a part', () => {
    const values = inSharedMemory([batch(10, 14), batch(14, 16, offset => offset === 15), batch(16, 18)]);
    const records = values.map((value, i) => record(i, value));
    const admitted = new Admitted();
    admitted.take({
      topic: 'events.raw',
      epoch: EPOCH,
      partition: 1,
      firstOffset: 10,
      nextOffset: 12,
      oldestReceivedMs: 0,
    });
    const { units } = cutBatches(fetched(0, 3, records), admitted, bounds);
    const { events } = eventsInPlace(units[0]!);
    expect(events.map(event => Event.decode(event).sourceOffset)).toEqual([12, 13, 15, 16, 17]);
    expect(events).toEqual(eventsOf(units[0]!));
    const part = { ...units[0]!, payload: units[0]!.payload.slice(1, 4) };
    expect(eventsInPlace(part).events).toEqual(eventsOf(part));
    const elsewhere = [record(0, values[0]!), record(1, inSharedMemory([batch(14, 16)])[0]!)];
    expect(cutBatches(fetched(0, 2, elsewhere), new Admitted(), bounds).units[0]!.payload.memory).toBeNull();
  });

  it('seen before only move the frontier', () => {
    const admitted = new Admitted();
    cutBatches(fetched(0, 1, [record(0, batch(0, 5))]), admitted, bounds);
    const [unit, ...more] = cutBatches(fetched(1, 2, [record(1, batch(1, 4))]), admitted, bounds).units;
    expect([unit!.source, unit!.payload.count, unit!.inputNext, more.length]).toEqual([null, 0, 2, 0]);
  });

  it('that are none become strays; their neighbours pass', () => {
    const records = [
      record(0, batch(0, 2)),
      record(1, Buffer.from('no batch')),
      record(2, null),
      record(3, batch(2, 4)),
    ];
    const { units } = cutBatches(fetched(0, 4, records), new Admitted(), bounds);
    expect(offsets(units)).toEqual([0, 1, 2, 3]);
    expect(units.flatMap(({ strays }) => strays.map(({ offset }) => offset))).toEqual([1, 2]);
    expect(units.at(-1)!.inputNext).toBe(4);
  });

  it('sliced give the same events, by their place', () => {
    const records = [batch(0, 3), batch(3, 5), batch(5, 8)].map((value, i) => record(i, value));
    const [unit] = cutBatches(fetched(0, 3, records), new Admitted(), bounds).units;
    for (let from = 0; from < 8; from++)
      for (let to = from + 1; to <= 8; to++) {
        const slice = unit!.payload.slice(from, to);
        expect(offsets([{ ...unit!, payload: slice }])).toEqual(Array.from({ length: to - from }, (_, i) => from + i));
        expect(slice.sourceOffset(0)).toBe(from);
      }
  });
});
