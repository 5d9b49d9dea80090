/** The simulated cluster with the chain's stages on it, and all that happens to them. */
import type { Clock } from '@pixel-relay/clock';
import { type Committed, LogError, type OutgoingRecord } from '@pixel-relay/kafka';
import type { Unit } from '@pixel-relay/stage';
import { InMemoryCluster, NothingDoubled, OrderPerKey } from '@pixel-relay/testing';
import { chain, type ChainStage, DEAD_LETTERS, RAW } from './chain.ts';
import { Observer } from './observer.ts';
import type { Plan, StagePlan } from './plan.ts';
import { RawTable } from './raw-table.ts';
import { Replica } from './replica.ts';
import type { Trace } from './trace.ts';

type InMemoryGroup = ReturnType<InMemoryCluster['group']>;

const STRAY = Buffer.from('no batch');
const RESTART_MS_MAX = 400;

export class World {
  readonly cluster: InMemoryCluster;
  readonly observer: Observer;
  readonly raw = new RawTable();
  readonly replicas: Replica[] = [];
  readonly admitted = { doubled: new NothingDoubled(), order: new OrderPerKey() };
  /** true when something was appended or committed since it was last set to false */
  changed = true;
  ending = false;
  /** names of the errors that ended processes */
  readonly endings: string[] = [];
  /** of those that are no mistake of the stage's */
  readonly tolerated = new Set<string>();
  private readonly clock: Clock;
  private readonly plan: Plan;
  private readonly trace: Trace;
  private readonly assignments = new WeakMap<AbortSignal, number>();
  private assignmentsEver = 0;
  private started = 0;
  /** highest committed offset, by stage and input partition */
  private readonly reached = new Map<string, number>();
  private readonly held = new Set<ChainStage>();
  /** what writes a commit of the stage's group without anybody looking on */
  private readonly unwatched = new Map<ChainStage, InMemoryGroup['setCommitted']>();

  constructor(clock: Clock, plan: Plan, trace: Trace) {
    this.clock = clock;
    this.plan = plan;
    this.trace = trace;
    this.cluster = new InMemoryCluster({ clock, latencyMaxMs: plan.latencyMaxMs });
    const resets = plan.actions.some(({ action }) => action === 'reset');
    const expiry = plan.actions.some(({ action }) => action === 'delete_raw');
    const reset = new Set(resets ? [plan.resetStage] : []);
    this.observer = new Observer(chain.length, this.raw, { flipping: plan.flipping, reset, expiry });
    const create = (topic: string, partitions: number): void =>
      void this.cluster.createTopic({ topic, partitions, replicationFactor: 1, config: {} });
    create(RAW, plan.rawPartitions);
    create(DEAD_LETTERS, 1);
    for (const { outputTopic } of chain) create(outputTopic, plan.outputPartitions);
    this.watchAppends();
    for (const stage of chain) this.watchCommits(stage);
  }

  /** Nothing of the stage is started until it is released. */
  hold(stage: ChainStage): void {
    this.held.add(stage);
  }

  release(stage: ChainStage): void {
    this.held.delete(stage);
    this.start(stage);
  }

  /** Starts a process of the stage. */
  start(stage: ChainStage, differs: Partial<StagePlan> = {}): Replica | null {
    if (this.held.has(stage)) return null;
    const replica = new Replica({
      clock: this.clock,
      cluster: this.cluster,
      observer: this.observer,
      stage,
      plan: { ...this.plan.stages[stage.index]!, ...differs },
      fetchMaxBytesPerPartition: this.plan.fetchMaxBytesPerPartition,
      flipping: this.plan.flipping.has(stage.index),
      number: this.started++,
      onAdmitted: (of, unit, signal) => this.onAdmitted(of, unit, signal),
      onEnded: (ended, error) => this.onEnded(ended, error),
    });
    this.replicas.push(replica);
    replica.start();
    return replica;
  }

  startLater(stage: ChainStage): void {
    this.clock.setTimer(this.clock.random() * RESTART_MS_MAX, () => void this.start(stage));
  }

  running(stage: ChainStage): Replica[] {
    return this.replicas.filter(replica => replica.stage === stage && !replica.gone);
  }

  deleteRaw(partition: number, below: number): void {
    this.raw.onDeleted(partition, below);
    this.cluster.faults.moveLogStart(RAW, partition, below);
    this.changed = true;
  }

