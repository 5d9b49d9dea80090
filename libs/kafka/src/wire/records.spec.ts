import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import kafkajsCrc from 'kafkajs/src/protocol/recordBatch/crc32C/index.js';
import KafkajsDecoder from 'kafkajs/src/protocol/decoder.js';
import kafkajsProduce from 'kafkajs/src/protocol/requests/produce/v7/request.js';
import kafkajsRecordBatchDecoder from 'kafkajs/src/protocol/recordBatch/v0/decoder.js';
import type { Compression, LogRecord, OutgoingRecord } from '../log.ts';
import { crc32c } from './crc32c.ts';
import { ArenaLoan, ArenaPool } from '@pixel-relay/worker-pool';
import { RecordsReader, type AbortedTransaction, type DecodedRecords } from './decode-records.ts';
import { encodeRecords } from './encode-records.ts';
import { readInt64, writeInt64 } from './int64.ts';
import { produceRequest } from './produce-request.ts';
import { VarintReader, varintSize, writeVarint } from './varint.ts';

const newLoan = (): ArenaLoan<SharedArrayBuffer> => new ArenaLoan(ArenaPool.shared({ retainedBytesMax: 0 }));
const capBytes = 1 << 24;
const nowMs = 1_700_000_000_000;
const compressions = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const satisfies readonly Compression[];

const bytes = fc.uint8Array({ maxLength: 300 }).map(array => Buffer.from(array));
const outgoing: fc.Arbitrary<OutgoingRecord> = fc.record(
  {
    key: fc.option(bytes),
    value: fc.option(bytes),
    headers: fc.dictionary(
      fc.string({ minLength: 1 }),
      fc.oneof(bytes, fc.array(bytes, { minLength: 2, maxLength: 3 })),
    ),
    timestampMs: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  },
  { requiredKeys: ['key', 'value'] },
);
const batches = fc.array(outgoing, { minLength: 1, maxLength: 20 });

/** What is read back of what was sent. */
const asRead = (records: readonly OutgoingRecord[], baseOffset = 0): LogRecord[] =>
  records.map(({ key, value, headers = {}, timestampMs = nowMs }, index) => ({
    offset: baseOffset + index,
    timestampMs,
    key,
    value,
    headers: Object.assign(Object.create(null), headers) as LogRecord['headers'],
  }));

const plain = ({ offset, timestampMs, key, value, headers }: LogRecord): LogRecord => ({
  offset,
  timestampMs,
  key,
  value,
  headers: { ...headers },
});

function at(batch: Buffer, baseOffset: number, lastOffsetDelta?: number): Buffer {
  const moved = Buffer.from(batch);
  writeInt64(moved, baseOffset, 0);
  if (lastOffsetDelta !== undefined) moved.writeInt32BE(lastOffsetDelta, 23);
  return moved;
}

const decodeRecords = (
  bytes: Buffer,
  from: number,
  aborted: AbortedTransaction[],
  maxDecompressedBytes: number,
): DecodedRecords => new RecordsReader(bytes, from, aborted, maxDecompressedBytes).read(Infinity, newLoan());

const record = (value: string): OutgoingRecord => ({ key: null, value: Buffer.from(value) });
const encode = (...values: string[]): Buffer => encodeRecords(values.map(record), 'none', nowMs);
const valuesOf = ({ records }: { records: readonly LogRecord[] }): string[] =>
  records.map(({ value }) => String(value));

describe('numbers', () => {
  it('of 64 bits are read as written', () => {
    const buffer = Buffer.alloc(8);
    fc.assert(
      fc.property(fc.maxSafeInteger(), value => {
        writeInt64(buffer, value, 0);
        expect(buffer.readBigInt64BE(0)).toBe(BigInt(value));
        expect(readInt64(buffer, 0)).toBe(value);
      }),
    );
  });

  it('as varints are read as written, in as many bytes as said', () => {
    const buffer = Buffer.alloc(10);
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 51), max: 2 ** 51 }), value => {
        expect(writeVarint(buffer, value, 0)).toBe(varintSize(value));
        expect(new VarintReader(buffer).next()).toBe(value);
      }),
    );
    expect(() => new VarintReader(Buffer.from([0x80])).next()).toThrow(RangeError);
    expect(() => new VarintReader(Buffer.alloc(12, 0x80)).next()).toThrow(RangeError);
  });

  it('have the checksum that kafkajs works out byte by byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 20 }), (array, start) => {
        const buffer = Buffer.from(array);
        expect(crc32c(buffer, start)).toBe(kafkajsCrc(buffer.subarray(start)) >>> 0);
      }),
    );
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  });
});

