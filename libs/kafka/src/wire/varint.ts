/** Reads a record's zigzag varints; one object for a whole batch, so that nothing is allocated for a number. */
export class VarintReader {
  readonly bytes: Buffer;
  at: number;
  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** @throws RangeError past the end, or when the number is longer than a 64-bit one may be */
  next(): number {
    const { bytes } = this;
    let at = this.at;
    let byte = bytes[at++]!;
    let value = byte & 0x7f;
    let factor = 0x80;
    while (byte >= 0x80) {
      byte = bytes[at++]!;
      if (factor > 2 ** 63) throw new RangeError('varint too long');
      // Multiplied rather than shifted: timestamps may need more than 32 bits.
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
    }
    if (byte === undefined) throw new RangeError('record ends early');
    this.at = at;
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** The next `length` bytes, not copied. */
  take(length: number): Buffer {
    const start = this.at;
    this.pass(length);
    return this.bytes.subarray(start, this.at);
  }

  /** Over the next `length` bytes. */
  pass(length: number): void {
    const end = this.at + length;
    if (length < 0 || end > this.bytes.length) throw new RangeError('record ends early');
    this.at = end;
  }
}

/** Bytes that the zigzag varint of `value` takes. */
export function varintSize(value: number): number {
  let rest = zigzag(value);
  if (rest < 0x80) return 1;
  if (rest < 0x4000) return 2;
  let size = 1;
  while (rest >= 0x80) {
    rest = Math.floor(rest / 0x80);
    size++;
  }
  return size;
}

export function writeVarint(bytes: Buffer, value: number, at: number): number {
  let rest = zigzag(value);
  // Lengths and small deltas, which most are, without divisions.
  for (; rest >= 0x80 && rest <= 0x7fffffff; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80;
  while (rest >= 0x80) {
    bytes[at++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  bytes[at++] = rest;
  return at;
}

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
