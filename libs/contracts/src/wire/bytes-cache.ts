/**
 * A bounded cache keyed by bytes as they lie in an event, so that finding what is known about a shop, an event name or a
 * user agent makes no string. Keys are compared whole: two keys of one hash only share a set.
 *
 * Sets of four; a key that is found moves one place up in its set, and a new one takes the last place. So what is used
 * stays, memory never grows past the bound, and keys made to collide cost misses and nothing else.
 */
export class BytesCache<Value> {
  private readonly keys: (Buffer | undefined)[];
  private readonly hashes: Int32Array;
  private readonly values: (Value | undefined)[];
  private readonly mask: number;
  private readonly keyBytesMax: number;

  /** @param entriesMax rounded up to a power of two, at least 4 @param keyBytesMax longer keys are never kept */
  constructor(entriesMax: number, keyBytesMax: number) {
    let sets = 1;
    while (sets * WAYS < entriesMax) sets *= 2;
    this.keys = new Array<Buffer | undefined>(sets * WAYS).fill(undefined);
    this.values = new Array<Value | undefined>(sets * WAYS).fill(undefined);
    this.hashes = new Int32Array(sets * WAYS);
    this.mask = sets - 1;
    this.keyBytesMax = keyBytesMax;
  }

  /** How many entries fit. */
  get capacity(): number {
    return this.keys.length;
  }

  /** What was set for the key bytes[start, end). */
  get(bytes: Buffer, start: number, end: number): Value | undefined {
    if (end - start > this.keyBytesMax) return undefined;
    const hash = hashOf(bytes, start, end);
    const first = (hash & this.mask) * WAYS;
    for (let place = first; place < first + WAYS; place++) {
      if (this.hashes[place] !== hash) continue;
      const key = this.keys[place];
      if (key === undefined || !isSame(key, bytes, start, end)) continue;
      const value = this.values[place];
      if (place > first) this.exchange(place, place - 1);
      return value;
    }
    return undefined;
  }

  /** Remembers a value for the key bytes[start, end), which are copied, until others push it out. */
  set(bytes: Buffer, start: number, end: number, value: Value): void {
    if (end - start > this.keyBytesMax) return;
    const hash = hashOf(bytes, start, end);
    const first = (hash & this.mask) * WAYS;
    let place = first;
    for (; place < first + WAYS - 1; place++) {
      const key = this.keys[place];
      if (key === undefined || (this.hashes[place] === hash && isSame(key, bytes, start, end))) break;
    }
    // Memory of its own: a slice would keep the whole batch alive, and a pooled buffer the pool's whole slab.
    const key = Buffer.allocUnsafeSlow(end - start);
    bytes.copy(key, 0, start, end);
    this.keys[place] = key;
    this.hashes[place] = hash;
    this.values[place] = value;
  }

  private exchange(a: number, b: number): void {
    const { keys, values, hashes } = this;
    const key = keys[a];
    const value = values[a];
    const hash = hashes[a]!;
    keys[a] = keys[b];
    values[a] = values[b];
    hashes[a] = hashes[b]!;
    keys[b] = key;
    values[b] = value;
    hashes[b] = hash;
  }
}

const WAYS = 4;

/** FNV-1a, folded once so that the low bits, which choose the set, depend on every byte. */
function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function isSame(key: Buffer, bytes: Buffer, start: number, end: number): boolean {
  const length = end - start;
  if (key.length !== length) return false;
  for (let i = 0; i < length; i++) if (key[i] !== bytes[start + i]) return false;
  return true;
}
