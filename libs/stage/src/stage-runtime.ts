/**
 * The life of a batch: consume -> cut into units -> work on them in parallel -> release in order -> send, wait for the
 * acknowledgement -> move the frontier -> commit. The rules are in protocol/; this joins them for one input topic.
 */
import type { Clock } from '@pixel-relay/clock';
import {
  CommitRefusedError,
  type Fetched,
  type GroupHandler,
  type Lease,
  type LogAdmin,
  type LogProducer,
  type OutgoingRecord,
  type UnreadableRange,
} from '@pixel-relay/kafka';
import type { DeadLetterContext } from './dead-letters.ts';
import { Assignment, type AssignmentOptions, type DoneUnit } from './protocol/assignment.ts';
import { beginAssignment, commitMinted, gatherJoinFacts, type JoinFacts } from './protocol/begin-assignment.ts';
import { ByteBudget } from './protocol/byte-budget.ts';
import { type Cut, cutBatches } from './protocol/cut-batches.ts';
import { countdown } from './protocol/countdown.ts';
import { cutRaw } from './protocol/cut-raw.ts';
import { Lane, type LaneOptions } from './protocol/lane.ts';
import { nothingToDo, type UnitProcessor, type UnitResult } from './protocol/processor.ts';
import { skippedUnit } from './protocol/skipped-unit.ts';
import type { CutBounds, Unit } from './protocol/unit.ts';
import type { StageObserver } from './stage-observer.ts';
import { batchOf, deadLettersOf } from './unit-output.ts';

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

/** The bounds are those of the batch that is written, and events as JSON are about twice as long. */
const JSON_PER_ENCODED = 2;

/** What a skip passed over; null: nothing, and why. */
export type Skipping = { readonly skipped: UnreadableRange } | { readonly skipped: null; readonly why: string };

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
    const { clock, limits, observer } = this.options;
    const beginning = beginAssignment(lease, facts, { clock, allowFreshGroup: limits.allowFreshGroup });
    const counted = (error: unknown): never => {
      if (error instanceof CommitRefusedError) observer.commitRefused();
      throw error;
    };
    const acknowledged = beginning.minted
      ? await commitMinted(lease, beginning, clock, limits.commitIntervalMs).catch(counted)
      : true;
    if (!acknowledged) return null;
    if (!lease.live) return null;
    lease.seek(beginning.position);
    return new Assignment(lease, beginning.account, beginning.position, this.assignmentOptions());
  }

  async records(lease: Lease, fetched: Fetched): Promise<void> {
    const assignment = this.assignmentOf(lease);
    if (assignment === undefined || assignment.intakeSignal.aborted) return;
    assignment.takingIn = true;
    try {
      await this.takeIn(assignment, fetched);
    } finally {
      assignment.takingIn = false;
    }
  }

  private async takeIn(assignment: Assignment, fetched: Fetched): Promise<void> {
    if (fetched.from !== assignment.expected)
      throw new Error(`fetched from ${fetched.from} where ${assignment.expected} was expected`);
    this.options.observer.fetched(assignment, fetched);
    const { units, held } = this.cut(assignment, fetched);
    const released = countdown(units.length, () => fetched.release());
    for (const unit of units) if (!(await this.admit(assignment, unit, released))) return;
    if (held === null) return;
    // Neither taken nor passed by: the partition stands until it is given up or passed over, all others go on.
    this.options.observer.held(assignment, held);
    await assignment.hold(held);
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
    if (assignment === undefined) return;
    assignment.held = range;
    this.options.observer.held(assignment, range);
  }

  /** Passes a partition of this replica over what it is held at, if that begins at `offset`; else says how it stands. */
  skip(partition: number, offset: number): Skipping {
    const { topic, form } = this.options.topology.input;
    const assignment = this.current.find(({ lease, live }) => lease.partition === partition && live);
    const where = `${topic}/${partition}`;
    if (assignment === undefined) return { skipped: null, why: `${where} is not held by this replica` };
    const { held } = assignment;
    if (held === null) return { skipped: null, why: `${where} is not held: it goes on` };
    if (held.from !== offset)
      return { skipped: null, why: `${where} is held at offset ${held.from}, not at ${offset}` };
    assignment.passOver(held, form === 'raw' ? skippedUnit(topic, partition, held) : null);
    return { skipped: held };
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
    if (topology.input.form === 'batches') return cutBatches(fetched, assignment.admitted, limits.cut);
    const bounds = { ...limits.cut, bytesMax: limits.cut.bytesMax * JSON_PER_ENCODED };
    return { units: cutRaw(topology.input.topic, assignment.lease.partition, fetched, bounds), held: null };
  }

  /** False when intake stopped first. `released` is called when nobody will look at the unit's bytes any more. */
  private async admit(assignment: Assignment, unit: Unit, released: () => void): Promise<boolean> {
    if (unit.payload.count === 0) {
      assignment.push(unit, Promise.resolve({ ...nothingToDo, release: released }));
      return true;
    }
    const bytes = unit.payload.byteLength;
    await this.options.processor.ready?.(unit, assignment.intakeSignal);
    if (!(await this.budget.acquire(bytes, assignment.intakeSignal))) return false;
    const signal = assignment.lifeSignal;
    try {
      await assignment.enter(async () => {
        const { result } = await this.options.processor.submit(unit, signal, assignment);
        assignment.push(unit, this.releasing(result, bytes, released));
      });
      return !assignment.intakeSignal.aborted;
    } catch (error) {
      this.budget.release(bytes);
      if (signal.aborted) return false;
      throw error;
    }
  }

  /** The result whose release gives the budget's bytes back too. */
  private async releasing(result: Promise<UnitResult>, bytes: number, released: () => void): Promise<UnitResult> {
    try {
      const done = await result;
      const release = (): void => {
        done.release();
        this.budget.release(bytes);
        released();
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
      onCommitRefused: () => observer.commitRefused(),
      onFailed,
    };
  }
}
