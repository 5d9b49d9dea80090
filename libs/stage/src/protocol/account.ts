/**
 * Rules 4 and 5: what one input partition has done, committed in one act with its offset, so that the two never disagree.
 * Folded unit by unit only as the contiguous frontier passes. Totals only: the parts are in the batches.
 */
import { type DroppedRun, type Epoch, epochText, Outcome, type SourceRange } from '@pixel-relay/contracts';
import { OffsetRanges } from './offset-ranges.ts';

/** More gaps than this in one source: something upstream is wrong, and going on would only grow the account. */
export const HOLES_MAX = 4;

/** How the events of one (epoch, source partition) ended at this stage. Absent ones are what is left of the ranges. */
export interface Counters {
  forwarded: number;
  denied: number;
  filtered: number;
  dead: number;
  expired: number;
}

/** How the deliveries (event x partner) of a source's events ended; parked ones go on in the retry topics. */
export interface PairCounters {
  readonly accepted: number;
  /** the subscription was gone, paused or changed when it came to sending */
  readonly withdrawn: number;
  readonly parked: number;
  readonly dead: number;
}

export interface SourceAccount {
  readonly epoch: Epoch;
  readonly partition: number;
  readonly ranges: OffsetRanges;
  /** null: retired and shrunk to the ranges' end, below which everything was taken */
  counters: Counters | null;
  /** null: no deliveries were made of it, or it is retired */
  pairs: PairCounters | null;
}

/** What a finished unit adds. */
export interface Folded {
  readonly source: SourceRange;
  readonly forwarded: number;
  /** of upstream and of this stage together */
  readonly dropped: readonly DroppedRun[];
  readonly pairs?: PairCounters | undefined;
}

const noCounters = (): Counters => ({ forwarded: 0, denied: 0, filtered: 0, dead: 0, expired: 0 });
const keyOf = (epoch: Epoch, partition: number): string => `${epochText(epoch)}/${partition}`;

/** The gaps of a source are more than an account may hold. */
export class TooManyHolesError extends Error {
  constructor(source: SourceRange) {
    super(
      `source partition ${source.partition}, epoch ${epochText(source.epoch)}, has more than ${HOLES_MAX} gaps below offset ` +
        `${source.nextOffset}: a stage upstream skipped events; look at its log, then audit`,
    );
    this.name = 'TooManyHolesError';
  }
}

const sumOf = (a: PairCounters, b: PairCounters): PairCounters => ({
  accepted: a.accepted + b.accepted,
  withdrawn: a.withdrawn + b.withdrawn,
  parked: a.parked + b.parked,
  dead: a.dead + b.dead,
});

export class Account {
  /** minted here, for this input partition (rule 7) */
  readonly ownEpoch: Epoch;
  /** partitions of the output topic when the epoch began; they must not change under it */
  readonly outputPartitions: number;
  readonly clusterId: string;
  /** in order of first sight: the last one of a partition is its live epoch */
  private readonly bySource = new Map<string, SourceAccount>();

  constructor(
    own: { ownEpoch: Epoch; outputPartitions: number; clusterId: string },
    sources: readonly SourceAccount[] = [],
  ) {
    this.ownEpoch = own.ownEpoch;
    this.outputPartitions = own.outputPartitions;
    this.clusterId = own.clusterId;
    for (const source of sources) this.bySource.set(keyOf(source.epoch, source.partition), source);
  }

  get sources(): readonly SourceAccount[] {
    return [...this.bySource.values()];
  }

  /** Where the next raw offset of a source that has no gaps is expected; null before its first. */
  nextOf(epoch: Epoch, partition: number): number | null {
    return this.bySource.get(keyOf(epoch, partition))?.ranges.next ?? null;
  }

  /** The last epoch seen of each source partition. */
  live(): Set<SourceAccount> {
    const byPartition = new Map<number, SourceAccount>();
    for (const source of this.bySource.values()) byPartition.set(source.partition, source);
    return new Set(byPartition.values());
  }

