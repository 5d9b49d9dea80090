import type { Kafka } from 'kafkajs';
import { systemClock } from '@pixel-relay/clock';
// eslint-disable-next-line @nx/enforce-module-boundaries -- only specs import this file: no library starts a broker
import { sharedTestKafka } from '@pixel-relay/local-kafka';
import { connectKafka } from './connect-kafka.ts';
import type {
  Compression,
  ConsumeOptions,
  Fetched,
  GroupConsumer,
  GroupHandler,
  Lease,
  Log,
  LogRecord,
} from './log.ts';
import type { ConnectKafkaOptions } from './options.ts';
import { newKafka } from './wire/kafkajs.ts';

/** For this library's specs: a log on a real broker, on a topic prefix and with group ids of its own. */
export interface TestKafka {
  readonly log: Log;
  readonly prefix: string;
  readonly options: ConnectKafkaOptions;
  /** a topic of this test's own */
  topic(partitions?: number, config?: Readonly<Record<string, string>>): Promise<string>;
  groupId(): string;
  send(topic: string, partition: number, values: readonly string[], compression?: Compression): Promise<number>;
  /** Joins a group, one of its own unless it is named; waits for nothing longer than a spec need. */
  consume(handler: GroupHandler, topic: string, overrides?: Partial<ConsumeOptions>): Promise<GroupConsumer>;
  /** Ends what `consume` has begun. */
  stopConsumers(): Promise<void>;
  /** kafkajs itself, for what the port does not offer */
  client(): Kafka;
  /** Removes its topics and ends what it started. */
  close(): Promise<void>;
}

export async function openTestKafka(overrides: Partial<ConnectKafkaOptions> = {}): Promise<TestKafka> {
  const brokers = overrides.brokers ?? (await sharedTestKafka()).brokers;
  const prefix = `kafka-spec.${process.pid}.${systemClock.randomBytes(4).toString('hex')}.`;
  const options: ConnectKafkaOptions = {
    brokers,
    clientId: 'kafka-spec',
    topicPrefix: prefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: 64 * 1024 * 1024,
    clock: systemClock,
    ...overrides,
  };
  const log = await connectKafka(options);
  let made = 0;
  const groupId = (): string => `${prefix}group-${++made}`;
  const consumers: GroupConsumer[] = [];
  const stopConsumers = async (): Promise<void> =>
    void (await Promise.all(consumers.splice(0).map(consumer => consumer.stop())));
  return {
    log,
    prefix,
    options,
    async topic(partitions = 1, config = {}) {
      const topic = `topic-${++made}`;
      await log.admin.ensure([{ topic, partitions, replicationFactor: 1, config }]);
      return topic;
    },
    client: () => newKafka(options, 30_000),
    groupId,
    async consume(handler, topic, overrides = {}) {
      const consumer = await log.consume({ ...quickOptions(groupId(), topic), ...overrides }, handler);
      consumers.push(consumer);
      return consumer;
    },
    stopConsumers,
    async send(topic, partition, values, compression = 'none') {
      const producer = await log.producer({ compression, sendTimeoutMs: 10_000 });
      const records = values.map(value => ({ key: null, value: Buffer.from(value) }));
      const { baseOffset } = await producer.send(topic, partition, records);
      await producer.close();
      return baseOffset;
    },
    async close() {
      await log.admin.remove(await log.admin.topics());
      await log.close();
    },
  };
}

/** Short times, so that specs need not wait for real ones. */
const quickOptions = (groupId: string, topic: string): ConsumeOptions => ({
  groupId,
  topic,
  sessionTimeoutMs: 6_000,
  rebalanceTimeoutMs: 10_000,
  heartbeatIntervalMs: 200,
  fetchMaxWaitMs: 50,
  fetchMaxBytesPerPartition: 256 * 1024,
  fetchMaxBytes: 4 * 1024 * 1024,
});

/** A holder that notes what it is told, and may be told to do something then. */
export class NotingHandler implements GroupHandler {
  readonly joins: (readonly Lease[])[] = [];
  readonly fetched: { lease: Lease; fetched: Fetched }[] = [];
  readonly values: string[] = [];
  readonly revoked: (readonly Lease[])[] = [];
  readonly unreadables: { lease: Lease; range: { from: number; next: number; reason: string } }[] = [];
  onJoined: (leases: readonly Lease[]) => void | Promise<void> = () => {};
  onRecords: (lease: Lease, fetched: Fetched) => void | Promise<void> = () => {};
  onRevoking: (leases: readonly Lease[]) => void | Promise<void> = () => {};

  async joined(leases: readonly Lease[]): Promise<void> {
    this.joins.push(leases);
    await this.onJoined(leases);
  }

  async records(lease: Lease, fetched: Fetched): Promise<void> {
    this.fetched.push({ lease, fetched });
    this.values.push(...fetched.records.map(valueOf));
    await this.onRecords(lease, fetched);
  }

  async revoking(leases: readonly Lease[]): Promise<void> {
    await this.onRevoking(leases);
    this.revoked.push(leases);
  }

  unreadable(lease: Lease, range: { from: number; next: number; reason: string }): void {
    this.unreadables.push({ lease, range });
  }

  get leases(): readonly Lease[] {
    return this.joins.at(-1) ?? [];
  }
}

export const valueOf = ({ value }: LogRecord): string => (value === null ? '<null>' : value.toString());

/** Until the condition holds; a test's own time limit ends it otherwise. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await systemClock.sleep(10);
}
