import { FetchPump } from './fetch-pump.ts';
import { whileSettling } from './while-settling.ts';
import { TopicMissingError } from './log-errors.ts';
import type { TailOptions, TopicTail } from './log.ts';
import type { ConnectKafkaOptions } from './options.ts';
import { PartitionPosition } from './partition-position.ts';
import { failureOf, plainError } from './wire/broker-failure.ts';
import { type Cluster, renewMetadata } from './wire/kafkajs.ts';
import { readableRange } from './wire/list-offsets.ts';

/** A table's topic is read in the background: modest requests, and no hurry. */
const fetchMaxWaitMs = 250;
const fetchMaxBytes = 8 * 1024 * 1024;
const fetchMaxBytesPerPartition = 1024 * 1024;

/** Reads all partitions from their start. Needs no group: nothing is shared, committed or rebalanced. */
export class KafkaTail implements TopicTail {
  readonly caughtUp: Promise<void>;
  readonly ended: Promise<void>;
  private readonly cluster: Cluster;
  private readonly options: TailOptions;
  private readonly connection: ConnectKafkaOptions;
  private readonly topic: string;
  private readonly positions = new Map<number, PartitionPosition>();
  /** partitions that have not reached the end that they had at the start, with that end */
  private readonly behind = new Map<number, number>();
  private readonly caughtUpResolvers = Promise.withResolvers<void>();
  private pump: FetchPump<PartitionPosition> | null = null;
  private closed = false;

  /** Resolves when the topic's present ends are known and reading has begun. */
  static async open(cluster: Cluster, options: TailOptions, connection: ConnectKafkaOptions): Promise<KafkaTail> {
    const topic = (connection.topicPrefix ?? '') + options.topic;
    try {
      await cluster.connect();
      await cluster.addTargetTopic(topic);
      const partitions = await whileSettling(
        connection.clock,
        () => ranges(cluster, topic),
        () => renewMetadata(cluster),
      );
      const tail = new KafkaTail(cluster, options, connection, topic, partitions);
      return tail;
    } catch (error) {
      await cluster.disconnect();
      if (failureOf(error).kind === 'topic_missing') {
        throw new TopicMissingError(`${topic} does not exist.`, 'Create it: relayctl topics ensure.', error);
      }
      throw plainError(error, `looking for ${topic}`);
    }
  }

  private constructor(
    cluster: Cluster,
    options: TailOptions,
    connection: ConnectKafkaOptions,
    topic: string,
    partitions: readonly { readonly partition: number; readonly start: number; readonly end: number }[],
  ) {
    this.cluster = cluster;
    this.options = options;
    this.connection = connection;
    this.topic = topic;
    for (const { partition, start, end } of partitions) {
      this.positions.set(partition, new PartitionPosition(options.topic, partition, start));
      if (end > start) this.behind.set(partition, end);
    }
    this.caughtUp = this.caughtUpResolvers.promise;
    // Both may fail without anyone waiting for the other.
    this.caughtUp.catch(() => {});
    this.ended = this.run();
    this.ended.catch(error => this.caughtUpResolvers.reject(error));
    if (this.behind.size === 0) this.caughtUpResolvers.resolve();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.pump?.stop();
    await this.ended.catch(() => {});
  }

  private async run(): Promise<void> {
    try {
      // Another turn only when partitions were added.
      while (!this.closed) {
        this.pump = this.newPump();
        await this.pump.run();
        if (!this.closed) this.addPartitions();
      }
    } finally {
      for (const position of this.positions.values()) position.end();
      await this.cluster.disconnect();
    }
  }

  private newPump(): FetchPump<PartitionPosition> {
    const { clock, maxDecompressedBytes, checkCrc = false, logger = () => {} } = this.connection;
    const { onRecords } = this.options;
    return new FetchPump(
      this.cluster,
      this.positions,
      {
        records: async ({ partition }, { records, next }) => {
          if (records.length > 0) await onRecords(partition, records);
          this.reached(partition, next);
        },
        unreadable: ({ partition }, { from, next, reason }) => {
          const fields = { topic: this.topic, partition, from, next, reason };
          logger('warn', 'records cannot be read; this partition is read no further', fields);
        },
        partitionsChanged: () => this.pump?.stop(),
      },
      {
        topic: this.topic,
        fetchMaxWaitMs,
        fetchMinBytes: 1,
        fetchMaxBytes,
        fetchMaxBytesPerPartition,
        maxDecompressedBytes,
        checkCrc,
        clock,
        logger,
      },
    );
  }

  private reached(partition: number, next: number): void {
    if (next < (this.behind.get(partition) ?? Infinity)) return;
    this.behind.delete(partition);
    if (this.behind.size === 0) this.caughtUpResolvers.resolve();
  }

  private addPartitions(): void {
    for (const { partitionId } of this.cluster.findTopicPartitionMetadata(this.topic)) {
      if (this.positions.has(partitionId)) continue;
      this.positions.set(partitionId, new PartitionPosition(this.options.topic, partitionId, 0));
    }
  }
}

async function ranges(cluster: Cluster, topic: string): Promise<{ partition: number; start: number; end: number }[]> {
  const partitions = cluster.findTopicPartitionMetadata(topic);
  return Promise.all(
    partitions.map(async ({ partitionId, leader }) => ({
      partition: partitionId,
      ...(await readableRange(await cluster.findBroker({ nodeId: leader }), topic, partitionId)),
    })),
  );
}