  fold({ source, forwarded, dropped, pairs }: Folded): void {
    const entry = this.entry(source);
    entry.ranges.add(source.firstOffset, source.nextOffset);
    // A late batch of a retired epoch is remembered, so that it is taken once, but no longer counted.
    if (entry.counters === null) return;
    entry.counters.forwarded += forwarded;
    if (pairs !== undefined) entry.pairs = entry.pairs === null ? pairs : sumOf(entry.pairs, pairs);
    for (const { outcome, run } of dropped) {
      if (outcome === Outcome.DENIED) entry.counters.denied += run;
      else if (outcome === Outcome.FILTERED) entry.counters.filtered += run;
      else if (outcome === Outcome.DEAD) entry.counters.dead += run;
      else if (outcome === Outcome.EXPIRED) entry.counters.expired += run;
    }
  }

  /** Rule 2's memory, as an assignment begins: what was taken, per source. It is never stored itself. */
  admitted(): Admitted {
    return new Admitted([...this.bySource].map(([key, source]) => [key, source.ranges.copy()]));
  }

  /** Makes room: the oldest epoch that is not live keeps its watermark only, or goes. False when there is none. */
  retireOldest(): boolean {
    const live = this.live();
    const retired = [...this.bySource].filter(([, source]) => !live.has(source));
    const full = retired.find(([, source]) => source.counters !== null);
    if (full !== undefined) {
      full[1].counters = null;
      full[1].pairs = null;
      return true;
    }
    return retired.length > 0 && this.bySource.delete(retired[0]![0]);
  }

  private entry(source: SourceRange): SourceAccount {
    const key = keyOf(source.epoch, source.partition);
    let entry = this.bySource.get(key);
    if (entry === undefined) {
      const { epoch, partition } = source;
      entry = { epoch, partition, ranges: new OffsetRanges(), counters: noCounters(), pairs: null };
      this.bySource.set(key, entry);
    }
    return entry;
  }
}

/** Rule 2: what this assignment has taken in, finished or not; begins as the account's ranges and dies with the assignment. */
export class Admitted {
  private readonly bySource: Map<string, OffsetRanges>;
  /** sources whose next gap an operator has given up */
  private readonly givenUp = new Set<string>();

  constructor(entries: readonly (readonly [string, OffsetRanges])[] = []) {
    this.bySource = new Map(entries);
  }

  /**
   * A record was passed over whose range nobody could read. It shows as a gap before the next range of its source, and of
   * no other: so each source's next range tells whether the record was its own.
   */
  giveUpNextGap(): void {
    for (const key of this.bySource.keys()) this.givenUp.add(key);
  }

  /** Takes the gap before the range, where it was given up; null: there is none. Asked before the range is taken. */
  takeGivenUp(source: SourceRange): SourceRange | null {
    const key = keyOf(source.epoch, source.partition);
    if (!this.givenUp.delete(key)) return null;
    const ranges = this.bySource.get(key)!;
    const first = ranges.next ?? source.firstOffset;
    if (first >= source.firstOffset) return null;
    ranges.add(first, source.firstOffset);
    return { ...source, firstOffset: first, nextOffset: source.firstOffset, oldestReceivedMs: 0 };
  }

  /**
   * Takes what was not yet taken of the range; returns those pieces, ascending. None: it was seen before.
   * @throws TooManyHolesError, and has taken nothing: here, before any work, so that no account ever holds so many
   */
  take(source: SourceRange): [start: number, end: number][] {
    const { firstOffset, nextOffset } = source;
    const key = keyOf(source.epoch, source.partition);
    let ranges = this.bySource.get(key);
    if (ranges === undefined) this.bySource.set(key, (ranges = new OffsetRanges()));
    const pieces = ranges.missing(firstOffset, nextOffset);
    if (firstOffset !== ranges.next) {
      const widened = ranges.copy();
      widened.add(firstOffset, nextOffset);
      if (widened.holes > HOLES_MAX) throw new TooManyHolesError(source);
    }
    ranges.add(firstOffset, nextOffset);
    return pieces;
  }
}
