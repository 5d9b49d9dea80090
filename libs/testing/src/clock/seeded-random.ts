/** A small fast generator (sfc32): the same seed gives the same numbers for ever. Not for secrets. */
export class SeededRandom {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** `seed`: any safe integer; neighbouring seeds give unrelated sequences */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number below 2**53, not ${seed}`);
    this.#a = 0x9e3779b9;
    this.#b = seed | 0;
    this.#c = Math.floor(seed / 2 ** 32) | 0;
    for (let warmUp = 0; warmUp < 15; warmUp++) this.next32();
  }

  /** Uniform whole number in [0, 2**32). */
  next32(): number {
    const result = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + result;
    return result >>> 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.next32() / 2 ** 32;
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let i = 0; i < length; i++) bytes[i] = this.next32() >>> 24;
    return bytes;
  }
}