describe('encodeRecords', () => {
  it('writes the very bytes that kafkajs does', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async records => {
        // kafkajs takes the latest of all timestamps only if all are given, and the base as the smallest text.
        const stamped = records.map(each => ({
          ...each,
          timestampMs: 1_000_000 + ((each.timestampMs ?? 0) % 9_000_000),
        }));
        const messages = stamped.map(({ key, value, headers, timestampMs }) => ({
          key,
          value,
          headers,
          timestamp: timestampMs,
        }));
        const theirs = await kafkajsProduce({
          acks: -1,
          timeout: 1234,
          compression: 0,
          topicData: [{ topic: 'events', partitions: [{ partition: 3, firstSequence: 0, messages }] }],
        }).encode();
        const batch = encodeRecords(stamped, 'none', nowMs);
        const ours = Buffer.concat(produceRequest('events', 3, batch, 1234).parts);
        expect(ours.toString('hex')).toBe(theirs.buffer.toString('hex'));
      }),
    );
  });

  it.each(compressions)('is read back whole by both decoders with %s', async compression => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat({ max: 1_000 }), async (records, base) => {
        const batch = at(encodeRecords(records, compression, nowMs), base);
        const decoded = decodeRecords(batch, base, [], capBytes);
        expect(decoded.records.map(plain)).toEqual(asRead(records, base).map(plain));
        expect(decoded.next).toBe(base + records.length);
        expect(decoded.unreadable).toBeNull();
        if (compression === 'none' || compression === 'gzip') {
          const theirs = await kafkajsRecordBatchDecoder(new KafkajsDecoder(batch));
          expect(theirs.records.map(({ value }) => value)).toEqual(records.map(({ value }) => value));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what is not bytes, and an empty batch', () => {
    expect(() => encodeRecords([{ key: null, value: 'text' as unknown as Buffer }], 'none', nowMs)).toThrow(TypeError);
    expect(() => encodeRecords([], 'none', nowMs)).toThrow('1 to 100000');
  });
});

