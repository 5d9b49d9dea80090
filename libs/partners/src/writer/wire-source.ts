/** Bytes that only a whole decoder may judge. Thrown in a hot loop, so always the same one, and never shown. */
class NotCanonicalError extends Error {
  override readonly name = 'NotCanonicalError';
}

export const NOT_CANONICAL = new NotCanonicalError('only a whole decoder may judge these bytes');

/** The encoded bytes that are being read. */
export class WireSource {
  bytes: Buffer = Buffer.alloc(0);
  /** the same memory */
  view: DataView = new DataView(new ArrayBuffer(0));
  /** an email address may stand in the text as it does in URLs, `%40` for the sign */
  encodedAtSigns = false;
  /** where the varint last read ended */
  next = 0;
  private searched: Buffer | null = null;
  private searchedFrom = 0;
  private found = 0;

  /** What is read next is in bytes[start, end). */
  use(bytes: Buffer, start: number, end: number): void {
    if (this.bytes !== bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const encoded = this.nextEncodedAtSign(bytes, start);
    this.encodedAtSigns = encoded >= 0 && encoded < end;
  }

  /** Looked for once over a whole batch, and not once an event. -1: there is none. */
  private nextEncodedAtSign(bytes: Buffer, start: number): number {
    const known = this.searched === bytes && start >= this.searchedFrom && (this.found < 0 || this.found >= start);
    if (!known) {
      this.searched = bytes;
      this.searchedFrom = start;
      this.found = bytes.indexOf('%40', start, 'latin1');
    }
    return this.found;
  }

  /** A varint of any size as a number (two's complement); `next` is then the place after it. */
  varint(at: number, end: number): number {
    const { view } = this;
    let value = 0;
    let scale = 1;
    for (let place = at; place < at + 7; place++) {
      if (place >= end) throw NOT_CANONICAL;
      const byte = view.getUint8(place);
      value += (byte & 127) * scale;
      if (byte < 128) {
        this.next = place + 1;
        return value;
      }
      scale *= 128;
    }
    return this.wideVarint(at, end);
  }

  private wideVarint(at: number, end: number): number {
    let wide = 0n;
    for (let place = at; place < Math.min(end, at + 10); place++) {
      const byte = this.view.getUint8(place);
      wide |= BigInt(byte & 127) << BigInt(7 * (place - at));
      if (byte < 128) {
        this.next = place + 1;
        return Number(BigInt.asIntN(64, wide));
      }
    }
    throw NOT_CANONICAL;
  }
}

/** Whether bytes[start, end) has the byte. */
export function hasByte(bytes: Buffer, wanted: number, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === wanted) return true;
  return false;
}
