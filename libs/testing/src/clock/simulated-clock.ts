import { systemClock, type Clock, type Timer } from '@pixel-relay/clock';
import { DueQueue, type DueEntry } from './due-queue.ts';
import { SeededRandom } from './seeded-random.ts';

export interface SimulatedClockOptions {
  readonly seed: number;
  /** what now() says at the beginning, ms since 1970 */
  readonly startMs?: number;
  /** true: what is due at the same millisecond runs in an order drawn by lot, so that seeds explore orders */
  readonly shuffleTies?: boolean;
  /** how many timers and turns one call may run before it is taken for an endless loop */
  readonly stepsMax?: number;
}

/** Nothing is due any more and what was waited for has not happened, or too much happened. Says seed and time. */
export class SimulationStuckError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SimulationStuckError';
  }
}

/**
 * Virtual time and seeded randomness. Time stands still while code runs and jumps from one due moment to the next, only
 * inside advance(), runUntil() and settle(); before each jump every promise that can settle has settled. The same
 * seed and the same code give the same run.
 *
 * Limits: only promises, timers and turns of this clock are simulated. Code that waits for a real timer, thread, socket
 * or file goes on at a moment that the seed does not fix, or never. Code takes no virtual time: waiting for a moment in
 * a loop of nextTurn() never gets there (`stepsMax` ends it). One driver at a time: a second concurrent call rejects.
 */
export class SimulatedClock implements Clock {
  readonly seed: number;
  readonly #startMs: number;
  readonly #shuffleTies: boolean;
  readonly #stepsMax: number;
  readonly #random: SeededRandom;
  readonly #due = new DueQueue();
  #elapsedMs = 0;
  #entries = 0;
  #steps = 0;
  #driven = false;

  constructor(options: SimulatedClockOptions) {
    this.seed = options.seed;
    this.#startMs = options.startMs ?? Date.UTC(2026, 0, 1);
    this.#shuffleTies = options.shuffleTies ?? false;
    this.#stepsMax = options.stepsMax ?? 10_000_000;
    this.#random = new SeededRandom(options.seed);
  }

  now(): number {
    return this.#startMs + Math.floor(this.#elapsedMs);
  }

  monotonic(): number {
    return this.#elapsedMs;
  }

  /** Timers and turns run so far: two runs of one seed must agree on it. */
  get steps(): number {
    return this.#steps;
  }

  setTimer(delayMs: number, run: () => void): Timer {
    const dueMs = this.#elapsedMs + (delayMs > 0 ? delayMs : 0);
    const order = this.#entries++;
    const entry: DueEntry = { dueMs, tieBreak: this.#shuffleTies ? this.random() : order, run, cancelled: false };
    this.#due.push(entry);
    return { cancel: () => void (entry.cancelled = true) };
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = (): void => {
        timer.cancel();
        reject(signal!.reason);
      };
      const timer = this.setTimer(delayMs, () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  nextTurn(): Promise<void> {
    return new Promise(resolve => this.setTimer(0, resolve));
  }

  random(): number {
    return this.#random.next();
  }

  randomBytes(length: number): Buffer {
    return this.#random.bytes(length);
  }

  /** Runs what becomes due within the next `durationMs`, and leaves the time exactly there. */
  async advance(durationMs: number): Promise<void> {
    const untilMs = this.#elapsedMs + durationMs;
    await this.#drive(() => false, untilMs);
    this.#elapsedMs = untilMs;
  }

  /** Runs until `isDone()` holds, looked at after every step. Rejects after `withinMs` of virtual time. */
  async runUntil(isDone: () => boolean, withinMs = Infinity): Promise<void> {
    if (await this.#drive(isDone, this.#elapsedMs + withinMs)) return;
    const why = this.#due.peek() ? `${withinMs} ms passed` : 'nothing is due any more';
    throw new SimulationStuckError(
      `${why}, and what was waited for has not happened (seed ${this.seed}, ${this.#elapsedMs} ms, ${this.#steps} steps)`,
    );
  }

  /** Runs until the promise settles, and passes its outcome on. Rejects after `withinMs` of virtual time. */
  async settle<T>(promise: Promise<T>, withinMs = Infinity): Promise<T> {
    let settled = false;
    const mark = (): void => void (settled = true);
    promise.then(mark, mark);
    await this.runUntil(() => settled, withinMs);
    return promise;
  }

  /** True when `isDone` ended it; false when nothing is due up to and including `untilMs`. */
  async #drive(isDone: () => boolean, untilMs: number): Promise<boolean> {
    if (this.#driven)
      throw new Error('this clock is already being driven: await the earlier advance, runUntil or settle');
    this.#driven = true;
    try {
      for (let steps = 0; ; steps++) {
        // A real macrotask begins only when no promise job is left: whatever can run now has run.
        await systemClock.nextTurn();
        if (isDone()) return true;
        const next = this.#takeNext(untilMs);
        if (!next) return false;
        if (steps >= this.#stepsMax) {
          throw new SimulationStuckError(`${steps} steps without an end (seed ${this.seed}, ${this.#elapsedMs} ms)`);
        }
        this.#steps++;
        next();
      }
    } finally {
      this.#driven = false;
    }
  }

  #takeNext(untilMs: number): (() => void) | undefined {
    const entry = this.#due.peek();
    if (!entry || entry.dueMs > untilMs) return undefined;
    this.#due.pop();
    this.#elapsedMs = Math.max(this.#elapsedMs, entry.dueMs);
    return entry.run;
  }
}
