import type { Clock, Timer } from '@pixel-relay/clock';
import type { DrainOptions, DrainReport } from './pool-status.ts';

/** Time enough for a thread to end, or for a function that heeds its signal. */
const graceDefaultMs = 1_000;

/** One end of a pool: its deadline, its figures, and the promise of those who wait for it. */
export class Drain {
  aborted = 0;
  dropped = 0;
  refused = 0;
  graceMs = graceDefaultMs;
  /** The workers have been let go: nothing is left for them to take. */
  dismissed = false;
  /** The deadline has passed: what was left has been given up. */
  gaveUp = false;
  over = false;
  readonly #clock: Clock;
  readonly #settledBefore: number;
  readonly #beganAtMs: number;
  readonly #done = Promise.withResolvers<DrainReport>();
  #deadlineAtMs = Infinity;
  #timer: Timer | null = null;

  /** `settled`: how many jobs workers had settled when it began. */
  constructor(clock: Clock, settled: number) {
    this.#clock = clock;
    this.#settledBefore = settled;
    this.#beganAtMs = clock.monotonic();
  }

  get done(): Promise<DrainReport> {
    return this.#done.promise;
  }

  /** Of several calls, the earliest deadline holds. `passed` is called when it has passed, at once for 0 ms. */
  shorten(options: DrainOptions, passed: () => void): void {
    const deadlineAtMs = this.#clock.monotonic() + options.deadlineMs;
    if (this.gaveUp || this.over || deadlineAtMs >= this.#deadlineAtMs) return;
    this.#deadlineAtMs = deadlineAtMs;
    this.graceMs = options.graceMs ?? graceDefaultMs;
    this.#timer?.cancel();
    this.#timer = null;
    if (options.deadlineMs === 0) passed();
    else this.#timer = this.#clock.setTimer(options.deadlineMs, passed);
  }

  /** The deadline has passed; calls `over` when the grace is over too. */
  startGrace(over: () => void): void {
    this.gaveUp = true;
    this.#timer?.cancel();
    this.#timer = this.#clock.setTimer(this.graceMs, over);
  }

  /** `settled`: how many they have settled now. */
  finish(abandoned: number, settled: number): void {
    this.over = true;
    this.#timer?.cancel();
    const { aborted, dropped, refused } = this;
    const finished = settled - this.#settledBefore;
    const tookMs = this.#clock.monotonic() - this.#beganAtMs;
    this.#done.resolve({ finished, aborted, dropped, refused, abandoned, tookMs });
  }
}
