import { Outcome } from '@pixel-relay/contracts';

/** An event that goes on; beside the outcomes of those that do not. */
export const FORWARDED = 0;
export type Decided = typeof FORWARDED | Outcome;

/** What the events of one stage come to, by a number drawn from their raw coordinates, in sixteenths. */
const BY_LOT: readonly Decided[] = [
  ...[Outcome.DEAD, Outcome.DENIED, Outcome.FILTERED],
  ...Array.from({ length: 13 }, (): Decided => FORWARDED),
];

/** Fixed by stage, raw partition and raw offset; the simulation's own table, which no stage can know. */
export function decide(stage: number, partition: number, offset: number): Decided {
  return BY_LOT[lot(stage, partition, offset) % BY_LOT.length]!;
}

/** One that differs between processes for a quarter of the events, as a rule that reads the time or a table would. */
export function decideFlipping(process: number, stage: number, partition: number, offset: number): Decided {
  const flips = lot(stage + 7, partition, offset) % 4 === 0;
  return flips ? decide(stage + process * 31, partition, offset) : decide(stage, partition, offset);
}

function lot(stage: number, partition: number, offset: number): number {
  let mixed =
    Math.imul(offset + 1, 0x9e3779b1) ^ Math.imul(partition + 1, 0x85ebca6b) ^ Math.imul(stage + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