  /** Writes a commit that no stage would write, past the checks. */
  tamper(stage: ChainStage, partition: number, committed: Committed): void {
    this.unwatched.get(stage)!(stage.input.topic, partition, committed);
  }

  /** Every partition of every group has a commit. */
  get allCommitted(): boolean {
    return chain.every(({ groupId, input }) =>
      this.cluster
        .topicPartitions(input.topic)
        .every((_, partition) => this.cluster.group(groupId).committed(input.topic, partition) !== null),
    );
  }

  /** A record that is no batch, in the stage's input. */
  appendStray(stage: ChainStage): void {
    if (this.isWritten(stage.input.topic)) this.cluster.append(stage.input.topic, 0, [{ key: null, value: STRAY }]);
  }

  /** Offsets that hold no record, in the stage's input. */
  appendGap(stage: ChainStage, offsets: number): void {
    if (this.isWritten(stage.input.topic)) this.cluster.appendGap(stage.input.topic, 0, offsets);
    this.changed = true;
  }

  /** Something in an output that its own stage has not begun to write would make it look like a renamed group's. */
  private isWritten(topic: string): boolean {
    return topic === RAW || this.cluster.topicPartitions(topic).some(({ end }) => end > 0);
  }

  /**
   * Everything that was written was taken and committed once, from the first stage to the last. A late older commit may
   * have rewound a partition since then: it is replayed when somebody takes it over.
   */
  get settled(): boolean {
    return chain.every(({ stage, input }) =>
      this.cluster
        .topicPartitions(input.topic)
        .every(({ end }, partition) => end === (this.reached.get(`${stage}/${partition}`) ?? 0)),
    );
  }

  private watchAppends(): void {
    const { cluster, observer } = this;
    const append = cluster.append.bind(cluster);
    cluster.append = (topic: string, partition: number, records: readonly OutgoingRecord[]): number => {
      const base = append(topic, partition, records);
      this.changed = true;
      this.trace.note(`append ${topic}/${partition} ${base} ${records.length}`);
      if (topic === RAW) this.raw.onAppended(partition, base, records);
      else if (topic === DEAD_LETTERS) records.forEach(record => observer.onDeadLetter(record));
      else {
        const stage = chain.find(({ outputTopic }) => outputTopic === topic)!;
        for (const record of records) if (!record.value!.equals(STRAY)) observer.onBatch(stage, partition, record);
      }
      return base;
    };
  }

  private watchCommits(stage: ChainStage): void {
    const group = this.cluster.group(stage.groupId);
    const write = group.setCommitted.bind(group);
    this.unwatched.set(stage, write);
    group.setCommitted = (topic, partition, committed) => {
      write(topic, partition, committed);
      this.changed = true;
      this.trace.note(`commit ${topic}/${partition} ${committed?.offset}`);
      const key = `${stage.stage}/${partition}`;
      if (committed === null || committed.metadata === '') {
        this.observer.onReset(stage, partition);
        this.reached.delete(key);
        return;
      }
      this.observer.onCommitted(stage, partition, committed);
      this.reached.set(key, Math.max(committed.offset, this.reached.get(key) ?? 0));
    };
  }

  /** Rule 2, where it is held: an assignment takes every event once, and in order. */
  private onAdmitted(stage: ChainStage, { payload, source }: Unit, signal: AbortSignal): void {
    let assignment = this.assignments.get(signal);
    if (assignment === undefined) this.assignments.set(signal, (assignment = this.assignmentsEver++));
    const name = `${stage.stage}#${assignment}`;
    this.trace.note(`admit ${name} ${source!.partition} ${source!.firstOffset} ${payload.count}`);
    const { epoch, partition } = source!;
    for (let i = 0; i < payload.count; i++) {
      const event = { epoch, partition, offset: payload.sourceOffset(i) };
      this.admitted.doubled.onTaken(name, event);
      this.admitted.order.onTaken(name, this.raw.keyOf(partition, event.offset), event);
    }
  }

  private onEnded(replica: Replica, error: unknown): void {
    if (this.ending) return;
    this.trace.note(`ended ${replica.stage.stage} ${String(error)}`);
    this.endings.push(error instanceof Error ? error.name : String(error));
    // A broker that refuses ends the process, which is started again; anything else is the stage's own mistake.
    if (!(error instanceof LogError) && !this.tolerated.has(this.endings.at(-1)!))
      this.observer.violate(`${replica.stage.stage} ended by itself: ${String(error)}`);
    this.startLater(replica.stage);
  }
}
