/** A stage that runs: what the control plane asks and tells, and the one order in which it stops. */
import type { Clock } from '@pixel-relay/clock';
import type { SkipOrder, SkipOutcome } from '@pixel-relay/control';
import { type FrontierExplanation, Lifecycle, type StageStatus } from '@pixel-relay/contracts';
import type { GroupConsumer, LogAdmin, LogProducer } from '@pixel-relay/kafka';
import type { Logger, Telemetry } from '@pixel-relay/telemetry';
import { observeStage } from './observe-stage.ts';
import type { StageMeter } from './stage-meter.ts';
import type { StageParts } from './stage-definition.ts';
import type { StageRuntime, StageTopology } from './stage-runtime.ts';

export interface RunningStageParts {
  readonly topology: StageTopology;
  readonly instance: string;
  readonly version: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  readonly admin: LogAdmin;
  readonly producer: LogProducer;
  readonly runtime: StageRuntime;
  readonly meter: StageMeter;
  readonly parts: StageParts;
  readonly consumer: GroupConsumer;
  readonly lagIntervalMs: number;
}

export interface Progress {
  /** neither paused nor stopping */
  readonly running: boolean;
  readonly partitions: readonly {
    readonly partition: number;
    /** next input offset to take in */
    readonly expected: number;
    readonly frontier: number;
    /** it may stand still: held at a record, or waiting for a partner */
    readonly excused: boolean;
  }[];
}

export class RunningStage {
  private readonly own: RunningStageParts;
  private readonly startedAtMs: number;
  private lifecycle: number = Lifecycle.RUNNING;
  private stopping: Promise<void> | null = null;
  private paused = false;
  private readonly lagWatch = new AbortController();
  /** Resolves when the stage has stopped; rejects when it could not go on. */
  readonly ended: Promise<void>;

  constructor(own: RunningStageParts, failed: Promise<never>) {
    this.own = own;
    this.startedAtMs = own.clock.monotonic();
    this.ended = Promise.race([own.consumer.ended, failed]).finally(() => this.lagWatch.abort());
    this.ended.catch(() => undefined);
    observeStage(own.telemetry.metrics, () => this.status());
    void this.watchLag();
  }

  /** The event loop turns, or nobody would read this. */
  get live(): boolean {
    return true;
  }

  /** Joined once, tables ready, producer connected; stays true through a rebalance, so that a deploy does not stall. */
  get ready(): boolean {
    return this.stopping === null;
  }

  status(): StageStatus {
    const { topology, instance, version, clock, telemetry, runtime, meter, parts } = this.own;
    const pool = parts.pool.status();
    return {
      stage: topology.stage,
      instance,
      version,
      lifecycle: this.lifecycle,
      uptimeMs: Math.round(clock.monotonic() - this.startedAtMs),
      pool: {
        kind: pool.kind,
        workers: pool.workers,
        busy: pool.busy,
        queued: pool.queued,
        queueMax: pool.queueMax,
        queuedBytes: pool.bytesQueued,
        queueBytesMax: pool.queueBytesMax ?? 0,
        oldestQueuedMs: pool.oldestQueuedMs,
        completed: pool.completed,
        failed: pool.failed,
        timedOut: pool.timedOut,
        crashed: pool.crashed,
        resized: pool.resized,
        lastResizedBy: pool.lastResizedBy ?? '',
        wait: pool.wait,
        run: pool.run,
      },
      partitions: meter.partitions(runtime.assignments),
      totals: { ...meter.totalsNow(), deliveries: parts.deliveries?.() ?? [] },
      process: telemetry.processUsage(),
      age: telemetry.eventAges(),
    };
  }

  async setWorkers(workers: number, by: string): Promise<void> {
    const before = this.own.parts.pool.status().workers;
    await this.own.parts.pool.resize(workers, by);
    this.own.logger.info({ before, workers, by }, 'workers changed');
  }

  async pause(): Promise<void> {
    this.own.consumer.pause();
    this.own.parts.beside?.pause();
    this.lifecycle = Lifecycle.PAUSED;
    this.paused = true;
    this.own.logger.info('paused: what is in flight goes on, nothing new is fetched');
  }