describe('decodeRecords', () => {
  it('leaves a batch that was cut off for the next fetch', () => {
    const first = at(encode('a', 'b'), 10);
    const both = Buffer.concat([first, at(encode('c'), 12)]);
    for (let length = first.length; length < both.length; length++) {
      const decoded = decodeRecords(both.subarray(0, length), 10, [], capBytes);
      expect(valuesOf(decoded)).toEqual(['a', 'b']);
      expect(decoded.next).toBe(12);
    }
    expect(decodeRecords(both, 10, [], capBytes).next).toBe(13);
  });

  it('skips records below the position, and batches that end below it', () => {
    const log = Buffer.concat([at(encode('a', 'b'), 0), at(encode('c', 'd'), 2)]);
    expect(valuesOf(decodeRecords(log, 1, [], capBytes))).toEqual(['b', 'c', 'd']);
    expect(valuesOf(decodeRecords(log, 3, [], capBytes))).toEqual(['d']);
  });

  it('accounts for offsets that compaction emptied: at the end of a batch, and whole batches', () => {
    const tailGone = at(encode('a'), 0, 4);
    expect(decodeRecords(tailGone, 0, [], capBytes)).toMatchObject({ next: 5 });
    const emptied = Buffer.from(tailGone.subarray(0, 61));
    emptied.writeInt32BE(61 - 12, 8);
    emptied.writeInt32BE(0, 57);
    expect(decodeRecords(emptied, 2, [], capBytes)).toMatchObject({ next: 5, records: [], unreadable: null });
  });

  it('hands over what comes before an unreadable batch, then says what it is', () => {
    const big = at(encodeRecords([record('x'.repeat(10_000))], 'zstd', nowMs), 2);
    const log = Buffer.concat([at(encode('a', 'b'), 0), big, at(encode('c'), 3)]);
    const before = decodeRecords(log, 0, [], 5_000);
    expect(valuesOf(before)).toEqual(['a', 'b']);
    expect(before.next).toBe(2);
    const stuck = decodeRecords(log.subarray(at(encode('a', 'b'), 0).length), 2, [], 5_000);
    expect(stuck).toEqual({
      records: [],
      next: 2,
      unreadable: { from: 2, next: 3, reason: 'decompressed size is over 5000 bytes' },
      more: false,
    });
    expect(valuesOf(decodeRecords(log, 3, [], 5_000))).toEqual(['c']);
  });

  it('stops when it has enough, and goes on from there, aborted transactions included', () => {
    const transactional = (value: string, baseOffset: number): Buffer => {
      const batch = at(encode(value), baseOffset);
      batch.writeInt16BE(0x10, 21);
      writeInt64(batch, 7, 43);
      return batch;
    };
    const marker = at(encodeRecords([{ key: Buffer.from([0, 0, 0, 0]), value: Buffer.alloc(6) }], 'none', nowMs), 1);
    marker.writeInt16BE(0x30, 21);
    writeInt64(marker, 7, 43);
    const log = [transactional('aborted', 0), marker, at(encode('a'), 2), transactional('b', 3), at(encode('c'), 4)];
    const reader = new RecordsReader(Buffer.concat(log), 0, [{ producerId: 7, firstOffset: 0 }], capBytes);
    const room = newLoan();
    const parts = [1, 1, 1, 1].map(softMaxBytes => reader.read(softMaxBytes, room));
    expect(parts.map(valuesOf)).toEqual([['a'], ['b'], ['c'], []]);
    expect(parts.map(({ next, more }) => [next, more])).toEqual([
      [3, true],
      [4, true],
      [5, false],
      [5, false],
    ]);
  });

  it('decompresses the batches of one answer to one piece of shared memory, with room to look past the last', () => {
    const values = Array.from({ length: 5 }, (_, i) => Buffer.alloc(300_000, `batch ${i} `));
    const log = Buffer.concat(values.map((value, i) => at(encodeRecords([{ key: null, value }], 'zstd', nowMs), i)));
    const reader = new RecordsReader(log, 0, [], capBytes);
    const [first, rest] = [reader.read(700_000, newLoan()), reader.read(Infinity, newLoan())];
    expect([...first.records, ...rest.records].map(({ value }) => value)).toEqual(values);
    for (const { records } of [first, rest]) {
      const places = records.map(({ place }) => place!);
      const { buffer, byteOffset } = places.at(-1)!.memory;
      expect(new Set(places.map(({ memory }) => memory.buffer))).toEqual(new Set([buffer]));
      expect(buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(byteOffset + places.at(-1)!.valueEnd + 64).toBeLessThanOrEqual(buffer.byteLength);
    }
  });

  it.each(compressions)(
    'writes around a value that is alone in its buffer what it writes elsewhere, %s',
    compression => {
      fc.assert(
        fc.property(
          fc.uint8Array({ maxLength: 2_000 }),
          fc.option(bytes),
          fc.nat(400),
          fc.nat(3),
          (value, key, before, after) => {
            for (const memory of [
              new ArrayBuffer(before + value.length + after),
              new SharedArrayBuffer(before + value.length + after),
            ]) {
              const placed = Buffer.from(memory as ArrayBuffer, before, value.length);
              placed.set(value);
              const expected = Buffer.from(encodeRecords([{ key, value: Buffer.from(value) }], compression, nowMs));
              for (let attempt = 0; attempt < 2; attempt++) {
                const written = encodeRecords([{ key, value: placed, alone: true }], compression, nowMs);
                expect(written.toString('hex')).toBe(expected.toString('hex'));
                expect(placed.equals(Buffer.from(value))).toBe(true);
              }
            }
          },
        ),
        { numRuns: 50 },
      );
    },
  );

  it('never throws on damage, and gives no part of a damaged batch', () => {
    const good = encodeRecords(['a', 'bb', 'ccc'].map(record), 'none', nowMs);
    fc.assert(
      fc.property(fc.integer({ min: 21, max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const damaged = Buffer.from(good);
        damaged[index]! ^= flip;
        const { records, unreadable } = decodeRecords(damaged, 0, [], capBytes);
        if (unreadable !== null) expect(records).toEqual([]);
      }),
    );
  });

  it('finds damage anywhere in a batch by its checksum, where that is asked for, and holds nothing behind it', () => {
    const good = encodeRecords(['a', 'bb', 'ccc'].map(record), 'none', nowMs);
    const next = at(encode('next'), 3);
    const read = (bytes: Buffer): DecodedRecords =>
      new RecordsReader(bytes, 0, [], capBytes, true).read(Infinity, newLoan());
    expect(valuesOf(read(Buffer.concat([good, next])))).toEqual(['a', 'bb', 'ccc', 'next']);
    // The last offset delta, bytes 23 to 26, says how far the batch reaches.
    for (let index = 17; index < good.length; index++) {
      const damaged = Buffer.from(good);
      damaged[index]! ^= index < 27 ? 0x40 : 1;
      const { records, unreadable } = read(Buffer.concat([damaged, next]));
      expect([index, records, unreadable]).toEqual([
        index,
        [],
        { from: 0, next: 3, reason: 'the checksum of the batch is wrong' },
      ]);
    }
    const backwards = Buffer.from(good);
    backwards.writeInt32BE(-5, 23);
    expect(read(Buffer.concat([backwards, next])).unreadable).toMatchObject({ from: 0, next: 1 });
  });

  it('keeps a header called __proto__', () => {
    const headers = JSON.parse('{"__proto__": null}') as Record<string, never>;
    Object.defineProperty(headers, '__proto__', { value: Buffer.from('x'), enumerable: true });
    const batch = encodeRecords([{ key: null, value: null, headers }], 'none', nowMs);
    const [decoded] = decodeRecords(batch, 0, [], capBytes).records;
    expect(Object.entries(decoded!.headers)).toEqual([['__proto__', Buffer.from('x')]]);
  });
});
