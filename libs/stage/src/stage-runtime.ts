/**
 * The life of a batch: consume -> cut into units -> work on them in parallel -> release in order -> send, wait for the
 * acknowledgement -> move the frontier -> commit. The rules are in protocol/; this joins them for one input topic.
 */
import type { Clock } from '@pixel-relay/clock';
import { mergeDropped, type SourceRange, writeBatch } from '@pixel-relay/contracts';
import type {
  Fetched,
  GroupHandler,
  Lease,
  LogAdmin,
  LogProducer,
  OutgoingRecord,
  UnreadableRange,
} from '@pixel-relay/kafka';
import { deadEventRecord, type DeadLetterContext, strayRecord } from './dead-letters.ts';
import { Assignment, type AssignmentOptions, type DoneUnit } from './protocol/assignment.ts';
import { beginAssignment, commitMinted, gatherJoinFacts, type JoinFacts } from './protocol/begin-assignment.ts';
import { ByteBudget } from './protocol/byte-budget.ts';
import { type Cut, cutBatches } from './protocol/cut-batches.ts';
import { cutRaw } from './protocol/cut-raw.ts';
import { chainEpoch } from './protocol/epochs.ts';
import { Lane, type LaneOptions } from './protocol/lane.ts';
import { nothingToDo, type UnitProcessor, type UnitResult } from './protocol/processor.ts';
import type { CutBounds, Unit } from './protocol/unit.ts';
import type { StageObserver } from './stage-observer.ts';

/** What a stage reads and writes. */
export interface StageTopology {
  readonly stage: string;
  readonly input: { readonly topic: string; readonly form: 'raw' | 'batches' };
  /** null: the last stage, which hands events to delivery */
  readonly outputTopic: string | null;
  readonly deadLetterTopic: string;
}

export interface RuntimeLimits {
  readonly cut: CutBounds;
  readonly inFlightBytesMax: number;
  readonly sendBytesMax: number;
  readonly sendRetryDelayMs: number;
  readonly sessionTimeoutMs: number;
  readonly commitIntervalMs: number;
  readonly drainDeadlineMs: number;
  readonly allowFreshGroup: boolean;
}

export interface StageRuntimeOptions {
  readonly topology: StageTopology;
  readonly groupId: string;
  readonly limits: RuntimeLimits;
  readonly clock: Clock;
  readonly admin: LogAdmin;
  readonly producer: LogProducer;
  readonly processor: UnitProcessor;
  readonly observer: StageObserver;
  /** the stage cannot go on; the process should end */
  readonly onFailed: (error: unknown) => void;
}

export class StageRuntime implements GroupHandler {
  private readonly options: StageRuntimeOptions;
  private readonly budget: ByteBudget;
  private readonly lanes = new Map<string, Lane>();
  private current: readonly Assignment[] = [];
  private deadLetterPartitions = 1;

  constructor(options: StageRuntimeOptions) {
    this.options = options;
    this.budget = new ByteBudget(options.limits.inFlightBytesMax);
  }

  get assignments(): readonly Assignment[] {
    return this.current;
  }

  get bytesInFlight(): number {
    return this.budget.bytesUsed;
  }

  /** Rule 6: new assignments for kept partitions too; nothing of the old ones is carried over. */
  async joined(leases: readonly Lease[]): Promise<void> {
    for (const assignment of this.current) assignment.died();
    this.current = [];
    const { topology, groupId, admin, observer } = this.options;
    const facts = await gatherJoinFacts(admin, groupId, topology.input.topic, topology.outputTopic);
    this.deadLetterPartitions = (await admin.offsets(topology.deadLetterTopic)).length;
    const begun = await Promise.all(leases.map(lease => this.begin(lease, facts)));
    this.current = begun.filter(assignment => assignment !== null);
    observer.joined(this.current);
  }

  /** Null: the lease died meanwhile, and the next join brings another. */
  private async begin(lease: Lease, facts: JoinFacts): Promise<Assignment | null> {
    const { clock, limits } = this.options;
    const beginning = beginAssignment(lease, facts, { clock, allowFreshGroup: limits.allowFreshGroup });
    if (beginning.minted && !(await commitMinted(lease, beginning, clock, limits.commitIntervalMs))) return null;
    if (!lease.live) return null;
    lease.seek(beginning.position);
    return new Assignment(lease, beginning.account, beginning.position, this.assignmentOptions());
  }

  async records(lease: Lease, fetched: Fetched): Promise<void> {
    const assignment = this.assignmentOf(lease);
    if (assignment === undefined || assignment.intakeSignal.aborted) return;
    if (fetched.from !== assignment.expected)
      throw new Error(`fetched from ${fetched.from} where ${assignment.expected} was expected`);
    this.options.observer.fetched(assignment, fetched);
    const { units, held } = this.cut(assignment, fetched);
    for (const unit of units) if (!(await this.admit(assignment, unit))) return;
    if (held === null) return;
    // Neither taken nor passed by: the partition stands until it is given up, all others go on.
    this.options.observer.held(assignment, held);
    await aborted(assignment.intakeSignal);
  }

  async revoking(leases: readonly Lease[]): Promise<void> {
    const { clock, limits } = this.options;
    const leaving = this.current.filter(({ lease }) => leases.includes(lease));
    for (const assignment of leaving) assignment.stopIntake();
    const late = new AbortController();
    const settled = Promise.all(leaving.map(assignment => assignment.settled()));
    // What cannot finish in time is replayed by the next owner, from the frontier.
    await Promise.race([settled, clock.sleep(limits.drainDeadlineMs, late.signal).catch(() => undefined)]);
    late.abort();
  }

