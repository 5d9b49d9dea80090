/** Rules 7 and 9: epochs are minted at random and chained from stage to stage. */
import type { Clock } from '@pixel-relay/clock';
import type { Epoch } from '@pixel-relay/contracts';

/** What a raw record's events come from: no epoch before the first stage's own. */
export const RAW_EPOCH: Epoch = 0n;

/** Never 0, which stands for "none". */
export function mintEpoch(clock: Clock): Epoch {
  for (;;) {
    const epoch = clock.randomBytes(8).readBigUInt64LE(0);
    if (epoch !== 0n) return epoch;
  }
}

const MASK = (1n << 64n) - 1n;

/** The epoch that a stage writes: a 64-bit mix of the one that came in and its own, the same after every restart. */
export function chainEpoch(incoming: Epoch, own: Epoch): Epoch {
  let mixed = (incoming * 0x9e3779b97f4a7c15n + own) & MASK;
  mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return mixed ^ (mixed >> 31n);
}
