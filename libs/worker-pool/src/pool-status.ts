import type { DistributionSummary } from './distribution.ts';
import type { WorkerKind } from './worker.ts';

/** Everything that can be seen of a pool, at one moment. */
export interface PoolStatus {
  /** open; draining: takes no new job, finishes what it has; closed; failed: gave up because workers do not start */
  readonly state: 'open' | 'draining' | 'closed' | 'failed';
  readonly kind: WorkerKind;
  /** how many there should be; busy + idle + starting approaches it after a resize or a crash */
  readonly workers: number;
  readonly busy: number;
  readonly idle: number;
  readonly starting: number;
  /** busy with a job whose result is settled already (out of time or aborted) but whose function has not ended */
  readonly overdue: number;
  /** admitted, waiting for a worker */
  readonly queued: number;
  readonly queueMax: number;
  readonly bytesQueued: number;
  /** null: no bound by bytes */
  readonly queueBytesMax: number | null;
  /** submits waiting for admission: above 0, the pool is what holds its callers back */
  readonly waiting: number;
  /** age of the job that waits longest for a worker; 0 when none does */
  readonly oldestQueuedMs: number;
  /** from admission until a worker took the job */
  readonly wait: DistributionSummary;
  /** from then until its function ended */
  readonly run: DistributionSummary;
  /** Outcomes; each admitted job that has settled is counted in exactly one of the next five. */
  readonly completed: number;
  readonly failed: number;
  readonly timedOut: number;
  /** the worker died while it had the job */
  readonly crashed: number;
  /** cancelled by the caller's signal, or given up when the pool ended */
  readonly aborted: number;
  /** how often the number of workers was changed, and by whom last */
  readonly resized: number;
  readonly lastResizedBy: string | null;
  /** workers that ended without having been asked to, with a job or without */
  readonly workersDied: number;
  /** why a worker last died, failed to start or failed to close; null: never */
  readonly lastWorkerError: string | null;
}

export interface DrainOptions {
  /** how long what has been submitted may take to finish */
  readonly deadlineMs: number;
  /** how long a job that the deadline aborts may take to end before nobody waits for it any more; default 1,000 */
  readonly graceMs?: number | undefined;
}

/** How a drain went. All zero but `finished` and `tookMs`: nothing was lost. */
export interface DrainReport {
  /** settled by a worker since the drain began, well or not */
  readonly finished: number;
  /** were running at the deadline and have been aborted */
  readonly aborted: number;
  /** were queued at the deadline; no worker has seen them */
  readonly dropped: number;
  /** submits that still waited for admission at the deadline and were refused */
  readonly refused: number;
  /** workers that had not ended when the grace was over */
  readonly abandoned: number;
  readonly tookMs: number;
}
