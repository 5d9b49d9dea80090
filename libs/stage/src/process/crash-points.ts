/**
 * Named places in the life of a batch at which a fault test ends the process, by SIGKILL, at the n-th passage:
 * CRASH_AT=after-produce-before-commit:17. They lie at the log's port, which is where every promise is at stake; a process
 * that is not told runs without any of this.
 */
import {
  type ConsumeOptions,
  DelegatingLease,
  type Fetched,
  type GroupConsumer,
  type GroupHandler,
  type Lease,
  type Log,
  type LogProducer,
  type OutgoingRecord,
  type ProducerOptions,
} from '@pixel-relay/kafka';
import type { StageTopology } from '../stage-runtime.ts';

export const crashPoints = [
  'before-epoch-commit',
  'after-join',
  'after-fetch',
  'before-dead-letter',
  'after-dead-letter-before-produce',
  'before-produce',
  'after-produce-before-commit',
  'before-delivery',
  'after-delivery-before-commit',
  'before-commit',
  'after-commit',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

export interface CrashAt {
  readonly point: CrashPoint;
  /** the passage that ends the process, counted from 1 */
  readonly passage: number;
}

/** @throws RangeError saying how it is written */
export function readCrashAt(text: string): CrashAt {
  const [name = '', count = '1'] = text.split(':');
  const point = crashPoints.find(each => each === name);
  const passage = Number(count);
  if (point === undefined || !Number.isInteger(passage) || passage < 1)
    throw new RangeError(
      `CRASH_AT is a point and a passage such as after-commit:3; points are ${crashPoints.join(', ')}`,
    );
  return { point, passage };
}

/** The same log, which ends the process at the place. */
export function crashingLog(log: Log, topology: StageTopology, at: CrashAt, crash: () => void): Log {
  let passages = 0;
  const passed = (point: CrashPoint): void => {
    if (point === at.point && ++passages === at.passage) crash();
  };
  return {
    admin: log.admin,
    tail: options => log.tail(options),
    close: () => log.close(),
    producer: async (options: ProducerOptions) => new CrashingProducer(await log.producer(options), topology, passed),
    consume: (options: ConsumeOptions, handler: GroupHandler): Promise<GroupConsumer> =>
      // What is consumed beside the input joins and commits at its own times, which nobody counts on.
      log.consume(options, options.topic === topology.input.topic ? new CrashingHandler(handler, passed) : handler),
  };
}

type Passed = (point: CrashPoint) => void;

class CrashingProducer implements LogProducer {
  private readonly inner: LogProducer;
  private readonly topology: StageTopology;
  private readonly passed: Passed;

  constructor(inner: LogProducer, topology: StageTopology, passed: Passed) {
    this.inner = inner;
    this.topology = topology;
    this.passed = passed;
  }

  async send(topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<{ baseOffset: number }> {
    const [before, after] = this.pointsOf(topic);
    this.passed(before);
    const sent = await this.inner.send(topic, partition, records);
    this.passed(after);
    return sent;
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  private pointsOf(topic: string): [before: CrashPoint, after: CrashPoint] {
    if (topic === this.topology.deadLetterTopic) return ['before-dead-letter', 'after-dead-letter-before-produce'];
    if (topic === this.topology.outputTopic) return ['before-produce', 'after-produce-before-commit'];
    return ['before-delivery', 'after-delivery-before-commit'];
  }
}

class CrashingHandler implements GroupHandler {
  private readonly inner: GroupHandler;
  private readonly passed: Passed;
  private leases = new Map<Lease, CrashingLease>();

  constructor(inner: GroupHandler, passed: Passed) {
    this.inner = inner;
    this.passed = passed;
  }

  async joined(leases: readonly Lease[]): Promise<void> {
    this.passed('before-epoch-commit');
    this.leases = new Map(leases.map(lease => [lease, new CrashingLease(lease, this.passed)]));
    await this.inner.joined([...this.leases.values()]);
    this.passed('after-join');
  }

  async records(lease: Lease, fetched: Fetched): Promise<void> {
    this.passed('after-fetch');
    await this.inner.records(this.leases.get(lease)!, fetched);
  }

  revoking(leases: readonly Lease[]): Promise<void> {
    return this.inner.revoking(leases.map(lease => this.leases.get(lease)!));
  }

  unreadable(lease: Lease, range: Parameters<NonNullable<GroupHandler['unreadable']>>[1]): void {
    this.inner.unreadable?.(this.leases.get(lease)!, range);
  }
}

class CrashingLease extends DelegatingLease {
  private readonly passed: Passed;

  constructor(inner: Lease, passed: Passed) {
    super(inner);
    this.passed = passed;
  }

  override async commit(offset: number, metadata: string): Promise<void> {
    this.passed('before-commit');
    await super.commit(offset, metadata);
    this.passed('after-commit');
  }
}
