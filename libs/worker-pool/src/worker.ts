/** One worker: completes one job at a time. The same interface serves work that waits (async) and work that computes (threads). */
export interface Worker<Job, Result> {
  /**
   * Called with the next job only after the previous call has ended. A rejection fails that job alone. `signal` aborts
   * when the job is cancelled, ran out of time, or the pool gives up; heed it to free the worker early.
   */
  completeJob(job: Job, signal: AbortSignal): Promise<Result> | Result;
  /** Called once, when the worker is no longer needed and completes nothing. */
  close?(): Promise<void> | void;
}

/** A worker that can be ended from outside, whatever it is doing, and that can die by itself: a thread, a child process. */
export interface KillableWorker<Job, Result> extends Worker<Job, Result> {
  /** Ends it. Resolves when it has ended; its job, if any, may then stay unsettled. */
  kill(): Promise<void>;
  /** Called once by the pool, before the first job. `died` is to be called when the worker ended without having been asked to. */
  onDeath(died: (cause: Error) => void): void;
  /** true once it should be replaced although it works, e.g. to give back what it leaks; looked at after each job */
  readonly spent: boolean;
}

export type WorkerKind = 'async' | 'thread';

/** Makes one worker. `signal` aborts when the start took too long or the worker is no longer wanted. */
export interface NewWorker<Job, Result> {
  (signal: AbortSignal): Worker<Job, Result> | Promise<Worker<Job, Result>>;
  /** what it makes, for the status before the first worker has started; 'async' unless it says otherwise */
  readonly kind?: WorkerKind;
}

export function isKillable<Job, Result>(worker: Worker<Job, Result>): worker is KillableWorker<Job, Result> {
  return 'kill' in worker && typeof worker.kill === 'function';
}

/** What `await` would wait for; unlike instanceof it also knows promises made in another realm. */
export function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
