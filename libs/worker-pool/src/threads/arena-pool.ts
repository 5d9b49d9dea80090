export interface ArenaPoolOptions {
  /** bytes of free arenas kept for reuse; beyond it, those that nobody wanted for longest are left to the garbage collector */
  readonly retainedBytesMax: number;
  /** size of the smallest class; from it, there are four to each doubling. A power of two; default 4,096. */
  readonly smallestBytes?: number | undefined;
}

/** A free arena serves whoever asks for at least a quarter of it: sizes that vary must not need an arena for each. */
const CLASSES_OF_FOUR_TIMES = 8;

interface Free<Arena> {
  readonly arena: Arena;
  /** counts releases: the lower, the longer unused */
  readonly since: number;
}

/**
 * Buffers that are used again: for what travels with a job to a thread and comes back with its result, or is held for a
 * while and released. Moving bytes then costs one copy and no allocation. Whoever holds an arena owns all of it: views are
 * made of it, but only the whole is handed on or released.
 *
 * An arena that does not come back (its thread crashed) is simply gone. Contents are left as they were: hold the length.
 */
export class ArenaPool<Arena extends ArrayBufferLike = ArrayBuffer> {
  readonly #retainedBytesMax: number;
  readonly #smallestBytes: number;
  /** free arenas by size class, the one that was used last at the end of each */
  readonly #free: (Free<Arena>[] | undefined)[] = [];
  readonly #inside = new Set<Arena>();
  readonly #newArena: (bytes: number) => Arena;
  #retainedBytes = 0;
  #releases = 0;

  /** Arenas that one thread at a time can see: handed on by transfer, and then gone for whoever had them. */
  static owned(options: ArenaPoolOptions): ArenaPool {
    return new ArenaPool(options, bytes => new ArrayBuffer(bytes));
  }

  /**
   * Arenas that stay where they are and are handed on by name. Nothing but good manners keeps the one who handed an arena
   * on from looking at it; but a message costs less, and V8 does not take every arrival for memory newly allocated, which
   * sets off a full collection every few dozen jobs.
   */
  static shared(options: ArenaPoolOptions): ArenaPool<SharedArrayBuffer> {
    return new ArenaPool(options, bytes => new SharedArrayBuffer(bytes));
  }

  private constructor(options: ArenaPoolOptions, newArena: (bytes: number) => Arena) {
    this.#newArena = newArena;
    this.#retainedBytesMax = options.retainedBytesMax;
    this.#smallestBytes = options.smallestBytes ?? 4_096;
    if (!(this.#retainedBytesMax >= 0)) throw new RangeError('retainedBytesMax must be a number of at least 0');
    if (!Number.isInteger(Math.log2(this.#smallestBytes))) throw new RangeError('smallestBytes must be a power of two');
  }

  get retainedBytes(): number {
    return this.#retainedBytes;
  }

  /** At least `minBytes` long, with any contents. */
  acquire(minBytes: number): Arena {
    if (!(minBytes >= 0)) throw new RangeError(`minBytes must be a number of at least 0, got ${minBytes}`);
    const index = this.#classOf(minBytes);
    for (let larger = index; larger <= index + CLASSES_OF_FOUR_TIMES; larger++) {
      const free = this.#free[larger]?.pop();
      if (free !== undefined) return this.#taken(free);
    }
    return this.#newArena(this.#bytesOf(index));
  }

  /** The bytes, in an arena of their own: `.buffer` is the arena, to be transferred and later released. */
  copy(bytes: Uint8Array): Uint8Array<Arena> {
    const view = new Uint8Array(this.acquire(bytes.byteLength), 0, bytes.byteLength);
    view.set(bytes);
    return view;
  }

  /**
   * Gives an arena back; its holder must not touch it any more. false: not kept, because it is larger than all that may be,
   * or not one of this pool's sizes. Throws when it is here already (two holders would get it) or has been transferred away.
   */
  release(arena: Arena): boolean {
    if ('detached' in arena && arena.detached)
      throw new TypeError('the arena has been transferred away; its new holder releases it');
    if (this.#inside.has(arena))
      throw new TypeError('the arena has been released already; only its holder may release it');
    const { byteLength } = arena;
    const index = this.#classOf(byteLength);
    if (this.#bytesOf(index) !== byteLength) return false;
    if (byteLength > this.#retainedBytesMax) return false;
    while (this.#retainedBytes + byteLength > this.#retainedBytesMax) this.#dropOldest();
    (this.#free[index] ??= []).push({ arena, since: this.#releases++ });
    this.#inside.add(arena);
    this.#retainedBytes += byteLength;
    return true;
  }

  #taken({ arena }: Free<Arena>): Arena {
    this.#inside.delete(arena);
    this.#retainedBytes -= arena.byteLength;
    return arena;
  }

  /** Were the newest dropped instead, the pool would fill with sizes of another load, and every arena of this one be made anew. */
  #dropOldest(): void {
    let oldest: Free<Arena>[] = [];
    let since = Infinity;
    for (const list of this.#free) {
      const first = list?.[0];
      if (list === undefined || first === undefined || first.since > since) continue;
      oldest = list;
      since = first.since;
    }
    this.#taken(oldest.shift()!);
  }

  /** No new arena is more than a quarter larger than it need be. */
  #bytesOf(index: number): number {
    return this.#smallestBytes * 2 ** (index >> 2) * (1 + (index & 3) / 4);
  }

  #classOf(bytes: number): number {
    let index = 0;
    while (this.#bytesOf(index) < bytes) index++;
    return index;
  }
}
