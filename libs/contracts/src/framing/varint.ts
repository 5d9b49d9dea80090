/** Protobuf varints on plain numbers (0 to 2**53), for framing: no object per field. */

/** Reads varints from a buffer, remembering its place. Throws RangeError past the end or past 2**53. */
export class VarintReader {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  next(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      if (this.at >= this.end) throw new RangeError('varint past the end');
      const byte = this.bytes[this.at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) break;
      scale *= 128;
      if (scale > 2 ** 56) throw new RangeError('varint longer than a number');
    }
    if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('varint above 2**53');
    return value;
  }

  /** The end of a length-delimited field whose length comes next; `at` is its start. */
  delimitedEnd(): number {
    const length = this.next();
    const end = this.at + length;
    if (end > this.end) throw new RangeError('field past the end');
    return end;
  }

  /** Over a varint of any value: a negative number takes ten bytes. */
  private skipVarint(): void {
    const end = Math.min(this.end, this.at + 10);
    while (this.at < end) if (this.bytes[this.at++]! < 128) return;
    throw new RangeError('varint without an end');
  }

  skip(wireType: number): void {
    if (wireType === 0) this.skipVarint();
    else if (wireType === 1) this.at += 8;
    else if (wireType === 2) this.at = this.delimitedEnd();
    else if (wireType === 5) this.at += 4;
    else throw new RangeError(`wire type ${wireType}`);
    if (this.at > this.end) throw new RangeError('field past the end');
  }
}

export function varintLength(value: number): number {
  let length = 1;
  for (; value >= 128; value = Math.floor(value / 128)) length++;
  return length;
}

/** Writes `value` at `at` and returns the place after it. The caller has made room (varintLength). */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  while (value > 0x7fffffff) {
    bytes[at++] = (value % 128) | 128;
    value = Math.floor(value / 128);
  }
  while (value > 127) {
    bytes[at++] = (value & 127) | 128;
    value >>>= 7;
  }
  bytes[at++] = value;
  return at;
}