  unreadable(lease: Lease, range: UnreadableRange): void {
    const assignment = this.assignmentOf(lease);
    if (assignment !== undefined) this.options.observer.held(assignment, range);
  }

  /** After the consumer stopped: nothing more will be sent. */
  stopped(): void {
    for (const assignment of this.current) assignment.died();
    this.current = [];
  }

  private assignmentOf(lease: Lease): Assignment | undefined {
    return this.current.find(candidate => candidate.lease === lease);
  }

  private cut(assignment: Assignment, fetched: Fetched): Cut {
    const { topology, limits } = this.options;
    return topology.input.form === 'raw'
      ? { units: cutRaw(topology.input.topic, assignment.lease.partition, fetched, limits.cut), held: null }
      : cutBatches(fetched, assignment.admitted, limits.cut);
  }

  /** False when intake stopped first. */
  private async admit(assignment: Assignment, unit: Unit): Promise<boolean> {
    if (unit.payload.count === 0) {
      assignment.push(unit, Promise.resolve(nothingToDo));
      return true;
    }
    const bytes = unit.payload.byteLength;
    await this.options.processor.ready?.(unit, assignment.intakeSignal);
    if (!(await this.budget.acquire(bytes, assignment.intakeSignal))) return false;
    const signal = assignment.lifeSignal;
    try {
      await assignment.enter(async () => {
        const { result } = await this.options.processor.submit(unit, signal, assignment);
        assignment.push(unit, this.releasing(result, bytes));
      });
      return !assignment.intakeSignal.aborted;
    } catch (error) {
      this.budget.release(bytes);
      if (signal.aborted) return false;
      throw error;
    }
  }

  /** The result whose release gives the budget's bytes back too. */
  private async releasing(result: Promise<UnitResult>, bytes: number): Promise<UnitResult> {
    try {
      const done = await result;
      const release = (): void => {
        done.release();
        this.budget.release(bytes);
      };
      return { ...done, release };
    } catch (error) {
      this.budget.release(bytes);
      throw error;
    }
  }

  /** Rule 4: dead letters acknowledged, then the batches. */
  private async emit(assignment: Assignment, done: readonly DoneUnit[]): Promise<boolean> {
    const { topology, clock, observer } = this.options;
    const context: DeadLetterContext = {
      stage: topology.stage,
      inputTopic: topology.input.topic,
      inputPartition: assignment.lease.partition,
      nowMs: clock.now(),
      ownEpoch: assignment.account.ownEpoch,
    };
    const letters = done.flatMap(one => deadLettersOf(one, context));
    if (!(await this.sendAll(topology.deadLetterTopic, this.deadLetterPartitions, letters, assignment))) return false;
    if (topology.outputTopic !== null) {
      const batches = done.flatMap(one => batchOf(one, assignment));
      if (!(await this.sendAll(topology.outputTopic, assignment.account.outputPartitions, batches, assignment)))
        return false;
    }
    observer.done(assignment, done);
    return true;
  }

  private async sendAll(
    topic: string,
    partitions: number,
    records: readonly OutgoingRecord[],
    assignment: Assignment,
  ): Promise<boolean> {
    if (records.length === 0) return assignment.live;
    const lane = this.lane(topic, assignment.lease.partition % partitions);
    const acknowledged = await Promise.all(records.map(record => lane.send(record, assignment)));
    return acknowledged.every(Boolean);
  }

  private lane(topic: string, partition: number): Lane {
    const key = `${topic}/${partition}`;
    let lane = this.lanes.get(key);
    if (lane === undefined) this.lanes.set(key, (lane = new Lane({ topic, partition }, this.laneOptions())));
    return lane;
  }

  private laneOptions(): LaneOptions {
    const { clock, producer, limits, observer, onFailed } = this.options;
    return {
      clock,
      producer,
      sendBytesMax: limits.sendBytesMax,
      retryDelayMs: limits.sendRetryDelayMs,
      onRefused: onFailed,
      onSent: (target, records, bytes) => observer.sent(target, records, bytes),
    };
  }

  private assignmentOptions(): AssignmentOptions {
    const { clock, limits, observer, onFailed } = this.options;
    return {
      clock,
      sessionTimeoutMs: limits.sessionTimeoutMs,
      commitIntervalMs: limits.commitIntervalMs,
      emit: (assignment, done) => this.emit(assignment, done),
      onCommitted: (assignment, offset) => observer.committed(assignment, offset),
      onFailed,
    };
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

function deadLettersOf({ unit, result }: DoneUnit, context: DeadLetterContext): OutgoingRecord[] {
  return [
    ...unit.strays.map(record => strayRecord(record, context)),
    ...result.dead.map(dead => deadEventRecord(unit, unit.source!, dead, context)),
    ...(result.letters ?? []),
  ];
}

/** Rules 1, 9 and 10: the batch that a unit becomes. Always one, even if every event in it ended, so that the next stage's ranges tile. */
function batchOf({ unit, result }: DoneUnit, { account }: Assignment): OutgoingRecord[] {
  if (unit.source === null) return [];
  const source: SourceRange = {
    ...unit.source,
    epoch: chainEpoch(unit.source.epoch, account.ownEpoch),
    oldestReceivedMs: result.oldestReceivedMs || unit.source.oldestReceivedMs,
  };
  return [{ key: unit.key, value: writeBatch(source, result.entries, mergeDropped(unit.dropped, result.dropped)) }];
}
