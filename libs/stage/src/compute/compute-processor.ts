/** Units of a computing stage on a pool of worker threads: events are read where they lie, entries come back in an arena. */
import type { Clock } from '@pixel-relay/clock';
import type { DroppedRun, Outcome } from '@pixel-relay/contracts';
import { submitIsolated, type ArenaPool, type SubmitOptions, type WorkerPool } from '@pixel-relay/worker-pool';
import type { UnitProcessor, UnitResult } from '../protocol/processor.ts';
import type { Payload, Unit } from '../protocol/unit.ts';
import {
  type ComputeJob,
  type ComputeResult,
  copyBytes,
  ENTRIES_AT,
  loadJob,
  OUTPUT_TAIL_BYTES,
  tableBytes,
  viewJob,
} from './compute-job.ts';
import { type Computed, isolation } from './compute-isolation.ts';

export interface ComputeProcessorOptions {
  readonly pool: WorkerPool<ComputeJob, ComputeResult>;
  readonly arenas: ArenaPool<SharedArrayBuffer>;
  readonly clock: Clock;
  /** room for the output, as a share of the events' bytes; a worker that needs more makes it itself */
  readonly outputShare: number;
}

/** Per event, beside its share: framing and the stage's own field. */
const OUTPUT_BYTES_PER_EVENT = 160;

export class ComputeProcessor implements UnitProcessor {
  private readonly options: ComputeProcessorOptions;

  constructor(options: ComputeProcessorOptions) {
    this.options = options;
  }

  async submit(unit: Unit, signal: AbortSignal): Promise<{ result: Promise<UnitResult> }> {
    const runner = { submit: (payload: Payload, options?: SubmitOptions) => this.attempt(payload, options) };
    const { result } = await submitIsolated(runner, unit.payload, isolation, { signal });
    return { result: result.then(({ result: done }) => done) };
  }

  /** An attempt has arenas of its own: those of one that took its thread with it are gone. */
  private async attempt(payload: Payload, options?: SubmitOptions): Promise<{ result: Promise<Computed> }> {
    const job = this.jobOf(payload);
    const { result } = await this.options.pool.submit(job, options);
    return { result: result.then(done => ({ count: payload.count, result: this.resultOf(payload, job, done) })) };
  }

  private jobOf(payload: Payload): ComputeJob {
    const { arenas, clock, outputShare } = this.options;
    const { count, byteLength } = payload;
    const tables = arenas.acquire(tableBytes(count));
    const events = payload.memory ?? arenas.acquire(copyBytes(payload));
    loadJob(viewJob({ tables, events, count }), payload);
    const outputBytes = Math.ceil(byteLength * outputShare) + count * OUTPUT_BYTES_PER_EVENT;
    const output = arenas.acquire(ENTRIES_AT + outputBytes + OUTPUT_TAIL_BYTES);
    return { tables, events, output, count, eventBytes: byteLength, nowMs: clock.now() };
  }

  private resultOf(payload: Payload, job: ComputeJob, done: ComputeResult): UnitResult {
    const { arenas } = this.options;
    const output = done.output ?? job.output;
    arenas.release(job.tables);
    if (payload.memory === null) arenas.release(job.events);
    return {
      entries: Buffer.from(output, done.outputAt, done.outputBytes),
      alone: true,
      forwarded: done.forwarded,
      oldestReceivedMs: done.oldestReceivedMs,
      dropped: droppedOf(payload, done.dropped),
      dead: done.dead.map(dead => ({ ...dead, sourceOffset: payload.sourceOffset(dead.index) })),
      endedBy: done.endedBy,
      release: () => arenas.release(output),
    };
  }
}

/** Places in the job as offsets in the raw topic. */
function droppedOf(payload: Payload, flat: readonly number[]): DroppedRun[] {
  const runs: DroppedRun[] = [];
  for (let i = 0; i < flat.length; i += 2)
    runs.push({ offset: payload.sourceOffset(flat[i]!), outcome: flat[i + 1]! as Outcome, run: 1 });
  return runs;
}
