import { ArenaPool } from '@pixel-relay/worker-pool';

/** Of one arena; several small batches share it. */
const ARENA_BYTES_MIN = 64 << 10;

/**
 * Where compressed records are decompressed to. Buffers of this size, made anew for every fetch, are what a collector has
 * most to do with; so each is lent for one hand-over, and used again when its holder gives it back. What is never given
 * back is collected like anything else.
 */
export class RecordRooms {
  private readonly arenas: ArenaPool;

  constructor(retainedBytesMax: number) {
    this.arenas = new ArenaPool({ retainedBytesMax, smallestBytes: ARENA_BYTES_MIN });
  }

  lend(): RecordRoom {
    return new RecordRoom(this.arenas);
  }
}

/** What one hand-over's records lie in. */
export class RecordRoom {
  private readonly arenas: ArenaPool;
  private readonly lent: ArrayBuffer[] = [];
  private used = 0;

  constructor(arenas: ArenaPool) {
    this.arenas = arenas;
  }

  /** At least `bytes` long, with any contents. */
  take(bytes: number): Buffer {
    let arena = this.lent.at(-1);
    if (arena === undefined || this.used + bytes > arena.byteLength) {
      this.lent.push((arena = this.arenas.acquire(bytes)));
      this.used = 0;
    }
    const room = Buffer.from(arena, this.used, bytes);
    this.used += bytes;
    return room;
  }

  /** For whoever looks at the records no more. A second call does nothing. */
  release(): void {
    for (const arena of this.lent.splice(0)) this.arenas.release(arena);
  }
}
