import type { Clock } from '@pixel-relay/clock';
import type { NewWorker } from './worker.ts';

export interface WorkerPoolOptions<Job, Result> {
  /** how many jobs run at once; at least 1 */
  readonly workers: number;
  /** jobs that may wait for a worker; 0 hands every job straight to a free worker */
  readonly queueMax: number;
  /** sum of `bytesOf` over waiting jobs; a larger single job is admitted when the queue is empty. Needs `bytesOf`. */
  readonly queueBytesMax?: number | undefined;
  /** size of a job; looked at once, when it is submitted */
  readonly bytesOf?: ((job: Job) => number) | undefined;
  /** how long a job may run, from when a worker takes it; unset: as long as it likes */
  readonly jobTimeoutMs?: number | undefined;
  readonly newWorker: NewWorker<Job, Result>;
  readonly clock: Clock;
  /** settled jobs kept for a slow reader of `results` before workers wait for it; default queueMax, at least 1 */
  readonly resultsMax?: number | undefined;
  /** submits that may wait for admission; past it they reject, since their callers evidently do not wait. Default 10,000. */
  readonly waitingMax?: number | undefined;
  /** how long one start of a worker may take; default 30,000 */
  readonly startTimeoutMs?: number | undefined;
  /** starts of one worker that may fail in a row before the pool gives up; default 5 */
  readonly startAttemptsMax?: number | undefined;
  /** wait before the second start, doubled for each further one up to 32 times; default 100 */
  readonly startBackoffMs?: number | undefined;
}

type Defaulted = 'resultsMax' | 'waitingMax' | 'startTimeoutMs' | 'startAttemptsMax' | 'startBackoffMs';

export type ResolvedPoolOptions<Job, Result> = Omit<WorkerPoolOptions<Job, Result>, Defaulted | 'queueBytesMax'> &
  Record<Defaulted | 'queueBytesMax', number>;

/** Fills in defaults and checks bounds; RangeError says which option is wrong. */
export function resolvePoolOptions<Job, Result>(
  options: WorkerPoolOptions<Job, Result>,
): ResolvedPoolOptions<Job, Result> {
  if (options.queueBytesMax !== undefined && options.bytesOf === undefined) {
    throw new RangeError('queueBytesMax needs bytesOf, which says how large a job is');
  }
  const resolved = {
    ...options,
    queueBytesMax: options.queueBytesMax ?? Infinity,
    resultsMax: options.resultsMax ?? Math.max(options.queueMax, 1),
    waitingMax: options.waitingMax ?? 10_000,
    startTimeoutMs: options.startTimeoutMs ?? 30_000,
    startAttemptsMax: options.startAttemptsMax ?? 5,
    startBackoffMs: options.startBackoffMs ?? 100,
  };
  checkWhole('workers', resolved.workers, 1);
  checkWhole('queueMax', resolved.queueMax, 0);
  if (resolved.queueBytesMax !== Infinity) checkWhole('queueBytesMax', resolved.queueBytesMax, 1);
  if (resolved.jobTimeoutMs !== undefined) checkWhole('jobTimeoutMs', resolved.jobTimeoutMs, 1);
  checkWhole('resultsMax', resolved.resultsMax, 1);
  checkWhole('waitingMax', resolved.waitingMax, 1);
  checkWhole('startTimeoutMs', resolved.startTimeoutMs, 1);
  checkWhole('startAttemptsMax', resolved.startAttemptsMax, 1);
  checkWhole('startBackoffMs', resolved.startBackoffMs, 1);
  return resolved;
}

export function checkWhole(name: string, value: number, min: number): void {
  if (!Number.isSafeInteger(value) || value < min) {
    throw new RangeError(`${name} must be a whole number of at least ${min}, got ${value}`);
  }
}
