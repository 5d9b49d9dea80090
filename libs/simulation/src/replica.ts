/** One process of a stage: the real runtime on a connection of its own, which can be killed or stand still. */
import type { Clock } from '@pixel-relay/clock';
import type { GroupConsumer } from '@pixel-relay/kafka';
import { type RuntimeLimits, type StageObserver, StageRuntime, type Unit } from '@pixel-relay/stage';
import type { InMemoryCluster, InMemoryLog } from '@pixel-relay/testing';
import type { ChainStage } from './chain.ts';
import { decide, decideFlipping } from './decide.ts';
import type { Observer } from './observer.ts';
import type { StagePlan } from './plan.ts';
import { SimProcessor } from './sim-processor.ts';
import { ProcessWatch } from './watched-log.ts';

export const TIMES = {
  sessionTimeoutMs: 1_000,
  rebalanceTimeoutMs: 800,
  heartbeatIntervalMs: 300,
  fetchMaxWaitMs: 400,
  commitIntervalMs: 100,
  drainDeadlineMs: 400,
  sendRetryDelayMs: 40,
  sendTimeoutMs: 300,
} as const;

export interface ReplicaOptions {
  readonly clock: Clock;
  readonly cluster: InMemoryCluster;
  readonly observer: Observer;
  readonly stage: ChainStage;
  readonly plan: StagePlan;
  readonly fetchMaxBytesPerPartition: number;
  readonly flipping: boolean;
  /** counts the processes of a run */
  readonly number: number;
  readonly onAdmitted: (stage: ChainStage, unit: Unit, signal: AbortSignal) => void;
  /** the process ended by itself, as a real one exits */
  readonly onEnded: (replica: Replica, error: unknown) => void;
}

const silent: StageObserver = {
  joined: () => undefined,
  fetched: () => undefined,
  sent: () => undefined,
  done: () => undefined,
  committed: () => undefined,
  commitRefused: () => undefined,
  held: () => undefined,
};

export class Replica {
  readonly stage: ChainStage;
  readonly log: InMemoryLog;
  private readonly options: ReplicaOptions;
  private readonly processor: SimProcessor;
  private runtime: StageRuntime | null = null;
  private consumer: GroupConsumer | null = null;
  /** killed, or ended by itself */
  gone = false;

  constructor(options: ReplicaOptions) {
    this.options = options;
    this.stage = options.stage;
    this.log = options.cluster.connect();
    const { clock, plan, stage, flipping, number, observer, onAdmitted } = options;
    this.processor = new SimProcessor({
      clock,
      slots: plan.slots,
      workMsMax: plan.workMsMax,
      stubborn: plan.stubborn,
      decide: (partition, offset) =>
        flipping ? decideFlipping(number, stage.index, partition, offset) : decide(stage.index, partition, offset),
      onAdmitted: (unit, signal) => onAdmitted(stage, unit, signal),
      onReleasedTwice: () => observer.violate(`${stage.stage}: a result was released twice`),
    });
  }

  start(): void {
    this.run().catch(error => this.end(error));
  }

  /** Kills the process: nothing of it reaches the cluster any more, but what is on its way. */
  crash(): void {
    this.gone = true;
    this.log.crash();
  }

  /** Drains as SIGTERM makes it, then exits. */
  async stop(): Promise<void> {
    await this.consumer?.stop();
    if (this.gone) return;
    this.runtime?.stopped();
    this.crash();
  }

  /** Bytes and results that this process still holds. */
  get held(): { readonly bytes: number; readonly results: number } {
    return { bytes: this.runtime?.bytesInFlight ?? 0, results: this.processor.held };
  }

  private async run(): Promise<void> {
    const { clock, stage, observer, plan, fetchMaxBytesPerPartition } = this.options;
    const watch = new ProcessWatch({ clock, stage, observer, sessionTimeoutMs: TIMES.sessionTimeoutMs });
    const producer = await this.log.producer({ compression: 'none', sendTimeoutMs: TIMES.sendTimeoutMs });
    this.runtime = new StageRuntime({
      topology: stage,
      groupId: stage.groupId,
      limits: limitsOf(plan),
      clock,
      admin: this.log.admin,
      producer: watch.producer(producer),
      processor: this.processor,
      observer: silent,
      onFailed: error => this.end(error),
    });
    const { groupId, input } = stage;
    const consume = { ...TIMES, groupId, topic: input.topic, fetchMaxBytesPerPartition, fetchMaxBytes: 1 << 24 };
    this.consumer = await watch.consume(this.log, consume, this.runtime);
    await this.consumer.ended;
  }

  private end(error: unknown): void {
    if (this.gone) return;
    this.crash();
    this.options.onEnded(this, error);
  }
}

function limitsOf(plan: StagePlan): RuntimeLimits {
  const { cut, inFlightBytesMax, sendBytesMax } = plan;
  return { ...TIMES, cut, inFlightBytesMax, sendBytesMax, allowFreshGroup: false };
}
