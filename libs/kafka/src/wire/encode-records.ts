import { codecIds, compress } from '../codecs/codecs.ts';
import type { TakeRoom } from '../codecs/take-room.ts';
import type { Compression, OutgoingRecord } from '../log.ts';
import { RecordBody } from '../record-body.ts';
import { crc32c } from './crc32c.ts';
import { writeInt64 } from './int64.ts';
import { contentBytes, writeBytes } from './record-content.ts';
import { varintSize, writeVarint } from './varint.ts';

const lengthAt = 8;
const crcAt = 17;
const attributesAt = 21;
const recordsAt = 61;
/** attributes, and how far the record is from the batch's time and offset: three zeros of the only record */
const recordHeadBytes = 3;
/** a record's count of headers, when there are none */
const noHeadersBytes = 1;
const prefixBytes = 12;
/** Far below what fits, and far above what a batch of events needs. */
const recordsMax = 100_000;

/** Of use for one call only. */
const uncompressed = new RecordBody();

/**
 * One record batch (magic 2) with all the records. kafkajs copies each record through several growing buffers instead,
 * which costs five times the CPU.
 * @throws RangeError for no records, or too many; TypeError for anything but Buffers
 */
export function encodeRecords(
  records: readonly OutgoingRecord[],
  compression: Compression,
  nowMs: number,
  takeRoom: TakeRoom = ownRoom,
): Buffer {
  checkCount(records.length);
  const { base, latest } = timesOf(records, nowMs);
  return encode(aroundValue(records) ?? bodyOf(records, base, nowMs), records.length, compression, {
    base,
    latest,
    takeRoom,
  });
}

/** The same of records that were put together before, all stamped `nowMs`. @throws RangeError for none, or too many */
export function encodeBody(
  body: RecordBody,
  compression: Compression,
  nowMs: number,
  takeRoom: TakeRoom = ownRoom,
): Buffer {
  checkCount(body.count);
  return encode(body.bytes, body.count, compression, { base: nowMs, latest: nowMs, takeRoom });
}

const ownRoom: TakeRoom = bytes => Buffer.allocUnsafeSlow(bytes);

function checkCount(count: number): void {
  if (count === 0 || count > recordsMax) {
    throw new RangeError(`A batch holds 1 to ${recordsMax} records, not ${count}.`);
  }
}

interface Framing {
  /** of the earliest and the latest record, ms since 1970 */
  readonly base: number;
  readonly latest: number;
  readonly takeRoom: TakeRoom;
}

function encode(plain: Buffer, count: number, compression: Compression, { base, latest, takeRoom }: Framing): Buffer {
  const body = compression === 'none' ? plain : compress(compression, plain);
  const batch = takeRoom(recordsAt + body.length);
  body.copy(batch, recordsAt);
  writeHeader(batch, codecIds[compression], count, base, latest);
  return batch;
}

function bodyOf(records: readonly OutgoingRecord[], base: number, nowMs: number): Buffer {
  uncompressed.clear();
  for (const record of records) uncompressed.add(record, (record.timestampMs ?? nowMs) - base);
  return uncompressed.bytes;
}

/** A body of one record whose value has room around it is written there, so that a large value is not copied. */
function aroundValue(records: readonly OutgoingRecord[]): Buffer | null {
  const { key, value, alone = false, headers } = records[0]!;
  if (!alone || value === null || headers !== undefined || records.length > 1) return null;
  const recordBytes = recordHeadBytes + contentBytes({ key, value });
  const bodyBytes = varintSize(recordBytes) + recordBytes;
  const start = value.byteOffset - (bodyBytes - value.length - noHeadersBytes);
  if (start < 0 || start + bodyBytes > value.buffer.byteLength) return null;
  const body = Buffer.from(value.buffer as ArrayBuffer, start, bodyBytes);
  const at = writeVarint(body, recordBytes, 0);
  body.fill(0, at, at + recordHeadBytes);
  body[writeVarint(body, value.length, writeBytes(body, key, at + recordHeadBytes)) + value.length] = 0;
  return body;
}

function timesOf(records: readonly OutgoingRecord[], nowMs: number): { base: number; latest: number } {
  let base = Infinity;
  let latest = -Infinity;
  for (const { timestampMs = nowMs } of records) {
    base = Math.min(base, timestampMs);
    latest = Math.max(latest, timestampMs);
  }
  return { base, latest };
}

function writeHeader(batch: Buffer, attributes: number, count: number, base: number, latest: number): void {
  writeInt64(batch, 0, 0);
  batch.writeInt32BE(batch.length - prefixBytes, lengthAt);
  let at = batch.writeInt32BE(0, lengthAt + 4); // leader epoch: the broker's
  batch.writeInt8(2, at); // magic
  at = batch.writeInt16BE(attributes, attributesAt);
  at = batch.writeInt32BE(count - 1, at);
  at = writeInt64(batch, base, at);
  at = writeInt64(batch, latest, at);
  at = writeInt64(batch, -1, at); // producer id: none, since sends are not idempotent
  at = batch.writeInt16BE(0, at);
  at = batch.writeInt32BE(0, at);
  batch.writeInt32BE(count, at);
  batch.writeUInt32BE(crc32c(batch, attributesAt), crcAt);
}
