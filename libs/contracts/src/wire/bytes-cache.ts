/**
 * A bounded cache keyed by bytes as they lie in an event, so that finding what is known about a shop, an event name or a
 * user agent makes no string. Keys are compared whole: two keys of one hash only share a set.
 *
 * Sixteen places a set: with fewer, keys that happen to share a set push one another out of a cache that is half empty,
 * and a miss can cost a hundred hits. In a full set the place that has not been used since the hand last passed goes (a
 * clock for each set), so what is used stays, memory never grows past the bound, and keys made to collide cost misses
 * and nothing else.
 */
export class BytesCache<Value> {
  /** place p's key is the first keyLengths[p] bytes of the p-th slot; one piece of memory, so that a lookup jumps little */
  private readonly keys: Buffer;
  private readonly keyLengths: Uint32Array;
  private readonly hashes: Int32Array;
  private readonly values: (Value | undefined)[];
  /** 1: asked for since the hand last passed */
  private readonly used: Uint8Array;
  /** by set: which of its places is looked at next when one must go */
  private readonly hands: Uint8Array;
  private readonly mask: number;
  private readonly keyBytesMax: number;

  /**
   * Reserves entriesMax x keyBytesMax bytes, resident as they are used.
   * @param entriesMax rounded up to a power of two, at least 16
   * @param keyBytesMax longer keys are never kept
   */
  constructor(entriesMax: number, keyBytesMax: number) {
    let sets = 1;
    while (sets * WAYS < entriesMax) sets *= 2;
    const places = sets * WAYS;
    this.keys = Buffer.alloc(places * keyBytesMax);
    this.keyLengths = new Uint32Array(places);
    this.hashes = new Int32Array(places);
    this.values = new Array<Value | undefined>(places).fill(undefined);
    this.used = new Uint8Array(places);
    this.hands = new Uint8Array(sets);
    this.mask = sets - 1;
    this.keyBytesMax = keyBytesMax;
  }

  /** How many entries fit. */
  get capacity(): number {
    return this.values.length;
  }

  /** What was set for the key bytes[start, end). */
  get(bytes: Buffer, start: number, end: number): Value | undefined {
    if (end - start > this.keyBytesMax) return undefined;
    const place = this.find(bytes, start, end, hashOf(bytes, start, end));
    if (place < 0) return undefined;
    this.used[place] = 1;
    return this.values[place];
  }

  /** Remembers a value for the key bytes[start, end), which are copied, until others push it out. */
  set(bytes: Buffer, start: number, end: number, value: Value & {}): void {
    if (end - start > this.keyBytesMax) return;
    const hash = hashOf(bytes, start, end);
    let place = this.find(bytes, start, end, hash);
    if (place < 0) {
      place = this.makeRoom(hash & this.mask);
      this.keyLengths[place] = bytes.copy(this.keys, place * this.keyBytesMax, start, end);
      this.hashes[place] = hash;
      this.used[place] = 0; // to stay it must be asked for again, or a stream of new keys would push out the used ones
    }
    this.values[place] = value;
  }

  /** The key's place, or -1. */
  private find(bytes: Buffer, start: number, end: number, hash: number): number {
    const { hashes } = this;
    const first = (hash & this.mask) * WAYS;
    for (let place = first; place < first + WAYS; place++)
      if (hashes[place] === hash && this.isKey(place, bytes, start, end)) return place;
    return -1;
  }

  private isKey(place: number, bytes: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (this.keyLengths[place] !== length || this.values[place] === undefined) return false;
    const { keys } = this;
    const at = place * this.keyBytesMax;
    if (length >= NATIVE_BYTES_MIN) return bytes.compare(keys, at, at + length, start, end) === 0;
    for (let i = 0; i < length; i++) if (keys[at + i] !== bytes[start + i]) return false;
    return true;
  }

  /** An empty place of the set, or the first that the hand finds not asked for lately. */
  private makeRoom(set: number): number {
    const { values, used, hands } = this;
    const first = set * WAYS;
    for (let place = first; place < first + WAYS; place++) if (values[place] === undefined) return place;
    for (;;) {
      const place = first + hands[set]!;
      hands[set] = (hands[set]! + 1) % WAYS;
      if (used[place] === 0) return place;
      used[place] = 0;
    }
  }
}

const WAYS = 16;

/**
 * Two lanes of four bytes a step, since one multiplication a byte would cost more than all the rest of a lookup.
 * Exported for the spec, which looks for keys that collide.
 */
export function hashOf(bytes: Buffer, start: number, end: number): number {
  let even = end - start;
  let odd = 0x9747b28c;
  let at = start;
  for (; at + 8 <= end; at += 8) {
    even = Math.imul(even ^ wordAt(bytes, at), 0x9e3779b1);
    odd = Math.imul(odd ^ wordAt(bytes, at + 4), 0x85ebca6b);
    even = (even << 13) | (even >>> 19);
    odd = (odd << 11) | (odd >>> 21);
  }
  for (; at < end; at++) even = Math.imul(even ^ bytes[at]!, 0x01000193);
  const hash = Math.imul(even ^ odd, 0x9e3779b1);
  return hash ^ (hash >>> 15); // the low bits choose the set: let them depend on the high ones
}

const wordAt = (bytes: Buffer, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

/** A call into native code pays from about this many bytes on. */
const NATIVE_BYTES_MIN = 48;
