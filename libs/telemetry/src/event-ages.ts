/** How old events were when they left the stage, over the last minute: three numbers for the status, at a few adds a batch. */
import type { Clock } from '@pixel-relay/clock';

export interface AgeDistribution {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const SLOT_MS = 5_000;
/** The minute and the slot being filled: what is told covers between 60 and 65 seconds. */
const SLOTS = 13;
/** Each bucket's bound is 5 % above the one before: so far can a quantile be off, upwards. */
const GROWTH = Math.log(1.05);
/** 1 ms to 11 days; the last bucket holds everything older. */
const BUCKETS = 430;

interface Slot {
  /** which five seconds since the clock's start this slot holds */
  turn: number;
  max: number;
  count: number;
  readonly counts: Float64Array;
}

export class EventAges {
  readonly #clock: Clock;
  readonly #slots: Slot[] = Array.from({ length: SLOTS }, () => ({
    turn: -1,
    max: 0,
    count: 0,
    counts: new Float64Array(BUCKETS),
  }));

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `events` events, all of this age. Clocks differ between machines: an age below zero counts as zero. */
  record(ageMs: number, events = 1): void {
    if (!(events > 0) || Number.isNaN(ageMs)) return;
    const age = Math.max(0, ageMs);
    const turn = this.#turn();
    const slot = this.#slots[turn % SLOTS]!;
    if (slot.turn !== turn) {
      slot.turn = turn;
      slot.max = slot.count = 0;
      slot.counts.fill(0);
    }
    slot.counts[bucketOf(age)]! += events;
    slot.count += events;
    if (age > slot.max) slot.max = age;
  }

  /** Zeros when no event left in the last minute. */
  read(): AgeDistribution {
    const oldest = this.#turn() - SLOTS + 1;
    const slots = this.#slots.filter(slot => slot.turn >= oldest && slot.count > 0);
    const count = slots.reduce((sum, slot) => sum + slot.count, 0);
    const maxMs = slots.reduce((max, slot) => Math.max(max, slot.max), 0);
    if (count === 0) return { p50Ms: 0, p99Ms: 0, maxMs: 0 };
    const quantile = (share: number): number => {
      let left = Math.ceil(share * count);
      for (let at = 0; at < BUCKETS; at++) {
        for (const slot of slots) left -= slot.counts[at]!;
        if (left <= 0) return Math.min(boundOf(at), maxMs);
      }
      return maxMs;
    };
    return { p50Ms: quantile(0.5), p99Ms: quantile(0.99), maxMs };
  }

  #turn(): number {
    return Math.floor(this.#clock.monotonic() / SLOT_MS);
  }
}

const bucketOf = (ageMs: number): number =>
  ageMs <= 1 ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ageMs) / GROWTH));

const boundOf = (bucket: number): number => Math.exp(bucket * GROWTH);
