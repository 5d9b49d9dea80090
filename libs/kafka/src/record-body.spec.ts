import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type LogProducer, type OutgoingRecord, RecordBody, sendBody, writePart } from './index.ts';
import { openTestKafka, type TestKafka } from './test-kafka.ts';
import { encodeBody, encodeRecords } from './wire/encode-records.ts';
import { contentBytes, writeContent } from './wire/record-content.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map(array => Buffer.from(array));
const outgoing: fc.Arbitrary<OutgoingRecord> = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(fc.string({ minLength: 1 }), bytes),
});
const nowMs = 1_700_000_000_000;

/** The record's content in the middle of other bytes. */
function contentOf(record: OutgoingRecord): [content: Buffer, start: number, end: number] {
  const content = Buffer.alloc(contentBytes(record) + 20, 0xee);
  return [content, 7, writeContent(content, record, 7)];
}

describe('a record body', () => {
  it('makes the batch that the records themselves make, time after time', () => {
    const body = new RecordBody();
    fc.assert(
      fc.property(fc.array(fc.tuple(outgoing, fc.boolean()), { minLength: 1, maxLength: 200 }), all => {
        body.clear();
        for (const [record, encoded] of all) {
          if (encoded) body.addContent(...contentOf(record));
          else body.add(record);
        }
        const records = all.map(([record]) => record);
        expect(body.count).toBe(records.length);
        expect(encodeBody(body, 'none', nowMs)).toEqual(encodeRecords(records, 'none', nowMs));
        const read = body.toRecords();
        body.clear();
        body.add({ key: null, value: Buffer.alloc(9_000, 0xdd) });
        expect(read.map(({ key, value }) => ({ key, value }))).toEqual(
          records.map(({ key, value }) => ({ key, value })),
        );
        expect(read.map(({ headers }) => Object.entries(headers!).flat())).toEqual(
          records.map(({ headers }) => Object.entries(headers!).flatMap(([name, value]) => [name, [value]])),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('is no batch without a record, and none the worse for what is no record', () => {
    const body = new RecordBody();
    expect(() => encodeBody(body, 'none', nowMs)).toThrow(RangeError);
    const one = { key: null, value: Buffer.from('one') };
    body.add(one);
    expect(() => body.add({ key: null, value: 'text' as unknown as Buffer })).toThrow(TypeError);
    expect(encodeBody(body, 'none', nowMs)).toEqual(encodeRecords([one], 'none', nowMs));
  });

  it('writes a part as long as it is, at lengths about which its length grows', () => {
    for (const length of [0, 1, 32, 33, 63, 64, 8_191, 8_192]) {
      const part = Buffer.alloc(length + 2, 0xab);
      const into = Buffer.alloc(length + 10);
      const end = writePart(into, part, 1, 1 + length, 0);
      const expected = Buffer.alloc(length + 10);
      expect(end).toBe(writeContent(expected, { key: part.subarray(1, 1 + length), value: null }, 0) - 2);
      expect(into.subarray(0, end)).toEqual(expected.subarray(0, end));
    }
  });
});

describe('sendBody', () => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await openTestKafka();
  });
  afterAll(() => kafka.close());

  it.each(['as it is', 'record by record'] as const)('sends what was in the body when it was called, %s', async how => {
    const topic = await kafka.topic();
    const real = await kafka.log.producer({ compression: 'zstd', sendTimeoutMs: 10_000 });
    const without: LogProducer = { send: (...args) => real.send(...args), close: () => real.close() };
    const body = new RecordBody();
    const first = { key: Buffer.from('k'), value: Buffer.alloc(30_000, 'abc'), headers: { h: Buffer.from('v') } };
    body.addContent(...contentOf(first));
    body.add({ key: null, value: null });
    const sent = sendBody(how === 'as it is' ? real : without, topic, 0, body);
    body.clear();
    body.add({ key: null, value: Buffer.alloc(40_000, 'later') });
    expect(await sent).toEqual({ baseOffset: 0 });
    const read: unknown[] = [];
    const tail = await kafka.log.tail({
      topic,
      onRecords: (_, records) =>
        void read.push(...records.map(({ key, value, headers }) => [key, value, { ...headers }])),
    });
    await tail.caughtUp;
    await tail.close();
    expect(read).toEqual([
      [first.key, first.value, first.headers],
      [null, null, {}],
    ]);
  });
});
