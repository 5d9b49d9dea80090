/**
 * The protobuf that is written, in one growing piece of memory.
 *
 * Fast because a nested length's place is kept free by prediction, as many bytes as last time; only a wrong prediction
 * moves the value. Room is asked for once an event, so that nothing here or in the engine looks for the memory's end.
 */
import type { Field } from './field.ts';

/** what is written ahead of the end: a word of a string, a tag, a length */
const SLACK_BYTES = 64;

export class Output {
  bytes: Buffer = Buffer.alloc(0);
  /** the same memory */
  view: DataView = new DataView(new ArrayBuffer(0));
  /** where the next byte goes */
  end = 0;
  private own: Buffer = Buffer.alloc(0);
  private lent = false;

  /** Starts over, in the caller's memory or in its own. */
  begin(into: Buffer | undefined): void {
    this.lent = into !== undefined;
    this.use(into ?? this.own);
    this.end = 0;
  }

  /** Gives the caller's memory out of hand. */
  finish(): Buffer {
    const entries = this.bytes.subarray(0, this.end);
    if (this.lent) this.use(this.own);
    return entries;
  }

  /** Makes sure that `bytes` more can be written. */
  reserve(bytes: number): void {
    const needed = this.end + bytes + SLACK_BYTES;
    if (needed <= this.bytes.length) return;
    const old = this.bytes;
    // Memory of the caller's sort: what threads share must stay so.
    const Memory = old.buffer.constructor as ArrayBufferConstructor;
    const grown = Buffer.from(new Memory(Math.max(needed, Math.ceil(old.length * 1.5))));
    old.copy(grown, 0, 0, this.end);
    this.use(grown);
    if (!this.lent) this.own = grown;
  }

  tag(field: Field): void {
    this.view.setInt16(this.end, field.tag, true);
    this.end += field.tagLength;
  }

  /**
   * Writes tag and length before a value that ends at `end`; field.header bytes were left for them at `start`.
   * @returns the value's end, moved if they need more or fewer
   */
  close(field: Field, start: number, end: number): number {
    const length = (end - start - field.header) | 0;
    const header = (field.tagLength + varintLength(length)) | 0;
    if (header !== field.header) {
      this.move(start + header, start + field.header, end);
      end = (end + header - field.header) | 0;
      field.header = header;
    }
    this.view.setInt16(start, field.tag, true);
    this.varint(start + field.tagLength, length);
    return end;
  }

  /** Moves what is at [start, end) behind everything else. @returns where it then begins */
  moveToEnd(start: number, end: number): number {
    const length = end - start;
    if (end === this.end) return start;
    this.move(this.end, start, end);
    this.move(start, end, this.end + length);
    return this.end - length;
  }

  /** Given a range, Buffer.copy is faster than copyWithin where threads share the memory, and allows overlapping as well. */
  private move(to: number, start: number, end: number): void {
    this.bytes.copy(this.bytes, to, start, end);
  }

  /** Makes the header of the last value, which begins at `start`, `after` bytes long instead of `before`. */
  widen(start: number, before: number, after: number): void {
    if (before === after) return;
    this.move(start + after, start + before, this.end);
    this.end += after - before;
  }

  /** @param value 0 to 2**53. @returns the place after it */
  varint(at: number, value: number): number {
    const bytes = this.bytes;
    if (value > 0x7fffffff) {
      const low = value & 0xfffffff;
      bytes[at] = low | 128;
      bytes[at + 1] = (low >> 7) | 128;
      bytes[at + 2] = (low >> 14) | 128;
      bytes[at + 3] = (low >> 21) | 128;
      at += 4;
      value = (value - low) / 0x10000000;
    }
    value |= 0;
    at |= 0;
    while (value > 127) {
      bytes[at] = value | 128;
      at = (at + 1) | 0;
      value >>>= 7;
    }
    bytes[at] = value;
    return (at + 1) | 0;
  }

  /** An int64's varint: two's complement, so ten bytes for what is negative. @param value a safe integer */
  signed(at: number, value: number): number {
    if (value >= 0) return this.varint(at, value);
    let low = value | 0;
    let high = Math.floor(value / 2 ** 32) | 0;
    for (let i = 0; i < 9; i++) {
      this.bytes[at++] = low | 128;
      low = (low >>> 7) | (high << 25);
      high >>= 7;
    }
    this.bytes[at] = 1;
    return at + 1;
  }

  private use(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}

/** @param value below 2**28: records have at most 2**26 bytes, and no value more than four times its JSON */
export const varintLength = (value: number): number =>
  value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
