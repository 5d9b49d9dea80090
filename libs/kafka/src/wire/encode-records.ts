import { codecIds, compress } from '../codecs/codecs.ts';
import type { TakeRoom } from '../codecs/take-room.ts';
import type { Compression, OutgoingRecord } from '../log.ts';
import { crc32c } from './crc32c.ts';
import { writeInt64 } from './int64.ts';
import { varintSize, writeVarint } from './varint.ts';

const lengthAt = 8;
const crcAt = 17;
const attributesAt = 21;
const recordsAt = 61;
/** a record's count of headers, when there are none */
const noHeadersBytes = 1;
const prefixBytes = 12;
/** Far below what fits, and far above what a batch of events needs. */
const recordsMax = 100_000;

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
  const { base, latest } = timesOf(records, nowMs);
  const sizes = records.map((record, index) => recordBytes(record, index, (record.timestampMs ?? nowMs) - base));
  const bodyBytes = sizes.reduce((sum, bytes) => sum + varintSize(bytes) + bytes, 0);
  const write = (into: Buffer, at: number): Buffer => {
    for (let i = 0; i < records.length; i++) {
      const record = records[i]!;
      at = writeVarint(into, sizes[i]!, at);
      at = writeRecord(into, record, i, (record.timestampMs ?? nowMs) - base, at);
    }
    return into;
  };
  const plain = (): Buffer => aroundValue(records, bodyBytes, sizes[0]!) ?? write(scratchOf(bodyBytes), 0);
  const body = compression === 'none' ? null : compress(compression, plain());
  const batch = takeRoom(recordsAt + (body?.length ?? bodyBytes));
  if (body === null) write(batch, recordsAt);
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

/** A body of one record whose value has room around it is written there, so that a large value is not copied. */
function aroundValue(records: readonly OutgoingRecord[], bodyBytes: number, recordBytes: number): Buffer | null {
  const [record] = records;
  const { value, alone = false, headers } = record!;
  if (!alone || value === null || headers !== undefined || records.length > 1) return null;
  const start = value.byteOffset - (bodyBytes - value.length - noHeadersBytes);
  if (start < 0 || start + bodyBytes > value.buffer.byteLength) return null;
  const body = Buffer.from(value.buffer as ArrayBuffer, start, bodyBytes);
  const at = writeHead(body, record!, 0, 0, writeVarint(body, recordBytes, 0));
  body[writeVarint(body, value.length, at) + value.length] = 0;
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

/** Without the length itself. */
function recordBytes({ key, value, headers }: OutgoingRecord, index: number, timestampDelta: number): number {
  let bytes = 1 + varintSize(timestampDelta) + varintSize(index) + sizeOf(key) + sizeOf(value);
  let count = 0;
  for (const name in headers) {
    const nameBytes = sizeOf(bytesOfName(name));
    const values = headers[name]!;
    if (Buffer.isBuffer(values)) {
      bytes += nameBytes + sizeOf(values);
      count++;
    } else
      for (const each of values) {
        bytes += nameBytes + sizeOf(each);
        count++;
      }
  }
  return bytes + varintSize(count);
}

/** What comes before the value, but for the record's own length. */
function writeHead(into: Buffer, { key }: OutgoingRecord, index: number, timestampDelta: number, at: number): number {
  into[at++] = 0; // attributes
  at = writeVarint(into, timestampDelta, at);
  at = writeVarint(into, index, at);
  return writeBytes(into, key, at);
}

function writeRecord(into: Buffer, record: OutgoingRecord, index: number, timestampDelta: number, at: number): number {
  at = writeHead(into, record, index, timestampDelta, at);
  at = writeBytes(into, record.value, at);
  const { headers } = record;
  let count = 0;
  for (const name in headers) count += Buffer.isBuffer(headers[name]) ? 1 : headers[name]!.length;
  at = writeVarint(into, count, at);
  for (const name in headers) {
    const values = headers[name]!;
    if (Buffer.isBuffer(values)) at = writeBytes(into, values, writeBytes(into, bytesOfName(name), at));
    else for (const each of values) at = writeBytes(into, each, writeBytes(into, bytesOfName(name), at));
  }
  return at;
}

/** Names are few and the same in every record. */
const names = new Map<string, Buffer>();
const namesMax = 1_024;

function bytesOfName(name: string): Buffer {
  let bytes = names.get(name);
  if (bytes === undefined) {
    if (names.size === namesMax) names.clear();
    names.set(name, (bytes = Buffer.from(name)));
  }
  return bytes;
}

function sizeOf(bytes: Buffer | null): number {
  if (bytes === null) return 1;
  if (!Buffer.isBuffer(bytes)) throw new TypeError(`A ${typeof bytes} is not a Buffer`);
  return varintSize(bytes.length) + bytes.length;
}

/** Up to here a loop is faster than the call that copies. */
const fewBytes = 32;

function writeBytes(into: Buffer, bytes: Buffer | null, at: number): number {
  if (bytes === null) return writeVarint(into, -1, at);
  const { length } = bytes;
  at = writeVarint(into, length, at);
  if (length > fewBytes) into.set(bytes, at);
  else for (let i = 0; i < length; i++) into[at + i] = bytes[i]!;
  return at + length;
}
