export type { DistributionSummary } from './distribution.ts';
export { InOrder, type InOrderOptions, type Settled } from './in-order.ts';
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
export { runIsolated, submitIsolated, type Isolation, type JobRunner, type PoisonReason } from './run-isolated.ts';
export { ArenaLoan } from './threads/arena-loan.ts';
export { ArenaPool, type ArenaPoolOptions } from './threads/arena-pool.ts';
export { type SharedPart, SharedReceiver } from './threads/shared-memory.ts';
export { serveWorker, type ServeWorkerOptions } from './threads/serve-worker.ts';
export { threadWorkers, type ThreadWorkersOptions } from './threads/thread-workers.ts';
export { checkTransfer, wholeBuffer } from './threads/transfer-guard.ts';
export { workerEntry } from './threads/worker-entry.ts';
export type { Admitted } from './ticket.ts';
export { WorkerPool, type SubmitOptions } from './worker-pool.ts';
export type { KillableWorker, NewWorker, Worker, WorkerKind } from './worker.ts';
