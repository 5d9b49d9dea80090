import type { ArenaPool } from './arena-pool.ts';

/** Room that is needed for a while and then not: pieces of arenas, given back together. */
export class ArenaLoan<Arena extends ArrayBufferLike = ArrayBuffer> {
  readonly #arenas: ArenaPool<Arena>;
  readonly #lent: Arena[] = [];
  #used = 0;

  constructor(arenas: ArenaPool<Arena>) {
    this.#arenas = arenas;
  }

  /**
   * So many bytes, with any contents. Small pieces lie side by side in one arena; `expectedBytes`, of this and what is going
   * to be taken next, makes one that is large enough for all of them.
   */
  take(bytes: number, expectedBytes = bytes): Buffer {
    let arena = this.#lent.at(-1);
    if (arena === undefined || this.#used + bytes > arena.byteLength) {
      this.#lent.push((arena = this.#arenas.acquire(Math.max(bytes, expectedBytes))));
      this.#used = 0;
    }
    const room = Buffer.from(arena as ArrayBuffer, this.#used, bytes);
    this.#used += bytes;
    return room;
  }

  /** For whoever looks at none of it any more; what is never released is collected like anything else. A second call does nothing. */
  release(): void {
    for (const arena of this.#lent.splice(0)) this.#arenas.release(arena);
  }
}
