import type { OutgoingRecord } from './log.ts';
import { VarintReader, varintSize, writeVarint } from './wire/varint.ts';
import { contentBytes, readContent, writeContent } from './wire/record-content.ts';

/** What is larger than this is not kept for the next batch. */
const keptBytesMax = 4 << 20;
/** of a record before its content: its length, attributes, and two deltas of up to ten bytes */
const headBytesMax = 5 + 1 + 10 + 10;

/**
 * The records of one batch as they are put together, one after the other, in memory that is used again for the next: what
 * is compressed lies in one piece, and nothing is kept of a single record.
 */
export class RecordBody {
  private memory = Buffer.alloc(0);
  private end = 0;
  private records = 0;

  get count(): number {
    return this.records;
  }

  /** The records as a batch has them; overwritten after the next `clear`. */
  get bytes(): Buffer {
    return this.memory.subarray(0, this.end);
  }

  /** Begins the next batch. */
  clear(): void {
    if (this.memory.length > keptBytesMax) this.memory = Buffer.alloc(0);
    this.end = 0;
    this.records = 0;
  }

  /** A record, stamped `timestampDelta` ms after the batch. @throws TypeError for anything but Buffers */
  add(record: OutgoingRecord, timestampDelta = 0): void {
    const bytes = contentBytes(record);
    const at = this.begin(bytes, timestampDelta);
    this.end = writeContent(this.memory, record, at);
  }

  /** A record of the batch's own time whose content is encoded already, as content[start, end). */
  addContent(content: Buffer, start: number, end: number): void {
    const at = this.begin(end - start, 0);
    this.end = at + content.copy(this.memory, at, start, end);
  }

  /** The same records, in memory of their own. */
  toRecords(): OutgoingRecord[] {
    const records: OutgoingRecord[] = [];
    const reader = new VarintReader(Buffer.from(this.bytes));
    while (reader.at < this.end) {
      reader.next();
      reader.at++;
      reader.next();
      reader.next();
      records.push(readContent(reader));
    }
    return records;
  }

  /** Returns where the content goes. */
  private begin(bytes: number, timestampDelta: number): number {
    this.reserve(headBytesMax + bytes);
    const index = this.records++;
    const { memory } = this;
    let at = writeVarint(memory, 1 + varintSize(timestampDelta) + varintSize(index) + bytes, this.end);
    memory[at++] = 0; // attributes
    at = writeVarint(memory, timestampDelta, at);
    return writeVarint(memory, index, at);
  }

  private reserve(bytes: number): void {
    const needed = this.end + bytes;
    if (needed <= this.memory.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.memory.length * 2));
    this.memory.copy(larger, 0, 0, this.end);
    this.memory = larger;
  }
}
