export type { DistributionSummary } from './distribution.ts';
export {
  JobTimedOutError,
  PoolClosedError,
  TooManyWaitingError,
  WorkerCrashedError,
  WorkerStartError,
} from './pool-errors.ts';
export type { WorkerPoolOptions } from './pool-options.ts';
export type { DrainOptions, DrainReport, PoolStatus } from './pool-status.ts';
export type { Done } from './results-channel.ts';
export type { Admitted } from './ticket.ts';
export type { KillableWorker, NewWorker, Worker, WorkerKind } from './worker.ts';
export { WorkerPool, type SubmitOptions } from './worker-pool.ts';
