/** The bytes that are read, and why reading stops. */

export class Input {
  bytes: Buffer = Buffer.alloc(0);
  /** the same memory: several bytes at once */
  view: DataView = new DataView(new ArrayBuffer(0));

  use(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** The place of the next byte that is no white space. */
  space(p: number): number {
    const b = this.bytes;
    for (let c; (c = b[p]!) <= 32 && (c === 32 || c === 10 || c === 13 || c === 9);) p++;
    return p;
  }
}

/** Thrown in the depth of an event and caught where it began; made once, since an error's stack costs more than an event. */
export const MALFORMED = new Error('not JSON');
/** The event may be malformed too, further on. */
export const TOO_DEEP = new Error('more objects and arrays inside one another than the limit');
