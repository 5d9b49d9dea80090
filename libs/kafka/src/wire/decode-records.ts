import type { ArenaLoan } from '@pixel-relay/worker-pool';
import { decompress } from '../codecs/codecs.ts';
import type { TakeRoom } from '../codecs/take-room.ts';
import type { LogRecord, RecordHeaders, UnreadableRange } from '../log.ts';
import { crc32c } from './crc32c.ts';
import { FetchedRecord } from './fetched-record.ts';
import { readInt64 } from './int64.ts';
import { VarintReader } from './varint.ts';

export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
}

export interface DecodedRecords {
  readonly records: LogRecord[];
  /** the offset after the last complete and readable batch; where reading began when there is none */
  readonly next: number;
  /** what starts at `next`, when it cannot be read */
  readonly unreadable: UnreadableRange | null;
  /** whether read() has more to give, left out for its size */
  readonly more: boolean;
}

// Where things are in a record batch (magic 2).
const lengthAt = 8;
const magicAt = 16;
const crcAt = 17;
const attributesAt = 21;
const lastOffsetDeltaAt = 23;
const baseTimestampAt = 27;
const maxTimestampAt = 35;
const producerIdAt = 43;
const countAt = 57;
const recordsAt = 61;
/** batch bytes that its length does not count: offset and length */
const prefixBytes = 12;

const codecMask = 0x07;
const logAppendTimeFlag = 0x08;
const transactionalFlag = 0x10;
const controlFlag = 0x20;
const abortMarkerType = 0;

/** Left free behind what is decompressed: readers of records may look a little past the last one. */
const readAheadBytes = 64;

const noHeaders: RecordHeaders = Object.freeze({});

/**
 * Reads what one fetch returned for one partition from offset `from` on. Accounts for every offset: batches that were
 * emptied by compaction, control batches and aborted transactions yield no records but move `next`; a batch cut off at
 * the end, as brokers do, is left for the next fetch. Values are not copied: they lie in the response's bytes, or where
 * these were decompressed to.
 *
 * kafkajs' own decoder loses the end of a batch whose last records were compacted away, and never gets past an empty one.
 */
export class RecordsReader {
  private readonly bytes: Buffer;
  private readonly aborted: AbortedProducers;
  private readonly maxDecompressedBytes: number;
  private readonly checkCrc: boolean;
  private at = 0;
  private next: number;

  constructor(
    bytes: Buffer,
    from: number,
    abortedTransactions: readonly AbortedTransaction[],
    maxDecompressedBytes: number,
    checkCrc = false,
  ) {
    this.bytes = bytes;
    this.next = from;
    this.aborted = new AbortedProducers(abortedTransactions);
    this.maxDecompressedBytes = maxDecompressedBytes;
    this.checkCrc = checkCrc;
  }

  /** Stops after the batch with which the records have `softMaxBytes` decompressed: a small response may hold very much. */
  read(softMaxBytes: number, room: ArenaLoan<SharedArrayBuffer>): DecodedRecords {
    const records: LogRecord[] = [];
    let size = 0;
    while (this.at + recordsAt <= this.bytes.length) {
      const end = this.at + prefixBytes + this.bytes.readInt32BE(this.at + lengthAt);
      if (end > this.bytes.length || end <= this.at + prefixBytes) break;
      if (size >= softMaxBytes) return { records, next: this.next, unreadable: null, more: true };
      const batch = this.bytes.subarray(this.at, end);
      const batchNext = readInt64(batch, 0) + batch.readInt32BE(lastOffsetDeltaAt) + 1;
      const damaged = this.checkCrc && crc32c(batch, attributesAt) !== batch.readUInt32BE(crcAt);
      if (batchNext > this.next || damaged) {
        try {
          if (damaged) throw new Error('the checksum of the batch is wrong');
          const takeRoom = (bytes: number): Buffer =>
            room
              .take(bytes + readAheadBytes, this.expectedBytes(bytes, batch.length, softMaxBytes - size))
              .subarray(0, bytes);
          size += decodeBatch(batch, this.next, this.aborted, this.maxDecompressedBytes, takeRoom, records);
        } catch (error) {
          const unreadable = { from: this.next, next: this.behind(batchNext, end), reason: (error as Error).message };
          return { records, next: this.next, unreadable, more: false };
        }
        this.next = batchNext;
      }
      this.at = end;
    }
    return { records, next: this.next, unreadable: null, more: false };
  }

  /** Of what read() is going to decompress, if the batches to come are like this one: they should lie in one piece. */
  private expectedBytes(bytes: number, batchBytes: number, wantedBytes: number): number {
    const left = (bytes * (this.bytes.length - this.at)) / batchBytes;
    return Math.ceil(Math.min(left, wantedBytes + bytes) * 1.05) + readAheadBytes;
  }

