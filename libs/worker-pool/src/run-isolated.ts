import { JobTimedOutError, WorkerCrashedError } from './pool-errors.ts';
import type { Admitted } from './ticket.ts';
import type { SubmitOptions } from './worker-pool.ts';

/** Where attempts run: a WorkerPool, or something in front of one that makes the pool's job anew for each attempt. */
export interface JobRunner<Job, Result> {
  submit(job: Job, options?: SubmitOptions): Promise<Admitted<Result>>;
}

/** What a job did to its worker, alone and twice. */
export type PoisonReason = 'crashed' | 'timed_out';

/** What only the job's owner knows. All of it must be pure: it is called in a fixed order, whatever the timing. */
export interface Isolation<Job, Result> {
  /** Two parts which together, in this order, are the job; null when it is a single item. */
  split(job: Job): readonly [Job, Job] | null;
  /** The result of a job from those of its parts. */
  merge(first: Result, second: Result): Result;
  /** The result of a single item that no worker survives. */
  poison(item: Job, reason: PoisonReason, error: JobTimedOutError | WorkerCrashedError): Result;
}

/** A job that took its worker with it is given one more chance; the worker, not the job, may have been ill. */
const attemptsMax = 2;

/**
 * Runs a job so that one bad item harms only itself. A job that crashes or times out its worker twice is split; the
 * halves run one after the other, so a suspect never has more than one worker. A half is split after one failure, since
 * its whole is under suspicion; the single item that is left must fail twice to be called poison. At most
 * `3 + ceil(log2(items))` workers are lost to one bad item among many.
 *
 * A job whose buffers are transferred is gone after an attempt: give a runner that makes it anew. Other failures of a job
 * (it threw, was cancelled, the pool closed) reject as they are.
 */
export async function runIsolated<Job, Result>(
  runner: JobRunner<Job, Result>,
  job: Job,
  isolation: Isolation<Job, Result>,
  options?: SubmitOptions,
): Promise<Result> {
  const { result } = await submitIsolated(runner, job, isolation, options);
  return result;
}

/** The same for callers who, like those of `submit`, want to be held back until the first attempt is admitted. */
export async function submitIsolated<Job, Result>(
  runner: JobRunner<Job, Result>,
  job: Job,
  isolation: Isolation<Job, Result>,
  options?: SubmitOptions,
): Promise<Admitted<Result>> {
  const first = await runner.submit(job, options);
  const run = new IsolatedRun(runner, isolation, options);
  const result = first.result.catch((error: unknown) => run.afterFailure(job, error, 1, attemptsMax));
  result.catch(() => {}); // as with the pool's own results, nobody needs to listen
  return { result };
}

class IsolatedRun<Job, Result> {
  readonly #runner: JobRunner<Job, Result>;
  readonly #isolation: Isolation<Job, Result>;
  readonly #options: SubmitOptions | undefined;

  constructor(runner: JobRunner<Job, Result>, isolation: Isolation<Job, Result>, options: SubmitOptions | undefined) {
    this.#runner = runner;
    this.#isolation = isolation;
    this.#options = options;
  }

  /** The job has failed `attempts` times, the last time with `error`. */
  async afterFailure(job: Job, error: unknown, attempts: number, attemptsAllowed: number): Promise<Result> {
    if (!tookItsWorker(error)) throw error;
    if (attempts < attemptsAllowed) return this.#attempt(job, attempts, attemptsAllowed);
    const parts = this.#isolation.split(job);
    if (parts !== null) {
      const first = await this.#attempt(parts[0], 0, 1);
      return this.#isolation.merge(first, await this.#attempt(parts[1], 0, 1));
    }
    if (attempts < attemptsMax) return this.#attempt(job, attempts, attemptsMax);
    return this.#isolation.poison(job, error instanceof JobTimedOutError ? 'timed_out' : 'crashed', error);
  }

  async #attempt(job: Job, attempts: number, attemptsAllowed: number): Promise<Result> {
    try {
      return await (
        await this.#runner.submit(job, this.#options)
      ).result;
    } catch (error) {
      return this.afterFailure(job, error, attempts + 1, attemptsAllowed);
    }
  }
}

function tookItsWorker(error: unknown): error is JobTimedOutError | WorkerCrashedError {
  return error instanceof JobTimedOutError || error instanceof WorkerCrashedError;
}
