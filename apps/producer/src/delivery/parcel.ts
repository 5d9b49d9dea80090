import type { HandOver } from './open-job.ts';

/** Hand-overs that travel in one request, and stay together on every attempt so that the request stays the same. */
export class Parcel {
  handOvers: readonly HandOver[];
  readonly group: string;
  /** ms since 1970 */
  readonly madeAtMs: number;
  /** attempts that failed and count; what holds a destination up does not */
  failures: number;
  /** monotonic time before which it is not sent again */
  dueMs = 0;

  constructor(handOvers: readonly HandOver[], group: string, madeAtMs: number, failures = 0) {
    this.handOvers = handOvers;
    this.group = group;
    this.madeAtMs = madeAtMs;
    this.failures = failures;
  }

  /** Two halves, both due at once: one of them has what was rejected. */
  halves(nowMs: number): [Parcel, Parcel] {
    const middle = this.handOvers.length >> 1;
    return [
      new Parcel(this.handOvers.slice(0, middle), this.group, nowMs, this.failures),
      new Parcel(this.handOvers.slice(middle), this.group, nowMs, this.failures),
    ];
  }
}