  /** Damage may lie in what says how far a batch reaches: forward, but never past where the next one begins. */
  private behind(batchNext: number, end: number): number {
    const following = end + lengthAt > this.bytes.length ? batchNext : readInt64(this.bytes, end);
    return Math.max(this.next + 1, Math.min(batchNext, following));
  }
}

/** Adds the batch's records, and returns their size decompressed. */
function decodeBatch(
  batch: Buffer,
  from: number,
  aborted: AbortedProducers,
  maxDecompressedBytes: number,
  takeRoom: TakeRoom,
  into: LogRecord[],
): number {
  const magic = batch.readInt8(magicAt);
  if (magic !== 2) throw new Error(`message format ${magic} is not supported`);
  const attributes = batch.readInt16BE(attributesAt);
  const baseOffset = readInt64(batch, 0);
  const producerId = readInt64(batch, producerIdAt);
  aborted.reach(baseOffset + batch.readInt32BE(lastOffsetDeltaAt));
  if ((attributes & controlFlag) !== 0) {
    if (isAbortMarker(batch)) aborted.end(producerId);
    return 0;
  }
  if ((attributes & transactionalFlag) !== 0 && aborted.has(producerId)) return 0;

  const codec = attributes & codecMask;
  const content = batch.subarray(recordsAt);
  const body = codec === 0 ? content : decompress(codec, content, maxDecompressedBytes, takeRoom);
  const appendTime = (attributes & logAppendTimeFlag) === 0 ? null : readInt64(batch, maxTimestampAt);
  const baseTimestamp = readInt64(batch, baseTimestampAt);
  const reader = new VarintReader(body);
  const before = into.length;
  try {
    for (let left = batch.readInt32BE(countAt); left > 0; left--) {
      const record = decodeRecord(reader, baseOffset, baseTimestamp, appendTime);
      if (record.offset >= from) into.push(record);
    }
  } catch (error) {
    // All of a batch or nothing: half of one would be handed over, and again with the whole.
    into.length = before;
    throw error;
  }
  return body.length;
}

function decodeRecord(
  reader: VarintReader,
  baseOffset: number,
  baseTimestamp: number,
  appendTime: number | null,
): LogRecord {
  const length = reader.next();
  const end = reader.at + length;
  // attributes: unused
  reader.at++;
  const timestampMs = baseTimestamp + reader.next();
  const offset = baseOffset + reader.next();
  const keyLength = reader.next();
  const keyStart = reader.at;
  if (keyLength >= 0) reader.pass(keyLength);
  const valueLength = reader.next();
  const valueStart = reader.at;
  if (valueLength >= 0) reader.pass(valueLength);
  const headerCount = reader.next();
  const headers = headerCount === 0 ? noHeaders : decodeHeaders(reader, headerCount);
  if (reader.at !== end) throw new RangeError('record is not as long as it says');
  const { bytes } = reader;
  return new FetchedRecord(
    offset,
    appendTime ?? timestampMs,
    bytes,
    keyStart,
    keyStart + keyLength,
    valueStart,
    valueStart + valueLength,
    headers,
  );
}

/** A header without a value has an empty one. */
function decodeHeaders(reader: VarintReader, count: number): RecordHeaders {
  // No prototype: a header may be called __proto__.
  const headers = Object.create(null) as Record<string, Buffer | Buffer[]>;
  for (let left = count; left > 0; left--) {
    const name = reader.take(reader.next()).toString('utf8');
    const length = reader.next();
    const value = length < 0 ? Buffer.alloc(0) : reader.take(length);
    const earlier = headers[name];
    if (earlier === undefined) headers[name] = value;
    else if (Array.isArray(earlier)) earlier.push(value);
    else headers[name] = [earlier, value];
  }
  return headers;
}

/** Key of a control record: version, then type. */
function isAbortMarker(batch: Buffer): boolean {
  const reader = new VarintReader(batch, recordsAt);
  reader.next();
  reader.at++;
  reader.next();
  reader.next();
  const key = reader.take(reader.next());
  return key.length >= 4 && key.readInt16BE(2) === abortMarkerType;
}

/** Which producers' transactional batches are to be left out, as the reader moves forward. */
class AbortedProducers {
  private readonly waiting: AbortedTransaction[];
  private readonly active = new Set<number>();
  constructor(transactions: readonly AbortedTransaction[]) {
    this.waiting = [...transactions].sort((a, b) => b.firstOffset - a.firstOffset);
  }

  reach(lastOffset: number): void {
    while (this.waiting.length > 0 && this.waiting.at(-1)!.firstOffset <= lastOffset) {
      this.active.add(this.waiting.pop()!.producerId);
    }
  }

  end(producerId: number): void {
    this.active.delete(producerId);
  }

  has(producerId: number): boolean {
    return this.active.has(producerId);
  }
}
