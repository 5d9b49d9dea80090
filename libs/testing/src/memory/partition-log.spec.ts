import { describe, expect, it } from '@jest/globals';
import type { OutgoingRecord } from '@pixel-relay/kafka';
import fc from 'fast-check';
import { PartitionLog } from './partition-log.ts';

const record = (key: string | null, bytes = 1): OutgoingRecord => ({
  key: key === null ? null : Buffer.from(key),
  value: Buffer.alloc(bytes, 'v'),
});

/** What a partition should hold, in the plainest way. */
class Model {
  start = 0;
  end = 0;
  records: { offset: number; key: string | null }[] = [];
}

type Step = (log: PartitionLog, model: Model) => void;

const key = fc.constantFrom('a', 'b', 'c', null);
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.array(key, { minLength: 1, maxLength: 30 }).map<Step>(keys => (log, model) => {
    expect(
      log.append(
        keys.map(it => record(it)),
        0,
      ),
    ).toBe(model.end);
    for (const it of keys) model.records.push({ offset: model.end++, key: it });
  }),
  fc.integer({ min: 1, max: 5 }).map<Step>(offsets => (log, model) => {
    log.appendGap(offsets);
    model.end += offsets;
  }),
  fc.nat(60).map<Step>(ahead => (log, model) => {
    const before = model.start + ahead - 10;
    log.deleteBefore(before);
    model.start = Math.max(model.start, Math.min(before, model.end));
    model.records = model.records.filter(it => it.offset >= model.start);
  }),
  fc.constant<Step>((log, model) => {
    log.compact();
    model.records = model.records.filter(
      (it, at) => it.key === null || !model.records.slice(at + 1).some(later => later.key === it.key),
    );
  }),
);

describe('PartitionLog', () => {
  it('holds and gives what the plainest model holds, from every offset and under every bound', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 12 }), fc.integer({ min: 1, max: 400 }), (run, bytesMax) => {
        const log = new PartitionLog(Infinity);
        const model = new Model();
        for (const step of run) step(log, model);
        expect([log.start, log.end]).toEqual([model.start, model.end]);
        expect(log.records().map(it => it.offset)).toEqual(model.records.map(it => it.offset));
        for (let from = 0; from <= model.end; from++) {
          const fetched = log.read(from, bytesMax);
          if (from === model.end) {
            expect(fetched).toBeNull();
          } else if (from < model.start) {
            expect(fetched).toEqual({ from, next: model.start, records: [], expired: true, end: model.end });
          } else {
            expect(fetched).toMatchObject({ from, expired: false, end: model.end });
            expect(fetched!.next).toBeGreaterThan(from);
            const expected = model.records.filter(it => it.offset >= from && it.offset < fetched!.next);
            expect(fetched!.records.map(it => it.offset)).toEqual(expected.map(it => it.offset));
            expect(fetched!.records.length <= 1 || fetched!.records.length * 17 <= bytesMax).toBe(true);
          }
        }
      }),
    );
  });

  it('gives the stored records themselves, not copies', () => {
    const log = new PartitionLog(Infinity);
    log.append([record('a')], 0);
    expect(log.read(0, 1000)!.records[0]).toBe(log.read(0, 1000)!.records[0]);
  });

  it('keeps no more than it was told to, and lets the rest go from memory', () => {
    const log = new PartitionLog(100);
    for (let n = 0; n < 5_000; n++) log.append([record('a', 1_000), record(null, 1_000)], 0);
    expect([log.start, log.end, log.records().length]).toEqual([9_900, 10_000, 100]);
    expect(log.read(9_899, 1e9)).toMatchObject({ expired: true, next: 9_900 });
    expect(log.heldRecords).toBeLessThan(2_300);
  });

  it('keeps none when told to keep none', () => {
    const log = new PartitionLog(0);
    log.append([record('a')], 0);
    expect([log.start, log.end, log.records().length]).toEqual([1, 1, 0]);
  });

  it('ends a fetch before a record that cannot be read, and says so there', () => {
    const log = new PartitionLog(Infinity);
    log.append([record(null), record(null)], 0);
    log.appendGap(2);
    log.append([record(null), record(null)], 0);
    log.damage(4, 'its checksum is wrong');
    expect(log.read(0, 1e9)).toMatchObject({ from: 0, next: 2 });
    expect(log.read(2, 1e9)).toMatchObject({ from: 2, next: 4, records: [] });
    expect(log.unreadableAt(2)).toBeNull();
    expect(log.unreadableAt(4)).toEqual({ from: 4, next: 5, reason: 'its checksum is wrong' });
    expect(log.read(5, 1e9)).toMatchObject({ from: 5, next: 6 });
    log.deleteBefore(5);
    expect(log.unreadableAt(4)).toBeNull();
    expect(log.read(4, 1e9)).toMatchObject({ from: 4, next: 5, expired: true });
  });

  it('gives nothing while there is less than was asked for', () => {
    const log = new PartitionLog(Infinity);
    log.append([record(null, 100)], 0);
    expect(log.read(0, 1e9, 200)).toBeNull();
    log.append([record(null, 100)], 0);
    expect(log.read(0, 1e9, 200)).toMatchObject({ next: 2 });
    expect(log.read(0, 150, 200)).toMatchObject({ next: 1 });
  });

  it('calls who watches after every change, until they stop watching', () => {
    const log = new PartitionLog(Infinity);
    let calls = 0;
    const unwatch = log.watch(() => calls++);
    log.append([record('a')], 0);
    log.appendGap(1);
    log.deleteBefore(1);
    log.remove();
    expect(calls).toBe(4);
    unwatch();
    log.append([record('a')], 0);
    expect(calls).toBe(4);
  });
});
