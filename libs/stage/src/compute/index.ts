/** What a worker thread needs, and nothing that knows Kafka: imported as @pixel-relay/stage/compute. */
export { type ComputeJob, type ComputeResult, type EndedBy, ENTRIES_AT, tableBytes, viewJob } from './compute-job.ts';
export { EndedTally } from './ended-tally.ts';
export { reasonName, stepWorker } from './step-worker.ts';
