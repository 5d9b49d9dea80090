import type { Prng } from './prng.ts';

/** What an event is meant to become; everything else about it is chosen to fit. */
export const Intent = { NORMAL: 0, MALFORMED: 1, DENIED: 2, TOMBSTONE: 3 } as const;
export type Intent = (typeof Intent)[keyof typeof Intent];

export interface IntentShares {
  /** share of all events, 0 to 1 */
  readonly malformed: number;
  readonly denied: number;
  readonly tombstone: number;
}

/** Shares of events that cannot be held; the message says which to change. */
export class SharesError extends Error {}

const BLOCK = 1_000;

/**
 * Deals out intents so that every thousand events hold exactly their share of each (what a thousand cannot hold is
 * carried to the next), in random order: the shares hold by construction, not on average.
 */
export class ShareSchedule {
  readonly #prng: Prng;
  readonly #shares: readonly (readonly [Intent, number])[];
  readonly #carried = new Map<Intent, number>();
  readonly #block = new Uint8Array(BLOCK);
  #next = BLOCK;

  constructor(prng: Prng, shares: IntentShares) {
    const { malformed, denied, tombstone } = shares;
    if (malformed + denied + tombstone > 1) {
      throw new SharesError('the shares of malformed, denied and tombstone events add up to more than 1: lower them');
    }
    this.#prng = prng;
    this.#shares = [
      [Intent.MALFORMED, malformed],
      [Intent.DENIED, denied],
      [Intent.TOMBSTONE, tombstone],
    ];
  }

  next(): Intent {
    if (this.#next === BLOCK) this.#deal();
    this.#next += 1;
    return this.#block[this.#next - 1] as Intent;
  }

  #deal(): void {
    this.#block.fill(Intent.NORMAL);
    let at = 0;
    for (const [intent, share] of this.#shares) {
      const owed = share * BLOCK + (this.#carried.get(intent) ?? 0);
      // The smallest fraction keeps 0.1 * 1000 from becoming 99 by rounding.
      const count = Math.min(Math.floor(owed + 1e-9), BLOCK - at);
      this.#block.fill(intent, at, at + count);
      this.#carried.set(intent, owed - count);
      at += count;
    }
    this.#prng.shuffle(this.#block);
    this.#next = 0;
  }
}
