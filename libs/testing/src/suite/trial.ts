import { systemClock } from '@pixel-relay/clock';
import type {
  ConsumeOptions,
  Fetched,
  GroupConsumer,
  GroupHandler,
  Lease,
  Log,
  LogProducer,
  OutgoingRecord,
  TopicDeclaration,
} from '@pixel-relay/kafka';
import type { LogUnderTest } from './log-under-test.ts';

/** how long anything that must happen may take, on a slow machine with a real broker */
const PATIENCE_MS = 20_000;
/** how long nothing must happen, where nothing may */
export const QUIET_MS = 400;

/** What a consumer's handler was told, in order. */
export interface Witness extends GroupHandler {
  readonly joins: (readonly Lease[])[];
  readonly revocations: (readonly Lease[])[];
  readonly batches: { readonly lease: Lease; readonly fetched: Fetched; readonly positionThen: number }[];
  /** values of all records so far, of one partition or of all, in the order of arrival */
  values(partition?: number): string[];
}

/** One test's own topics, groups and connections; everything ends with close(). */
export class Trial {
  readonly #log: LogUnderTest;
  readonly #run = systemClock.randomBytes(4).toString('hex');
  readonly #connections: Log[] = [];
  readonly #topics: string[] = [];
  readonly #groups: string[] = [];

  constructor(log: LogUnderTest) {
    this.#log = log;
  }

  async connect(): Promise<Log> {
    const log = await this.#log.connect();
    this.#connections.push(log);
    return log;
  }

  /** The name of a topic that does not exist. */
  freshName(): string {
    const name = `log-suite.${this.#run}.${this.#topics.length}`;
    this.#topics.push(name);
    return name;
  }

  declaration(partitions: number, config: Record<string, string> = {}): TopicDeclaration {
    return { topic: this.freshName(), partitions, replicationFactor: 1, config };
  }

  async topic(log: Log, partitions: number, config: Record<string, string> = {}): Promise<string> {
    const declaration = this.declaration(partitions, config);
    await log.admin.ensure([declaration]);
    return declaration.topic;
  }

  group(): string {
    const groupId = `log-suite.${this.#run}.group-${this.#groups.length}`;
    this.#groups.push(groupId);
    return groupId;
  }

  producer(log: Log): Promise<LogProducer> {
    return log.producer({ compression: 'none', sendTimeoutMs: 5_000 });
  }

  /** One send a partition: values 'p<partition>-<n>'. Returns them in order. */
  async fill(log: Log, topic: string, partition: number, count: number, from = 0): Promise<string[]> {
    const values = Array.from({ length: count }, (_, n) => `p${partition}-${from + n}`);
    const producer = await this.producer(log);
    await producer.send(topic, partition, values.map(recordOf));
    await producer.close();
    return values;
  }

  options(topic: string, groupId: string, changes: Partial<ConsumeOptions> = {}): ConsumeOptions {
    return {
      ...{ groupId, topic, sessionTimeoutMs: 6_000, rebalanceTimeoutMs: 6_000, heartbeatIntervalMs: 100 },
      ...{ fetchMaxWaitMs: 50, fetchMaxBytesPerPartition: 1024 * 1024, fetchMaxBytes: 10 * 1024 * 1024 },
      ...changes,
    };
  }

  consume(log: Log, topic: string, groupId: string, handler: GroupHandler): Promise<GroupConsumer> {
    return log.consume(this.options(topic, groupId), handler);
  }

  async deleteRecords(topic: string, partition: number, offset: number): Promise<void> {
    await this.#log.deleteRecords(topic, partition, offset);
  }

  async appendUnreadable(topic: string, partition: number): Promise<void> {
    await this.#log.appendUnreadable(topic, partition);
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.map(log => log.close()));
    const cleaner = await this.#log.connect();
    for (const groupId of this.#groups) await cleaner.admin.removeGroup(groupId);
    await cleaner.admin.remove(this.#topics);
    await cleaner.close();
  }
}

export const recordOf = (value: string): OutgoingRecord => ({ key: null, value: Buffer.from(value) });

/** A handler that takes everything and remembers; `own` replaces or follows parts of it. */
export function witness(own: Partial<GroupHandler> = {}): Witness {
  const joins: (readonly Lease[])[] = [];
  const revocations: (readonly Lease[])[] = [];
  const batches: Witness['batches'] = [];
  return {
    joins,
    revocations,
    batches,
    values: partition =>
      batches
        .filter(({ lease }) => partition === undefined || lease.partition === partition)
        .flatMap(({ fetched }) => fetched.records.map(record => record.value!.toString())),
    async joined(leases) {
      joins.push(leases);
      await own.joined?.(leases);
    },
    async records(lease, fetched) {
      batches.push({ lease, fetched, positionThen: lease.position });
      await own.records?.(lease, fetched);
    },
    async revoking(leases) {
      revocations.push(leases);
      await own.revoking?.(leases);
    },
  };
}

/** Resolves when the condition holds; rejects, naming it, when it does not for too long. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = systemClock.monotonic() + PATIENCE_MS;
  while (!(await holds())) {
    if (systemClock.monotonic() > deadline) throw new Error(`waited ${PATIENCE_MS} ms in vain: ${what}`);
    await systemClock.sleep(5);
  }
}

/** A promise's rejection; it must reject. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const fulfilled = Symbol('fulfilled');
  const outcome = await promise.then(
    () => fulfilled,
    (error: unknown) => error,
  );
  if (outcome === fulfilled) throw new Error('it was expected to reject, and did not');
  return outcome;
}
