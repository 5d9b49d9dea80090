import type { Clock } from '@pixel-relay/clock';
import {
  SendRefusedError,
  type Committed,
  type LogRecord,
  type OutgoingRecord,
  type TopicDeclaration,
  type TopicDescription,
} from '@pixel-relay/kafka';
import { Connection } from './connection.ts';
import { Faults } from './faults.ts';
import { GroupCoordinator } from './group-coordinator.ts';
import { InMemoryLog } from './in-memory-log.ts';
import { PartitionLog } from './partition-log.ts';
import { recordBytes } from './record-copy.ts';

/** what a broker takes when a topic does not say max.message.bytes */
const MESSAGE_BYTES_MAX = 1_048_588;

export interface InMemoryClusterOptions {
  readonly clock: Clock;
  /** newest records kept per partition of a topic; older ones expire, taken or not. Infinity, the default: all */
  readonly retainRecordsMax?: number | ((topic: string) => number);
  /** each way of each request takes an evenly drawn time up to this; 0, the default: the next turn of the loop */
  readonly latencyMaxMs?: number;
}

interface MemoryTopic {
  readonly declaration: TopicDeclaration;
  readonly messageBytesMax: number;
  readonly partitions: PartitionLog[];
}

/**
 * A Kafka cluster of this process's memory: topics, groups, and a Log for every connect(). All time and randomness are
 * the clock's. Its own methods do what the world outside does to a cluster; `faults` makes it misbehave.
 */
export class InMemoryCluster {
  readonly clusterId: string;
  readonly faults: Faults;
  readonly #clock: Clock;
  readonly #retainRecordsMax: (topic: string) => number;
  readonly #latencyMaxMs: number;
  readonly #topics = new Map<string, MemoryTopic>();
  readonly #groups = new Map<string, GroupCoordinator>();

  constructor(options: InMemoryClusterOptions) {
    const retain = options.retainRecordsMax ?? Infinity;
    this.#clock = options.clock;
    this.#retainRecordsMax = typeof retain === 'number' ? () => retain : retain;
    this.#latencyMaxMs = options.latencyMaxMs ?? 0;
    this.clusterId = options.clock.randomBytes(16).toString('base64url');
    this.faults = new Faults(options.clock, this);
  }

  /** A connection of its own: to the groups, another process. */
  connect(): InMemoryLog {
    return new InMemoryLog(this, new Connection(this.#clock, this.faults, this.#latencyMaxMs));
  }

  topics(): string[] {
    return [...this.#topics.keys()];
  }

  describe(topic: string): TopicDescription | null {
    const found = this.#topics.get(topic);
    if (!found) return null;
    return { topic, partitions: found.partitions.length, replicationFactor: found.declaration.replicationFactor };
  }

  /** Returns false when there is one of that name already. */
  createTopic(declaration: TopicDeclaration): boolean {
    const { topic, partitions, config } = declaration;
    if (this.#topics.has(topic)) return false;
    if (!(partitions >= 1)) throw new RangeError(`topic ${topic} needs at least one partition, not ${partitions}`);
    const messageBytesMax = Number(config['max.message.bytes'] ?? MESSAGE_BYTES_MAX);
    this.#topics.set(topic, { declaration, messageBytesMax, partitions: this.#newPartitions(topic, partitions) });
    return true;
  }

  /** Records and all groups' commits go with it. */
  removeTopic(topic: string): void {
    const found = this.#topics.get(topic);
    this.#topics.delete(topic);
    for (const group of this.#groups.values()) group.forgetTopic(topic);
    for (const log of found?.partitions ?? []) log.remove();
  }

  recreateTopic(topic: string, partitions?: number): void {
    const { declaration } = this.#must(topic);
    this.removeTopic(topic);
    this.createTopic({ ...declaration, partitions: partitions ?? declaration.partitions });
  }

  /** `partitions`: how many there are afterwards. Groups that read the topic rebalance. */
  addPartitions(topic: string, partitions: number): void {
    const found = this.#must(topic);
    found.partitions.push(...this.#newPartitions(topic, partitions - found.partitions.length));
    for (const group of this.#groups.values()) if (group.members().some(it => it.topic === topic)) group.rebalance();
  }

  /** null: no such topic or partition */
  partition(topic: string, partition: number): PartitionLog | null {
    return this.#topics.get(topic)?.partitions[partition] ?? null;
  }

  /** Empty when there is no such topic. */
  topicPartitions(topic: string): readonly PartitionLog[] {
    return this.#topics.get(topic)?.partitions ?? [];
  }

  /** What is readable in one partition now, oldest first. */
  records(topic: string, partition: number): readonly LogRecord[] {
    return this.partition(topic, partition)?.records() ?? [];
  }

  /** Appends at once, as another client's acknowledged send. Returns the first offset. */
  append(topic: string, partition: number, records: readonly OutgoingRecord[]): number {
    const log = this.partition(topic, partition);
    if (!log) throw new SendRefusedError(`there is no ${topic}/${partition}`, 'create the topic, or mend its name');
    const { messageBytesMax } = this.#must(topic);
    const largest = records.reduce((most, record) => Math.max(most, recordBytes(record)), 0);
    if (largest > messageBytesMax) {
      const message = `a record of ${largest} bytes for ${topic}, which takes ${messageBytesMax}`;
      throw new SendRefusedError(message, "raise the topic's max.message.bytes, or send less");
    }
    return log.append(records, this.#clock.now());
  }

  /** As append, for what arrives when the topic may be gone. */
  appendIfThere(topic: string, partition: number, records: readonly OutgoingRecord[]): void {
    if (this.partition(topic, partition)) this.append(topic, partition, records);
  }

  /** Offsets that nobody can read: transaction markers, or the records of aborted transactions. */
  appendGap(topic: string, partition: number, offsets: number): void {
    this.partition(topic, partition)?.appendGap(offsets);
  }

  /** Makes a record unreadable, as one that is damaged or too large when decompressed. */
  damage(topic: string, partition: number, offset: number, reason = 'damaged on purpose'): void {
    this.partition(topic, partition)?.damage(offset, reason);
  }

  compact(topic: string, partition: number): void {
    this.partition(topic, partition)?.compact();
  }

  /** Deletes what is below `offset`; false: nothing was. */
  deleteRecords(topic: string, partition: number, offset: number): boolean {
    const log = this.partition(topic, partition);
    const before = log?.start;
    log?.deleteBefore(offset);
    return log?.start !== before;
  }

  /** Made on first use. */
  group(groupId: string): GroupCoordinator {
    let group = this.#groups.get(groupId);
    if (!group) {
      group = new GroupCoordinator(this.#clock, topic => this.#topics.get(topic)?.partitions.length ?? 0);
      this.#groups.set(groupId, group);
    }
    return group;
  }

  /** An operator's reset: any offset, no check, and, as Kafka's own tools do it, without metadata unless given. */
  resetCommitted(groupId: string, topic: string, partition: number, offset: number | null, metadata = ''): void {
    const committed: Committed | null = offset === null ? null : { offset, metadata };
    this.group(groupId).setCommitted(topic, partition, committed);
  }

  removeGroup(groupId: string): void {
    this.#groups.delete(groupId);
  }

  #must(topic: string): MemoryTopic {
    const found = this.#topics.get(topic);
    if (!found) throw new RangeError(`there is no topic ${topic}`);
    return found;
  }

  #newPartitions(topic: string, count: number): PartitionLog[] {
    return Array.from({ length: Math.max(0, count) }, () => new PartitionLog(this.#retainRecordsMax(topic)));
  }
}
