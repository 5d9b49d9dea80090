import type { ExpectedOutcome } from './expected-outcome.ts';
import type { GeneratedRecord } from './event-stream.ts';

/** How far a running load is. */
export interface LoadProgress {
  readonly acknowledged: number;
  /** null: the load is bounded by time alone */
  readonly target: number | null;
  readonly elapsedMs: number;
  /** acknowledged in the last interval */
  readonly eventsPerSecond: number;
  /** null: not known yet */
  readonly etaMs: number | null;
}

/** What a load wrote. The first six count raw records that the broker acknowledged. */
export interface LoadReport {
  readonly in: number;
  readonly delivered: number;
  readonly denied: number;
  /** tombstones included */
  readonly filtered: number;
  readonly dead: number;
  readonly tombstones: number;
  /** records of which nobody knows whether they are in the log; in no other count */
  readonly unsure: number;
  /** expected deliveries, by partner */
  readonly partners: Readonly<Record<string, number>>;
  /** of values, before compression */
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly eventsPerSecond: number;
  /** the furthest that making events fell behind the rate, ms */
  readonly behindMaxMs: number;
  /** true: ended by the signal */
  readonly aborted: boolean;
}

/** Counts what was acknowledged. */
export class LoadCount {
  readonly outcomes: Record<ExpectedOutcome, number> = { delivered: 0, denied: 0, filtered: 0, dead: 0 };
  readonly partners = new Map<string, number>();
  acknowledged = 0;
  unsure = 0;
  tombstones = 0;
  bytes = 0;

  add(record: GeneratedRecord): void {
    this.acknowledged += 1;
    this.outcomes[record.outcome] += 1;
    if (record.value === null) this.tombstones += 1;
    else this.bytes += record.value.length;
    for (const partner of record.partners) this.partners.set(partner, (this.partners.get(partner) ?? 0) + 1);
  }

  report(elapsedMs: number, behindMaxMs: number, aborted: boolean): LoadReport {
    return {
      in: this.acknowledged,
      ...this.outcomes,
      tombstones: this.tombstones,
      unsure: this.unsure,
      partners: Object.fromEntries([...this.partners].sort(([a], [b]) => (a < b ? -1 : 1))),
      bytes: this.bytes,
      elapsedMs,
      eventsPerSecond: elapsedMs > 0 ? (this.acknowledged * 1_000) / elapsedMs : 0,
      behindMaxMs,
      aborted,
    };
  }
}
