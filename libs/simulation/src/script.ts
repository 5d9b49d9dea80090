/** A schedule by hand: the same world and the same checks as the random ones, moved step by step. */
import { readBatch, type SourceRange } from '@pixel-relay/contracts';
import { SimulatedClock } from '@pixel-relay/testing';
import { chain, RAW } from './chain.ts';
import { judge } from './judge.ts';
import type { Action, Plan, StagePlan } from './plan.ts';
import { TIMES, type Replica } from './replica.ts';
import { Trace } from './trace.ts';
import { World } from './world.ts';

export interface ScriptOptions {
  readonly rawPartitions?: number;
  readonly outputPartitions?: number;
  readonly stage?: Partial<StagePlan>;
  readonly flipping?: readonly number[];
  /** what the script does that the checks must allow for */
  readonly does?: readonly Extract<Action, 'reset' | 'delete_raw'>[];
  readonly resetStage?: number;
  readonly fetchMaxBytesPerPartition?: number;
}

const QUIET: StagePlan = {
  replicas: 1,
  cut: { eventsMax: 4, bytesMax: 1 << 19 },
  inFlightBytesMax: 1 << 20,
  sendBytesMax: 1 << 20,
  slots: 8,
  workMsMax: 5,
  stubborn: false,
};
const UNTIL_MS_MAX = 60_000;

export class Script {
  readonly clock = new SimulatedClock({ seed: 1, shuffleTies: true });
  readonly world: World;
  private readonly plan: Plan;

  constructor(options: ScriptOptions = {}) {
    this.plan = {
      rawPartitions: options.rawPartitions ?? 1,
      outputPartitions: options.outputPartitions ?? options.rawPartitions ?? 1,
      events: 0,
      activeMs: 0,
      latencyMaxMs: 0,
      fetchMaxBytesPerPartition: options.fetchMaxBytesPerPartition ?? 1 << 20,
      stages: chain.map(() => ({ ...QUIET, ...options.stage })),
      flipping: new Set(options.flipping ?? []),
      armed: [],
      actions: (options.does ?? []).map(action => ({ atMs: 0, action })),
      resetStage: options.resetStage ?? 0,
      restart: false,
    };
    this.world = new World(this.clock, this.plan, new Trace(this.clock, false));
  }

  get faults(): World['cluster']['faults'] {
    return this.world.cluster.faults;
  }

  start(stage: number, differs: Partial<StagePlan> = {}): Replica {
    return this.world.start(chain[stage]!, differs)!;
  }

  startAll(): void {
    for (const { index } of chain) this.start(index);
  }

  /** Kills every process of the stage and waits until the group is empty. */
  async killAll(stage: number): Promise<void> {
    for (const replica of this.world.running(chain[stage]!)) replica.crash();
    await this.clock.advance(2 * TIMES.sessionTimeoutMs);
  }

  write(events: number, partition = 0): void {
    const record = (_: unknown, i: number): { key: Buffer; value: Buffer } => ({
      key: Buffer.from(`key ${i % 3}`),
      value: Buffer.from('event'),
    });
    this.world.cluster.append(RAW, partition, Array.from({ length: events }, record));
  }

  until(isDone: () => boolean): Promise<void> {
    return this.clock.runUntil(isDone, UNTIL_MS_MAX);
  }

  /** Until all that was written was taken by every stage, and nobody that lives holds anything. */
  async settle(): Promise<void> {
    await this.until(() => this.world.settled);
    await this.until(() => this.world.replicas.every(({ gone, held }) => gone || held.bytes + held.results === 0));
  }

  /** Whatever rule or promise was broken. */
  verdict(): string[] {
    return [...this.world.observer.violations, ...judge(this.world, this.plan)];
  }

  committed(stage: number, partition = 0): number | null {
    const { groupId, input } = chain[stage]!;
    return this.world.cluster.group(groupId).committed(input.topic, partition)?.offset ?? null;
  }

  metadata(stage: number, partition = 0): string {
    const { groupId, input } = chain[stage]!;
    return this.world.cluster.group(groupId).committed(input.topic, partition)!.metadata;
  }

  /** The source ranges in the stage's output, in the order of the log. */
  ranges(stage: number, partition = 0): SourceRange[] {
    const { outputTopic } = chain[stage]!;
    return this.world.cluster.records(outputTopic, partition).map(({ value }) => readBatch(value!).source);
  }

  /** The same as "first-next" texts, of one epoch or all. */
  tiles(stage: number, partition = 0): string[] {
    return this.ranges(stage, partition).map(({ firstOffset, nextOffset }) => `${firstOffset}-${nextOffset}`);
  }

  reset(stage: number, offset: number, partition = 0): void {
    const { groupId, input } = chain[stage]!;
    this.world.cluster.resetCommitted(groupId, input.topic, partition, offset);
  }
}
