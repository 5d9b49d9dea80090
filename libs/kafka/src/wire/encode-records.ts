import { codecIds, compress } from '../codecs/codecs.ts';
import type { TakeRoom } from '../codecs/take-room.ts';
import type { Compression, OutgoingRecord, RecordHeaders } from '../log.ts';
import { crc32c } from './crc32c.ts';
import { writeInt64 } from './int64.ts';
import { varintSize, writeVarint } from './varint.ts';

const lengthAt = 8;
const crcAt = 17;
const attributesAt = 21;
const recordsAt = 61;
const prefixBytes = 12;
/** Far below what fits, and far above what a batch of events needs. */
const recordsMax = 100_000;

/** Sizes that were worked out before the bytes are written. */
interface Measured {
  readonly record: OutgoingRecord;
  readonly timestampDelta: number;
  readonly headers: readonly (readonly [Buffer, Buffer])[];
  /** without the length itself */
  readonly bytes: number;
}

/**
 * One record batch (magic 2) with all the records, in one allocation when it is not compressed. kafkajs copies each record
 * through several growing buffers instead, which costs five times the CPU.
 * @throws RangeError for no records, or too many; TypeError for anything but Buffers
 */
export function encodeRecords(
  records: readonly OutgoingRecord[],
  compression: Compression,
  nowMs: number,
  takeRoom: TakeRoom = bytes => Buffer.allocUnsafeSlow(bytes),
): Buffer {
  if (records.length === 0 || records.length > recordsMax) {
    throw new RangeError(`A batch holds 1 to ${recordsMax} records, not ${records.length}.`);
  }
  const timestamps = records.map(record => record.timestampMs ?? nowMs);
  const base = timestamps.reduce((least, timestamp) => Math.min(least, timestamp));
  const latest = timestamps.reduce((most, timestamp) => Math.max(most, timestamp));
  const measured = records.map((record, index) => measure(record, index, timestamps[index]! - base));
  const bodyBytes = measured.reduce((sum, { bytes }) => sum + varintSize(bytes) + bytes, 0);

  const body = compression === 'none' ? null : compress(compression, writeRecords(scratchOf(bodyBytes), measured, 0));
  const batch = takeRoom(recordsAt + (body?.length ?? bodyBytes));
  if (body === null) writeRecords(batch, measured, recordsAt);
  else body.copy(batch, recordsAt);
  writeHeader(batch, codecIds[compression], records.length, base, latest);
  return batch;
}

/** Uncompressed bodies are of no use once compressed, so small ones are all written to the same place. */
let scratch = Buffer.alloc(0);
const scratchBytesMax = 4 << 20;

function scratchOf(bytes: number): Buffer {
  if (bytes > scratchBytesMax) return Buffer.allocUnsafeSlow(bytes);
  if (scratch.length < bytes) scratch = Buffer.allocUnsafeSlow(bytes);
  return scratch.subarray(0, bytes);
}

function writeRecords(into: Buffer, measured: readonly Measured[], at: number): Buffer {
  measured.forEach((record, index) => (at = writeRecord(into, record, index, at)));
  return into;
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

function measure(record: OutgoingRecord, index: number, timestampDelta: number): Measured {
  const headers = headerList(record.headers);
  let bytes = 1 + varintSize(timestampDelta) + varintSize(index) + sizeOf(record.key) + sizeOf(record.value);
  bytes += varintSize(headers.length);
  for (const [name, value] of headers) bytes += sizeOf(name) + sizeOf(value);
  return { record, timestampDelta, headers, bytes };
}

function writeRecord(
  batch: Buffer,
  { record, timestampDelta, headers, bytes }: Measured,
  index: number,
  at: number,
): number {
  at = writeVarint(batch, bytes, at);
  batch[at++] = 0; // attributes
  at = writeVarint(batch, timestampDelta, at);
  at = writeVarint(batch, index, at);
  at = writeBytes(batch, record.key, at);
  at = writeBytes(batch, record.value, at);
  at = writeVarint(batch, headers.length, at);
  for (const [name, value] of headers) at = writeBytes(batch, value, writeBytes(batch, name, at));
  return at;
}

const noHeaders: readonly (readonly [Buffer, Buffer])[] = [];

function headerList(headers: RecordHeaders | undefined): readonly (readonly [Buffer, Buffer])[] {
  if (headers === undefined) return noHeaders;
  return Object.entries(headers).flatMap(([name, values]) => {
    const key = Buffer.from(name);
    return Buffer.isBuffer(values) ? [[key, values] as const] : values.map(value => [key, value] as const);
  });
}

function sizeOf(bytes: Buffer | null): number {
  if (bytes === null) return 1;
  if (!Buffer.isBuffer(bytes)) throw new TypeError(`A ${typeof bytes} is not a Buffer`);
  return varintSize(bytes.length) + bytes.length;
}

function writeBytes(batch: Buffer, bytes: Buffer | null, at: number): number {
  if (bytes === null) return writeVarint(batch, -1, at);
  at = writeVarint(batch, bytes.length, at);
  batch.set(bytes, at);
  return at + bytes.length;
}
