import { Backoff } from '../backoff.ts';
import { FetchPump } from '../fetch-pump.ts';
import { ConsumerDeadError, TopicMissingError } from '../log-errors.ts';
import type { ConsumeOptions, GroupConsumer, GroupHandler, Lease } from '../log.ts';
import type { ConnectKafkaOptions, KafkaLogger } from '../options.ts';
import { failureOf, plainError } from '../wire/broker-failure.ts';
import { renewMetadata, type Cluster } from '../wire/kafkajs.ts';
import { within } from '../within.ts';
import { Generation } from './generation.ts';
import type { GroupLease } from './group-lease.ts';
import { GroupMembership } from './membership.ts';

const leaveMaxMs = 5_000;
const quietJoinFailures = 4;

/**
 * A member of a consumer group, as a loop that can be read: join, hand out leases, fetch until the generation ends, let the
 * holder finish (`revoking`) while the membership still holds, end the leases, join again.
 */
export class KafkaGroupConsumer implements GroupConsumer {
  readonly ended: Promise<void>;
  /** Resolves when the first join is done; rejects when that is not to be. */
  readonly started: Promise<void>;
  private readonly cluster: Cluster;
  private readonly membership: GroupMembership;
  private readonly handler: GroupHandler;
  private readonly options: ConsumeOptions;
  private readonly connection: ConnectKafkaOptions;
  private readonly logger: KafkaLogger;
  private readonly topic: string;
  private readonly stopping = new AbortController();
  private generation: Generation | null = null;
  private pump: FetchPump<GroupLease> | null = null;
  private joins = 0;
  private paused = false;
  private failure: { readonly error: unknown } | null = null;

  constructor(cluster: Cluster, options: ConsumeOptions, handler: GroupHandler, connection: ConnectKafkaOptions) {
    this.cluster = cluster;
    this.handler = handler;
    this.options = options;
    this.connection = connection;
    this.logger = connection.logger ?? (() => {});
    this.topic = (connection.topicPrefix ?? '') + options.topic;
    this.membership = new GroupMembership(cluster, { ...options, topic: this.topic });
    const started = Promise.withResolvers<void>();
    this.started = started.promise;
    this.ended = this.run(started.resolve);
    // Whoever waits for the start hears of a failure there; the rest of its life is `ended`.
    this.ended.then(
      () => started.reject(new ConsumerDeadError('The consumer was stopped before it joined.', 'Consume again.')),
      started.reject,
    );
  }

  get leases(): readonly Lease[] {
    return [...(this.generation?.leases.values() ?? [])].filter(({ live }) => live);
  }

  pause(): void {
    this.paused = true;
    this.pump?.pause();
  }

  resume(): void {
    this.paused = false;
    this.pump?.resume();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.generation?.finish('stop');
    await this.ended.catch(() => {});
  }

  private async run(onStarted: () => void): Promise<void> {
    try {
      await this.openTopic();
      while (!this.stopping.signal.aborted) {
        const generation = await this.join();
        if (generation === null) break;
        this.generation = generation;
        try {
          if (this.stopping.signal.aborted) generation.finish('stop');
          await this.handler.joined([...generation.leases.values()]);
          onStarted();
          await this.consume(generation);
          await this.revoke(generation);
        } finally {
          generation.end();
        }
        if (this.failure !== null) throw this.failure.error;
      }
    } finally {
      await this.leave();
    }
  }

  private async openTopic(): Promise<void> {
    try {
      await this.cluster.connect();
      await this.cluster.addTargetTopic(this.topic);
    } catch (error) {
      if (failureOf(error).kind === 'topic_missing') {
        throw new TopicMissingError(`${this.topic} does not exist.`, 'Create it: relayctl topics ensure.', error);
      }
      throw plainError(error, `looking for ${this.topic}`);
    }
  }

  /** Tries until it works, the consumer is stopped (null), or the broker says that it never will. */
  private async join(): Promise<Generation | null> {
    const { clock } = this.connection;
    const backoff = new Backoff(clock);
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        const joined = await this.membership.join();
        const committed = await this.membership.committed(joined.partitions);
        const options = { ...this.options, clock, logger: this.logger };
        return new Generation(++this.joins, joined, committed, this.membership, options);
      } catch (error) {
        const { kind, reason } = failureOf(error);
        if (kind === 'refused' || kind === 'denied') {
          throw new ConsumerDeadError(
            `Group ${this.options.groupId} cannot be joined: ${reason}.`,
            'Correct the group options or permissions, then start again.',
            error,
          );
        }
        if (kind === 'fenced') this.membership.forget();
        // The group went on while we joined: at once, it waits for us.
        if (kind === 'rebalance' || kind === 'fenced') continue;
        // A new group's coordinator takes a moment; that is nobody's concern.
        const level = ++failures > quietJoinFailures ? 'warn' : 'debug';
        this.logger(level, 'join failed, trying again', { groupId: this.options.groupId, reason });
        this.membership.loseCoordinator();
        await backoff.pause(this.stopping.signal);
        if (!this.stopping.signal.aborted) await renewMetadata(this.cluster);
      }
    }
    return null;
  }

  /** Fetches and hands over until the generation ends. */
  private async consume(generation: Generation): Promise<void> {
    const { handler, connection, options } = this;
    const pump = new FetchPump(
      this.cluster,
      generation.leases,
      {
        records: (lease, fetched) => handler.records(lease, fetched).catch(error => this.fail(error)),
        unreadable: (lease, range) => {
          const fields = { topic: this.topic, partition: lease.partition, ...range };
          this.logger('warn', 'records cannot be read; the partition is held until it is moved past them', fields);
          handler.unreadable?.(lease, range);
        },
        partitionsChanged: () => generation.finish('rebalance'),
      },
      {
        ...options,
        topic: this.topic,
        fetchMinBytes: options.fetchMinBytes ?? 1,
        maxDecompressedBytes: connection.maxDecompressedBytes,
        checkCrc: connection.checkCrc ?? false,
        clock: connection.clock,
        logger: this.logger,
      },
    );
    this.pump = pump;
    if (this.paused) pump.pause();
    try {
      void generation.ended.then(() => pump.stop());
      await pump.run();
    } finally {
      this.pump = null;
      pump.stop();
    }
  }

  /** Remembered, since a handler may fail when the generation that it worked for is already over. */
  private fail(error: unknown): never {
    this.failure ??= { error };
    this.generation?.finish('stop');
    throw error;
  }

  /** The holder's last chance to commit, while heartbeats go on; not when others may already hold its work. */
  private async revoke(generation: Generation): Promise<void> {
    if (generation.lost) return;
    const { clock } = this.connection;
    const { rebalanceTimeoutMs } = this.options;
    const leases = [...generation.leases.values()];
    const done = await within(
      clock,
      rebalanceTimeoutMs,
      this.handler.revoking(leases).then(() => true),
      false,
    );
    if (!done)
      this.logger('warn', 'giving up the partitions although the holder has not finished', { rebalanceTimeoutMs });
  }

  private async leave(): Promise<void> {
    const left = this.membership.leave().catch(error => {
      const { kind, reason } = failureOf(error);
      if (kind !== 'fenced')
        this.logger('warn', 'the group was not left; it notices when the session ends', { reason });
    });
    await within(this.connection.clock, leaveMaxMs, left, undefined);
    await this.cluster.disconnect().catch(() => {});
  }
}
