/** The job ran longer than `jobTimeoutMs`. Its worker is freed when its function really ends; a thread is ended and replaced. */
export class JobTimedOutError extends Error {
  override readonly name = 'JobTimedOutError';
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`the job ran longer than its limit of ${limitMs} ms; make the job smaller or raise jobTimeoutMs`);
    this.limitMs = limitMs;
  }
}

/** The worker died while it had the job (its thread exited, threw outside the job or ran out of memory). `cause` says how. */
export class WorkerCrashedError extends Error {
  override readonly name = 'WorkerCrashedError';

  constructor(cause: Error) {
    super(
      `the worker died while it had the job: ${cause.message}; the worker is replaced, the job may be tried again`,
      {
        cause,
      },
    );
  }
}

/** Submitted to a pool that is draining or closed, or the pool was ended before the job was. Submit to a pool that is open. */
export class PoolClosedError extends Error {
  override readonly name = 'PoolClosedError';

  constructor(what: string) {
    super(`${what}; the pool takes no more jobs`);
  }
}

/** Workers fail to start, again and again, so the pool has given up and refuses all jobs. `cause` is the last failure. */
export class WorkerStartError extends Error {
  override readonly name = 'WorkerStartError';
  readonly attempts: number;

  constructor(attempts: number, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `a worker failed to start ${attempts} times in a row, last: ${why}; mend newWorker or the worker's entry file`,
      {
        cause,
      },
    );
    this.attempts = attempts;
  }
}

/** More than `waitingMax` submits wait for admission: their callers do not await `submit`, so nothing holds them back. */
export class TooManyWaitingError extends Error {
  override readonly name = 'TooManyWaitingError';

  constructor(waitingMax: number) {
    super(`${waitingMax} submits wait for admission already; await submit() before the next one, or raise waitingMax`);
  }
}
