/**
 * Where the fields of one encoded message lie, found in one pass and without an object, a string or a nested decode.
 * A stage scans an event, looks at the few fields that it decides by, scans into a nested message where it must, and
 * leaves the rest as bytes. One scan object is used again for every event.
 *
 * Stricter than a protobuf decoder, on purpose: decoders merge a message field that comes twice and let the last of two
 * scalars win, so two readers of doctored bytes could see two things. A field that is looked at must come once, and in
 * its own wire type. What is never looked at is skipped, whatever its number.
 */
import { InvalidWireError } from './invalid-wire-error.ts';

/** Fields numbered below this have a slot; our messages end at 41. Higher ones are skipped, and move `highest`. */
const SLOTS = 64;
const VARINT = -1;
const FIXED = -2;
const TWICE = -3;

export class FieldScan {
  /** the bytes last scanned; `start` and `end` of a field are places in it */
  bytes: Buffer = Buffer.alloc(0);
  /** the highest field number seen, for readers that must not pass over what they have no name for */
  highest = 0;
  private readonly starts = new Int32Array(SLOTS);
  /** the end of a delimited field's content, or what else the field is (VARINT, FIXED, TWICE) */
  private readonly ends = new Int32Array(SLOTS);
  /** the scan that filled a slot: an old number is an empty slot, so nothing is cleared between scans */
  private readonly filledBy = new Float64Array(SLOTS);
  private scan = 0;

  /** Scans the message in bytes[at, end). @throws InvalidWireError */
  read(bytes: Buffer, at: number, end: number): void {
    const { starts, ends, filledBy } = this;
    const scan = ++this.scan;
    let highest = 0;
    this.bytes = bytes;
    while (at < end) {
      let tag = bytes[at++]!;
      if (tag > 127) {
        if (at < end && bytes[at]! < 128) tag = (tag & 127) | (bytes[at++]! << 7);
        else {
          tag = readUint32(bytes, at - 1, end);
          at = endOfVarint(bytes, at, end);
        }
      }
      let start = at;
      let stop: number;
      switch (tag & 7) {
        case 2: {
          if (at >= end) throw new InvalidWireError('a length is cut off');
          let length = bytes[at++]!;
          if (length > 127) {
            length = readUint32(bytes, at - 1, end);
            at = endOfVarint(bytes, at, end);
          }
          start = at;
          at += length;
          stop = at;
          break;
        }
        case 0:
          at = endOfVarint(bytes, at, end);
          stop = VARINT;
          break;
        case 1:
          at += 8;
          stop = FIXED;
          break;
        case 5:
          at += 4;
          stop = FIXED;
          break;
        default:
          throw new InvalidWireError(`wire type ${tag & 7}`);
      }
      if (at > end) throw new InvalidWireError(`field ${tag >>> 3} is longer than its message`);
      const number = tag >>> 3;
      if (number === 0) throw new InvalidWireError('field number 0');
      if (number > highest) highest = number;
      if (number < SLOTS) {
        ends[number] = filledBy[number] === scan ? TWICE : stop;
        starts[number] = start;
        filledBy[number] = scan;
      }
    }
    this.highest = highest;
  }

  /** Whether the field is there at all, in any form. */
  has(number: number): boolean {
    return this.filledBy[number] === this.scan;
  }

  /** Whether the string, bytes or message field is there, possibly empty. @throws InvalidWireError when it is no such field */
  hasContent(number: number): boolean {
    if (this.filledBy[number] !== this.scan) return false;
    if (this.ends[number]! < 0) this.refuse(number, 'length-delimited');
    return true;
  }

  /** Bytes of the field's content; 0 when it is absent. @throws InvalidWireError */
  lengthOf(number: number): number {
    return this.hasContent(number) ? this.ends[number]! - this.starts[number]! : 0;
  }

  /** Where the content of a field that hasContent begins. */
  startOf(number: number): number {
    return this.starts[number]!;
  }

  endOf(number: number): number {
    return this.ends[number]!;
  }

  /** The int64 (or int32, enum) field's value, as a double; 0 when it is absent. @throws InvalidWireError */
  int64(number: number): number {
    return this.hasVarint(number) ? readInt64(this.bytes, this.starts[number]!) : 0;
  }

  /** Whether the bool field is there and true. @throws InvalidWireError */
  isTrue(number: number): boolean {
    if (!this.hasVarint(number)) return false;
    let at = this.starts[number]!;
    let any = 0;
    for (;;) {
      const byte = this.bytes[at++]!;
      any |= byte & 127;
      if (byte < 128) return any !== 0;
    }
  }

  private hasVarint(number: number): boolean {
    if (this.filledBy[number] !== this.scan) return false;
    if (this.ends[number] !== VARINT) this.refuse(number, 'a varint');
    return true;
  }

  private refuse(number: number, wanted: string): never {
    throw new InvalidWireError(
      this.ends[number] === TWICE ? `field ${number} comes twice` : `field ${number} is not ${wanted}`,
    );
  }
}

/** The place after a varint of at most ten bytes. */
function endOfVarint(bytes: Buffer, at: number, end: number): number {
  const stop = Math.min(end, at + 10);
  while (at < stop) if (bytes[at++]! < 128) return at;
  throw new InvalidWireError('a varint has no end');
}

/** A tag or a length: at most five bytes and 32 bits; anything longer is damage. */
function readUint32(bytes: Buffer, at: number, end: number): number {
  const stop = Math.min(end, at + 5);
  let value = 0;
  let scale = 1;
  while (at < stop) {
    const byte = bytes[at++]!;
    value += (byte & 127) * scale;
    if (byte < 128) {
      if (value > 0xffffffff) break;
      return value;
    }
    scale *= 128;
  }
  throw new InvalidWireError('a tag or a length has no end');
}

/** A varint whose end the scan has seen. Times and counts take up to seven bytes; a negative number takes ten. */
function readInt64(bytes: Buffer, at: number): number {
  let value = 0;
  let scale = 1;
  for (let place = at; place < at + 7; place++) {
    const byte = bytes[place]!;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
    scale *= 128;
  }
  let wide = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const byte = bytes[at++]!;
    wide |= BigInt(byte & 127) << shift;
    if (byte < 128) return Number(BigInt.asIntN(64, wide));
  }
}
