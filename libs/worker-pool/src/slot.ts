import type { Clock, Timer } from '@pixel-relay/clock';
import type { ResolvedPoolOptions } from './pool-options.ts';
import type { Ticket } from './ticket.ts';
import { isKillable, isThenable, type Worker } from './worker.ts';

/** How long `close` of a worker may take before it is killed, or, where it can't be, no longer waited for. */
const closeTimeoutMs = 5_000;
/** Waits between failing starts double this often at most. */
const backoffDoublingsMax = 5;

/** What a slot tells its crew. */
export interface SlotOwner<Job, Result> {
  started(slot: Slot<Job, Result>): void;
  startFailed(slot: Slot<Job, Result>, error: unknown): void;
  jobSucceeded(slot: Slot<Job, Result>, result: Result): void;
  jobFailed(slot: Slot<Job, Result>, error: unknown): void;
  /** Something went wrong that harms no job. */
  noted(error: unknown): void;
}

/** One place in the crew: one start, one worker, and the job it has. It ends with its worker; a replacement is a new slot. */
export class Slot<Job, Result> {
  state: 'starting' | 'idle' | 'busy' | 'ending' = 'starting';
  worker: Worker<Job, Result> | null = null;
  ticket: Ticket<Job, Result> | null = null;
  /** jobs it has ended */
  jobs = 0;
  /** starts in a row that failed, in the slots that this one replaces */
  readonly failedStarts: number;
  /** Its worker is being killed: nothing that it still does counts. */
  killing = false;
  /** One pair for all jobs of the slot: nothing is allocated per job to hear how it ended. */
  readonly onResult: (result: Result) => void;
  readonly onError: (error: unknown) => void;
  readonly #owner: SlotOwner<Job, Result>;
  readonly #startAbort = new AbortController();
  /** newWorker has been called and has not settled */
  #attempting = false;
  /** the one wait of its current state: before a start, for a start, for a close */
  #timer: Timer | null = null;

  constructor(failedStarts: number, owner: SlotOwner<Job, Result>) {
    this.failedStarts = failedStarts;
    this.#owner = owner;
    this.onResult = result => owner.jobSucceeded(this, result);
    this.onError = error => owner.jobFailed(this, error);
  }

  /** Makes the worker, after a wait when the starts before it failed. Calls started or startFailed once, maybe at once. */
  start(options: ResolvedPoolOptions<Job, Result>): void {
    if (this.failedStarts === 0) return this.#attempt(options);
    const delayMs = options.startBackoffMs * 2 ** Math.min(this.failedStarts - 1, backoffDoublingsMax);
    this.#timer = options.clock.setTimer(delayMs, () => this.#attempt(options));
  }

  /** The worker is not wanted any more. true: newWorker is still busy, and `started` or `startFailed` will be called. */
  cancelStart(): boolean {
    if (!this.#attempting) this.stopWaiting();
    this.#startAbort.abort(new Error('the worker is no longer needed'));
    return this.#attempting;
  }

  /** Closes the worker. Never rejects, and takes no longer than a closing worker may: then it is killed. */
  async close(clock: Clock): Promise<void> {
    const worker = this.worker!;
    const closed = Promise.withResolvers<void>();
    this.#timer = clock.setTimer(closeTimeoutMs, () => {
      this.#owner.noted(new Error(`close of a worker took longer than ${closeTimeoutMs} ms`));
      void this.kill().then(closed.resolve);
    });
    void this.#ending(() => worker.close?.()).then(closed.resolve);
    await closed.promise;
    this.stopWaiting();
  }

  /** Ends the worker, whatever it does. Never rejects. Nothing happens to an async worker. */
  async kill(): Promise<void> {
    const { worker } = this;
    if (worker !== null && isKillable(worker)) await this.#ending(() => worker.kill());
  }

  stopWaiting(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  #attempt(options: ResolvedPoolOptions<Job, Result>): void {
    const { newWorker, clock, startTimeoutMs } = options;
    this.#timer = null;
    try {
      const made = newWorker(this.#startAbort.signal);
      if (!isThenable(made)) return this.#made(made);
      this.#attempting = true;
      this.#timer = clock.setTimer(startTimeoutMs, () => {
        const error = new Error(`it took longer than startTimeoutMs, ${startTimeoutMs} ms`);
        this.#owner.startFailed(this, error);
        this.#startAbort.abort(error);
      });
      made.then(
        worker => this.#made(worker),
        (error: unknown) => this.#failed(error),
      );
    } catch (error) {
      this.#failed(error);
    }
  }

  #made(worker: Worker<Job, Result>): void {
    this.#attempting = false;
    this.stopWaiting();
    this.worker = worker;
    this.#owner.started(this);
  }

  #failed(error: unknown): void {
    this.#attempting = false;
    this.stopWaiting();
    this.#owner.startFailed(this, error);
  }

  async #ending(end: () => Promise<void> | void): Promise<void> {
    try {
      await end();
    } catch (error) {
      this.#owner.noted(error);
    }
  }
}
