/** Units of a computing stage on a pool of worker threads: bytes into an arena, arena to a thread, arena back. */
import type { Clock } from '@pixel-relay/clock';
import type { DroppedRun, Outcome } from '@pixel-relay/contracts';
import type { ArenaPool, WorkerPool } from '@pixel-relay/worker-pool';
import type { UnitProcessor, UnitResult } from '../protocol/processor.ts';
import type { Unit } from '../protocol/unit.ts';
import { arenaBytes, type ComputeJob, type ComputeResult, loadArena } from './compute-job.ts';

export interface ComputeProcessorOptions {
  readonly pool: WorkerPool<ComputeJob, ComputeResult>;
  readonly arenas: ArenaPool;
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
    const job = this.jobOf(unit);
    const { result } = await this.options.pool.submit(job, { signal });
    return { result: result.then(done => this.resultOf(done)) };
  }

  private jobOf(unit: Unit): ComputeJob {
    const { arenas, clock, outputShare } = this.options;
    const { count, byteLength } = unit.payload;
    const arena = arenas.acquire(arenaBytes(count, byteLength));
    loadArena(arena, unit);
    const output = arenas.acquire(Math.ceil(byteLength * outputShare) + count * OUTPUT_BYTES_PER_EVENT);
    return { arena, output, count, eventBytes: byteLength, nowMs: clock.now() };
  }

  private resultOf(done: ComputeResult): UnitResult {
    const { arenas } = this.options;
    arenas.release(done.arena);
    const dropped: DroppedRun[] = [];
    for (let i = 0; i < done.dropped.length; i += 2)
      dropped.push({ offset: done.dropped[i]!, outcome: done.dropped[i + 1]! as Outcome, run: 1 });
    return {
      entries: Buffer.from(done.output, 0, done.outputBytes),
      forwarded: done.forwarded,
      oldestReceivedMs: done.oldestReceivedMs,
      dropped,
      dead: done.dead,
      endedBy: done.endedBy,
      release: () => arenas.release(done.output),
    };
  }
}
