import type { Admin, ITopicMetadata } from 'kafkajs';
import type { Clock } from '@pixel-relay/clock';
import { whileSettling } from './while-settling.ts';
import { BrokerUnreachableError, TopicMissingError } from './log-errors.ts';
import type { Committed, LogAdmin, TopicDeclaration, TopicDescription } from './log.ts';
import { failureOf, plainError } from './wire/broker-failure.ts';

const readyMaxMs = 30_000;
const readyEveryMs = 50;

/** kafkajs' admin client, with the prefix put on and taken off, and its errors said plainly. */
export class KafkaAdmin implements LogAdmin {
  private readonly admin: Admin;
  private readonly prefix: string;
  private readonly clock: Clock;
  private turn: Promise<void> = Promise.resolve();

  constructor(admin: Admin, prefix: string, clock: Clock) {
    this.admin = admin;
    this.prefix = prefix;
    this.clock = clock;
  }

  clusterId(): Promise<string> {
    return this.ask('asking for the cluster id', async () => (await this.admin.describeCluster()).clusterId);
  }

  topics(): Promise<string[]> {
    return this.ask('listing topics', async () => {
      const all = await this.admin.listTopics();
      return all.filter(name => name.startsWith(this.prefix)).map(name => name.slice(this.prefix.length));
    });
  }

  describe(topics: readonly string[]): Promise<Map<string, TopicDescription | null>> {
    return this.ask('describing topics', async () => {
      const metadata = await this.metadataOf(topics);
      return new Map(
        topics.map(topic => {
          const partitions = metadata.get(topic)?.partitions;
          if (partitions === undefined) return [topic, null];
          const replicationFactor = partitions[0]?.replicas.length ?? 0;
          return [topic, { topic, partitions: partitions.length, replicationFactor }];
        }),
      );
    });
  }

  ensure(topics: readonly TopicDeclaration[]): Promise<string[]> {
    return this.ask('creating topics', async () => {
      const existing = new Set(await this.admin.listTopics());
      const missing = topics.filter(({ topic }) => !existing.has(this.prefix + topic));
      if (missing.length > 0) await this.create(missing);
      await this.untilWritable(topics.map(({ topic }) => topic));
      return missing.map(({ topic }) => topic);
    });
  }

  remove(topics: readonly string[]): Promise<void> {
    return this.ask('removing topics', async () => {
      const existing = new Set(await this.admin.listTopics());
      const present = topics.map(topic => this.prefix + topic).filter(name => existing.has(name));
      if (present.length === 0) return;
      try {
        await this.admin.deleteTopics({ topics: present });
      } catch (error) {
        // Somebody else was quicker.
        if (failureOf(error).kind !== 'topic_missing') throw error;
      }
      await this.untilGone(present);
    });
  }

  offsets(topic: string): Promise<{ partition: number; start: number; end: number }[]> {
    return this.ask(`asking for the offsets of ${topic}`, async () => {
      await this.requireTopic(topic);
      const offsets = await whileSettling(
        this.clock,
        () => this.inTurn(() => this.admin.fetchTopicOffsets(this.prefix + topic)),
        async () => undefined, // the admin client renews its metadata before each call
      );
      return offsets
        .map(({ partition, low, high }) => ({ partition, start: Number(low), end: Number(high) }))
        .sort((a, b) => a.partition - b.partition);
    });
  }

  committed(groupId: string, topic: string): Promise<Map<number, Committed | null>> {
    return this.ask(`asking for the commits of group ${groupId}`, async () => {
      await this.requireTopic(topic);
      const answers = await whileSettling(
        this.clock,
        () => this.admin.fetchOffsets({ groupId, topics: [this.prefix + topic] }),
        async () => undefined,
      );
      const partitions = answers[0]?.partitions ?? [];
      return new Map(
        partitions.map(({ partition, offset, metadata }) => [
          partition,
          Number(offset) < 0 ? null : { offset: Number(offset), metadata: metadata ?? '' },
        ]),
      );
    });
  }

  removeGroup(groupId: string): Promise<void> {
    return this.ask(`removing group ${groupId}`, async () => {
      try {
        await this.admin.deleteGroups([groupId]);
      } catch (error) {
        const { groups = [] } = error as { groups?: { error?: { type?: string } }[] };
        const unknown = groups.length > 0 && groups.every(group => group.error?.type === 'GROUP_ID_NOT_FOUND');
        if (!unknown) throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.admin.disconnect();
  }

  /** The client keeps one set of topics and their leaders, which calls at once take from under each other. */
  private inTurn<T>(call: () => Promise<T>): Promise<T> {
    const answer = this.turn.then(call);
    this.turn = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  }

  private async create(topics: readonly TopicDeclaration[]): Promise<void> {
    try {
      await this.admin.createTopics({
        waitForLeaders: false,
        topics: topics.map(({ topic, partitions, replicationFactor, config }) => ({
          topic: this.prefix + topic,
          numPartitions: partitions,
          replicationFactor,
          configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
        })),
      });
    } catch (error) {
      const { errors = [] } = error as { errors?: { type?: string }[] };
      // Made by another process between the look and this.
      const present = errors.length > 0 && errors.every(({ type }) => type === 'TOPIC_ALREADY_EXISTS');
      if (!present) throw errors[0] ?? error;
    }
  }

  /** A new topic is known to some brokers before others, and before its partitions have leaders. */
  private async untilWritable(topics: readonly string[]): Promise<void> {
    const deadline = this.clock.monotonic() + readyMaxMs;
    for (;;) {
      try {
        const metadata = await this.metadataOf(topics);
        const led = topics.every(topic => metadata.get(topic)?.partitions.every(({ leader }) => leader >= 0) ?? false);
        if (led) return;
      } catch (error) {
        const { kind } = failureOf(error);
        if (kind !== 'topic_missing' && kind !== 'leader_moved') throw error;
      }
      if (this.clock.monotonic() > deadline) {
        throw new BrokerUnreachableError(
          `The topics ${topics.join(', ')} have no leaders after ${readyMaxMs} ms.`,
          'Check that enough brokers run for the replication factor.',
        );
      }
      await this.clock.sleep(readyEveryMs);
    }
  }

  /** Brokers delete in the background; the name can be used again when none knows it any more. */
  private async untilGone(names: readonly string[]): Promise<void> {
    const deadline = this.clock.monotonic() + readyMaxMs;
    while ((await this.admin.listTopics()).some(name => names.includes(name))) {
      if (this.clock.monotonic() > deadline) {
        throw new BrokerUnreachableError(
          `${names.join(', ')} are still there after ${readyMaxMs} ms.`,
          'Check that all brokers run.',
        );
      }
      await this.clock.sleep(readyEveryMs);
    }
  }

  /** By name without the prefix; those that do not exist are left out. */
  private async metadataOf(topics: readonly string[]): Promise<Map<string, ITopicMetadata>> {
    // Asking for a topic that is not there fails the whole request.
    const existing = new Set(await this.admin.listTopics());
    const names = topics.map(topic => this.prefix + topic).filter(name => existing.has(name));
    if (names.length === 0) return new Map();
    const { topics: found } = await this.admin.fetchTopicMetadata({ topics: names });
    return new Map(found.map(metadata => [metadata.name.slice(this.prefix.length), metadata]));
  }

  private async requireTopic(topic: string): Promise<void> {
    if ((await this.metadataOf([topic])).has(topic)) return;
    throw new TopicMissingError(`${this.prefix}${topic} does not exist.`, 'Create it: relayctl topics ensure.');
  }

  private async ask<T>(doing: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw plainError(error, doing);
    }
  }
}
