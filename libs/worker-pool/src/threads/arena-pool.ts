export interface ArenaPoolOptions {
  /** bytes of free arenas kept for reuse; what comes back beyond it is left to the garbage collector */
  readonly retainedBytesMax: number;
  /** size of the smallest class; the others double from it. A power of two; default 4,096. */
  readonly smallestBytes?: number | undefined;
}

/**
 * Buffers that travel with a job to a thread and come back with its result, so that moving bytes costs one copy and no
 * allocation. Whoever holds an arena owns all of it: views are made of it, but only the whole is transferred or released.
 *
 * An arena that does not come back (its thread crashed) is simply gone. Contents are left as they were: hold the length.
 */
export class ArenaPool {
  readonly #retainedBytesMax: number;
  readonly #smallestBytes: number;
  /** free arenas by size class */
  readonly #free: ArrayBuffer[][] = [];
  readonly #inside = new Set<ArrayBuffer>();
  #retainedBytes = 0;

  constructor(options: ArenaPoolOptions) {
    this.#retainedBytesMax = options.retainedBytesMax;
    this.#smallestBytes = options.smallestBytes ?? 4_096;
    if (!(this.#retainedBytesMax >= 0)) throw new RangeError('retainedBytesMax must be a number of at least 0');
    if (!Number.isInteger(Math.log2(this.#smallestBytes))) throw new RangeError('smallestBytes must be a power of two');
  }

  get retainedBytes(): number {
    return this.#retainedBytes;
  }

  /** At least `minBytes` long, with any contents. */
  acquire(minBytes: number): ArrayBuffer {
    if (!(minBytes >= 0)) throw new RangeError(`minBytes must be a number of at least 0, got ${minBytes}`);
    const index = this.#classOf(minBytes);
    const arena = this.#free[index]?.pop();
    if (arena === undefined) return new ArrayBuffer(this.#smallestBytes * 2 ** index);
    this.#inside.delete(arena);
    this.#retainedBytes -= arena.byteLength;
    return arena;
  }

  /** The bytes, in an arena of their own: `.buffer` is the arena, to be transferred and later released. */
  copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const view = new Uint8Array(this.acquire(bytes.byteLength), 0, bytes.byteLength);
    view.set(bytes);
    return view;
  }

  /**
   * Gives an arena back; its holder must not touch it any more. false: not kept, because enough are, or because it is
   * not one of this pool's sizes. Throws when it is here already (two holders would get it) or has been transferred away.
   */
  release(arena: ArrayBuffer): boolean {
    if (arena.detached) throw new TypeError('the arena has been transferred away; its new holder releases it');
    if (this.#inside.has(arena))
      throw new TypeError('the arena has been released already; only its holder may release it');
    const { byteLength } = arena;
    const index = this.#classOf(byteLength);
    if (this.#smallestBytes * 2 ** index !== byteLength) return false;
    if (this.#retainedBytes + byteLength > this.#retainedBytesMax) return false;
    (this.#free[index] ??= []).push(arena);
    this.#inside.add(arena);
    this.#retainedBytes += byteLength;
    return true;
  }

  #classOf(bytes: number): number {
    let index = 0;
    for (let size = this.#smallestBytes; size < bytes; size *= 2) index++;
    return index;
  }
}