  async resume(): Promise<void> {
    this.own.consumer.resume();
    this.own.parts.beside?.resume();
    this.lifecycle = Lifecycle.RUNNING;
    this.paused = false;
    this.own.logger.info('resumed');
  }

  drain(): Promise<void> {
    return this.stop();
  }

  explainFrontier(): FrontierExplanation {
    const { runtime, clock, parts } = this.own;
    const delivery = parts.oldestDelivery?.() ?? null;
    const waiting = runtime.assignments
      .flatMap(assignment => (assignment.oldest === null ? [] : [{ assignment, oldest: assignment.oldest }]))
      .sort((a, b) => a.oldest.admittedAtMs - b.oldest.admittedAtMs)[0];
    if (waiting === undefined) return heldFrontier(runtime.assignments);
    const { assignment, oldest } = waiting;
    return {
      waiting: true,
      topic: assignment.lease.topic,
      partition: assignment.lease.partition,
      offset: assignment.frontier,
      ageMs: clock.monotonic() - oldest.admittedAtMs,
      attempts: delivery?.attempts ?? 1,
      destination: delivery?.destination ?? '',
      state: oldest.computed ? 'sending' : 'running',
    };
  }

  /** Where every partition stands, for who watches whether they move. */
  progress(): Progress {
    const { runtime, parts } = this.own;
    const delivering = (parts.oldestDelivery?.() ?? null) !== null;
    return {
      running: this.stopping === null && !this.paused,
      partitions: runtime.assignments.map(({ lease, expected, frontier, held, takingIn, inFlightUnits }) => ({
        partition: lease.partition,
        expected,
        frontier,
        // What waits for a partner goes on when the partner does; a held one, when an operator says so.
        excused: held !== null || (delivering && (takingIn || inFlightUnits > 0)),
      })),
    };
  }

  /** Passes a partition over what it is held at; the account counts its events as expired. */
  async skip({ topic, partition, offset, reason, by }: SkipOrder): Promise<SkipOutcome> {
    const { runtime, topology, logger } = this.own;
    if (topic !== topology.input.topic)
      return { skipped: false, why: `this stage reads ${topology.input.topic}, not ${topic}` };
    const skipping = runtime.skip(partition, offset);
    if (skipping.skipped === null) return { skipped: false, why: skipping.why };
    const { from, next, reason: why } = skipping.skipped;
    logger.warn({ topic, partition, from, next, why, reason, by }, 'records that cannot be read were skipped');
    return { skipped: true, from, next, why };
  }

  /** The drain order: stop intake, finish in flight, send, commit, leave the group; then end workers and connections. */
  stop(): Promise<void> {
    this.stopping ??= this.stopOnce();
    return this.stopping;
  }

  private async stopOnce(): Promise<void> {
    const { consumer, runtime, parts, producer, logger, clock, meter } = this.own;
    const since = clock.monotonic();
    this.lifecycle = Lifecycle.DRAINING;
    logger.info('draining');
    await Promise.all([consumer.stop(), parts.beside?.stop()]);
    runtime.stopped();
    await parts.close();
    await producer.close();
    this.lifecycle = Lifecycle.STOPPED;
    // The status cannot be asked for any more: what a replica took in and gave out in its life is known from here.
    const { recordsIn, eventsIn, eventsOut } = meter.totalsNow();
    logger.info({ tookMs: Math.round(clock.monotonic() - since), recordsIn, eventsIn, eventsOut }, 'stopped');
  }

  private async watchLag(): Promise<void> {
    const { clock, admin, topology, meter, lagIntervalMs } = this.own;
    const { signal } = this.lagWatch;
    while (!signal.aborted) {
      try {
        for (const { partition, end } of await admin.offsets(topology.input.topic)) meter.logEnd(partition, end);
      } catch {
        // An unreachable broker is the consumer's to report; until it answers, the last known end stands.
      }
      await clock.sleep(lagIntervalMs, signal).catch(() => undefined);
    }
  }
}

/** Nothing is in flight: what the frontier waits for is an operator, or nothing. */
function heldFrontier(assignments: StageRuntime['assignments']): FrontierExplanation {
  const standing = assignments.find(({ held }) => held !== null);
  if (standing === undefined) return { waiting: false };
  const { topic, partition } = standing.lease;
  return { waiting: true, topic, partition, offset: standing.held!.from, state: 'held' };
}
