/** The parts of a stage that computes: a pool of threads of one entry file, and the arenas that travel to them. */
import type { CommonOptions } from '../common-options.ts';
import { ArenaPool, threadWorkers, WorkerPool } from '@pixel-relay/worker-pool';
import type { StageContext, StageParts } from '../stage-definition.ts';
import type { ComputeJob, ComputeResult } from './compute-job.ts';
import { ComputeProcessor } from './compute-processor.ts';

export interface ComputeStageOptions {
  /** the thread's entry file; it calls serveWorker */
  readonly entry: URL;
  readonly workerData: unknown;
  /** room for the output, as a share of the events' bytes */
  readonly outputShare: number;
}

/** Of one thread; a job of the default bounds needs a fraction of it. */
const THREAD_HEAP_MIB = 128;

export function computeStageParts<Values extends CommonOptions>(
  { values, clock }: StageContext<Values>,
  { entry, workerData, outputShare }: ComputeStageOptions,
): StageParts {
  const pool = new WorkerPool<ComputeJob, ComputeResult>({
    workers: values.workers,
    queueMax: values.queueMax,
    queueBytesMax: values.inFlightBytesMax,
    bytesOf: job => job.eventBytes,
    jobTimeoutMs: values.jobTimeoutMs,
    clock,
    newWorker: threadWorkers<ComputeJob, ComputeResult>({
      entry,
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MIB },
    }),
  });
  const arenas = ArenaPool.shared({ retainedBytesMax: 4 * values.inFlightBytesMax });
  const processor = new ComputeProcessor({ pool, arenas, clock, outputShare });
  return { processor, pool, close: () => pool.close() };
}
