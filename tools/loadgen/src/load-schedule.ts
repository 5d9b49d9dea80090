/**
 * Says how many events should have been made by now. It counts from the start, so timers that fire late, and waits for
 * the broker, cost no events: the rate holds over the whole run.
 */
export class LoadSchedule {
  readonly #rate: number;
  readonly #startMs: number;
  readonly #endMs: number;
  /** events in all; null: only time ends the load */
  readonly target: number | null;

  constructor(load: { rate: number; events?: number | undefined; seconds?: number | undefined }, startMs: number) {
    const { rate, events, seconds } = load;
    this.#rate = rate;
    this.#startMs = startMs;
    const byTime = seconds === undefined || rate === 0 ? null : Math.round(rate * seconds);
    this.target = events === undefined ? byTime : byTime === null ? events : Math.min(events, byTime);
    this.#endMs = rate === 0 && seconds !== undefined ? startMs + seconds * 1_000 : Infinity;
  }

  /** Events due at `nowMs` (monotonic) beyond those already made; Infinity: as many as go. */
  due(nowMs: number, made: number): number {
    if (nowMs >= this.#endMs) return 0;
    const left = this.target === null ? Infinity : this.target - made;
    if (this.#rate === 0) return left;
    return Math.min(left, Math.floor(((nowMs - this.#startMs) * this.#rate) / 1_000) - made);
  }

  finished(nowMs: number, made: number): boolean {
    return nowMs >= this.#endMs || (this.target !== null && made >= this.target);
  }

  /** How long after its time the next event is, ms; 0 when it is not due, or without a rate. */
  behindMs(nowMs: number, made: number): number {
    if (this.#rate === 0) return 0;
    return Math.max(0, nowMs - this.#startMs - ((made + 1) * 1_000) / this.#rate);
  }
}
