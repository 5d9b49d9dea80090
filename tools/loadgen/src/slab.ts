const SLAB_BYTES = 1 << 20;

/** Writes texts as UTF-8 side by side into large buffers: one allocation for hundreds of events. */
export class Slab {
  #bytes = Buffer.allocUnsafeSlow(SLAB_BYTES);
  #used = 0;

  /** The text's bytes; they stay as they are for as long as anybody holds them. */
  write(text: string): Buffer {
    // A UTF-16 unit takes three bytes at most.
    const room = text.length * 3;
    if (room > SLAB_BYTES) return Buffer.from(text, 'utf8');
    if (this.#used + room > SLAB_BYTES) {
      this.#bytes = Buffer.allocUnsafeSlow(SLAB_BYTES);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += this.#bytes.write(text, start, 'utf8');
    return this.#bytes.subarray(start, this.#used);
  }
}
