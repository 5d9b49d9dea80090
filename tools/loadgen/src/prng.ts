/**
 * Small seeded generator (sfc32): the same seed gives the same stream on every machine. Not for secrets.
 * It makes the load repeatable, so a run that found a fault can be run again.
 */
export class Prng {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number | string) {
    const text = String(seed);
    this.#a = fnv1a(text, 0x811c9dc5);
    this.#b = fnv1a(text, 0x9e3779b9);
    this.#c = fnv1a(text, 0x85ebca6b);
    for (let i = 0; i < 15; i += 1) this.u32();
  }

  /** Uniform in [0, 2**32). */
  u32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** Uniform in [0, 1). */
  float(): number {
    return this.u32() / 4_294_967_296;
  }

  /** Uniform in [0, below); `below` at most 2**32. */
  int(below: number): number {
    return Math.floor(this.float() * below);
  }

  chance(share: number): boolean {
    return this.float() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)]!;
  }

  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string {
    let text = '';
    while (text.length < length) {
      const bits = this.u32();
      text += hex16[bits >>> 16]! + hex16[bits & 0xffff]!;
    }
    return text.length === length ? text : text.slice(0, length);
  }

  /** `length` letters and digits, as in click ids and tokens. */
  token(length: number): string {
    let text = '';
    for (let i = 0; i < length; i += 5) {
      let bits = this.u32() >>> 2;
      for (let place = i; place < length && place < i + 5; place += 1) {
        text += base64url[bits & 63]!;
        bits >>>= 6;
      }
    }
    return text;
  }

  /** A random UUID in form (version 4). */
  uuid(): string {
    const a = this.u32();
    const b = this.u32();
    const c = this.u32();
    const d = this.u32();
    return (
      `${hex16[a >>> 16]}${hex16[a & 0xffff]}-${hex16[b >>> 16]}-${hex16[(b & 0x0fff) | 0x4000]}-` +
      `${hex16[((c >>> 16) & 0x3fff) | 0x8000]}-${hex16[c & 0xffff]}${hex16[d >>> 16]}${hex16[d & 0xffff]}`
    );
  }

  /** Swaps the items into a random order, in place. */
  shuffle(items: Uint8Array): void {
    for (let i = items.length - 1; i > 0; i -= 1) {
      const j = this.int(i + 1);
      const kept = items[i]!;
      items[i] = items[j]!;
      items[j] = kept;
    }
  }
}

const hex16 = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'));
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
