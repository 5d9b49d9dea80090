import { ArenaPool } from '@pixel-relay/worker-pool';

/** Smaller answers are not worth keeping; they are most of them, too. */
const LENT_BYTES_MIN = 64 << 10;
/** Of answers that nobody looks at any more, over all connections: a few fetches' worth. */
const RETAINED_BYTES_MAX = 8 << 20;

const arenas = ArenaPool.owned({ retainedBytesMax: RETAINED_BYTES_MAX, smallestBytes: LENT_BYTES_MIN });
const lent = new WeakSet<ArrayBufferLike>();

/** A buffer for an answer of so many bytes. A large one is used again if whoever got it says that he is done with it. */
export function responseBuffer(bytes: number): Buffer {
  // Not from the shared pool either way: what is read from it holds on to all of it.
  if (bytes < LENT_BYTES_MIN) return Buffer.allocUnsafeSlow(bytes);
  const arena = arenas.acquire(bytes);
  lent.add(arena);
  return Buffer.from(arena, 0, bytes);
}

/** One answer, and those who still look at it. */
export class LentResponse {
  private readonly payload: Buffer;
  private shares = 0;

  constructor(payload: Buffer) {
    this.payload = payload;
  }

  /** For one who looks at it. He calls what he gets when he is done; once the last has, the bytes are used again. */
  share(): () => void {
    this.shares++;
    let done = false;
    return () => {
      if (done) return;
      done = true;
      if (--this.shares === 0) giveBack(this.payload);
    };
  }
}

function giveBack({ buffer }: Buffer): void {
  if (lent.delete(buffer)) arenas.release(buffer as ArrayBuffer);
}
