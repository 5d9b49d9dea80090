/** The producer as it runs, on an in-memory cluster under virtual time; partners are topics, dead while there is none. */
import { DeadLetter, ParkedDelivery, type Subscription, writeBatch } from '@pixel-relay/contracts';
import { resolveOptions } from '@pixel-relay/options';
import {
  decodeAccount,
  type DeliveryAccount,
  declareTopics,
  type PairCounters,
  readDeliveries,
  retryGroupId,
  type RetryTier,
  type RunningStage,
  startStage,
  topics,
} from '@pixel-relay/stage';
import { applySubscriptions, removeSubscriptions } from '@pixel-relay/subscriptions';
import { createLogger, startTelemetry } from '@pixel-relay/telemetry';
import { InMemoryCluster, type InMemoryLog, SimulatedClock } from '@pixel-relay/testing';
import { producerStage } from '../producer.ts';
import { producerOptions } from '../producer.options.ts';
import { encodeEvent, entriesOf, type EventWish, eventsOf } from './make-events.ts';

export const GROUP = 'pixel-relay-producer';
const NO_PAIRS: PairCounters = { accepted: 0, withdrawn: 0, parked: 0, dead: 0 };

export interface RunningProducer {
  readonly log: InMemoryLog;
  readonly stage: RunningStage;
}

export class ProducerWorld {
  readonly clock: SimulatedClock;
  readonly cluster: InMemoryCluster;
  private readonly nextOffsets: number[];
  private readonly ending: (() => Promise<void>)[] = [];

  private constructor(seed: number, partitions: number) {
    this.clock = new SimulatedClock({ seed, shuffleTies: true });
    this.cluster = new InMemoryCluster({ clock: this.clock });
    this.nextOffsets = Array.from({ length: partitions }, () => 0);
    for (const topic of declareTopics({ partitions, replicationFactor: 1, minInSyncReplicas: 1 }))
      this.cluster.createTopic(topic);
  }

  static async make(subscriptions: readonly Subscription[], { seed = 1, partitions = 1 } = {}): Promise<ProducerWorld> {
    const world = new ProducerWorld(seed, partitions);
    await world.subscribe(...subscriptions);
    return world;
  }

  async subscribe(...subscriptions: readonly Subscription[]): Promise<void> {
    const log = this.cluster.connect();
    await this.clock.settle(applySubscriptions(log, topics.subscriptions, subscriptions));
  }

  async unsubscribe(shopId: string, partner: string): Promise<void> {
    const log = this.cluster.connect();
    await this.clock.settle(removeSubscriptions(log, topics.subscriptions, [{ shopId, partner }]));
  }

  /** A process of its own. */
  async start(...flags: readonly string[]): Promise<RunningProducer> {
    const { clock, cluster } = this;
    const env = {
      PIXEL_RELAY_COMMIT_INTERVAL_MS: '20',
      PIXEL_RELAY_RETRY_BASE_MS: '100',
      PIXEL_RELAY_PARK_AFTER_MS: '1000',
    };
    const resolved = resolveOptions(producerOptions, { argv: flags, env });
    if (!resolved.ok) throw new Error(resolved.problems.join('; '));
    const telemetry = await startTelemetry({ stage: 'producer', instance: 's', prometheusPort: -1, host: '127.0.0.1' });
    const log = cluster.connect();
    const stage = await clock.settle(
      startStage(producerStage, resolved.values, {
        log,
        clock,
        logger: createLogger({ stage: 'producer', instance: 's', level: 'silent' }),
        telemetry,
        instance: 's',
        version: 'spec',
      }),
    );
    stage.ended.catch(() => undefined);
    this.ending.push(() => telemetry.shutdown());
    return { log, stage };
  }

  /** One batch, as the augmenter sends it. */
  write(wishes: readonly Omit<EventWish, 'offset'>[], partition = 0): void {
    const firstOffset = this.nextOffsets[partition]!;
    const encoded = wishes.map((wish, index) => encodeEvent({ ...wish, offset: firstOffset + index }));
    const nextOffset = (this.nextOffsets[partition] = firstOffset + encoded.length);
    const source = { topic: topics.raw, epoch: 7n, partition, firstOffset, nextOffset, oldestReceivedMs: 0 };
    const value = writeBatch(source, entriesOf(eventsOf(encoded)), []);
    this.cluster.append(topics.augmented, partition, [{ key: null, value }]);
  }

  createPartnerTopic(topic: string): void {
    this.cluster.createTopic({ topic, partitions: this.nextOffsets.length, replicationFactor: 1, config: {} });
  }

  /** Ids in a partner's topic, in order, copies and all. */
  received(topic: string): string[] {
    return this.nextOffsets.flatMap((_, partition) =>
      this.cluster.records(topic, partition).map(({ headers }) => (headers['ce_id'] as Buffer).toString()),
    );
  }

  parkedIn({ topic }: RetryTier): ParkedDelivery[] {
    return this.nextOffsets.flatMap((_, partition) =>
      this.cluster.records(topic, partition).map(({ value }) => ParkedDelivery.decode(value!)),
    );
  }

  letters(): DeadLetter[] {
    return this.nextOffsets.flatMap((_, partition) =>
      this.cluster.records(topics.deadLetter, partition).map(({ value }) => DeadLetter.decode(value!)),
    );
  }

  /** Raw offsets that the producer has accounted for. */
  accounted(partition = 0): number {
    const committed = this.cluster.group(GROUP).committed(topics.augmented, partition);
    return committed === null ? 0 : (decodeAccount(committed.metadata).account.nextOf(7n, partition) ?? 0);
  }

  /** What the producer's own commits say of deliveries; of a tier's reader, if one is named. */
  pairs(tier?: RetryTier): PairCounters {
    const group = this.cluster.group(tier === undefined ? GROUP : retryGroupId(GROUP, tier));
    const topic = tier?.topic ?? topics.augmented;
    const sum = { ...NO_PAIRS };
    this.nextOffsets.forEach((_, partition) => {
      const committed = group.committed(topic, partition);
      if (committed === null) return;
      for (const { pairs } of decodeAccount(committed.metadata).account.sources)
        for (const name of Object.keys(sum) as (keyof PairCounters)[]) sum[name] += pairs?.[name] ?? 0;
    });
    return sum;
  }

  /** What Kafka says of deliveries. */
  async account(): Promise<DeliveryAccount> {
    const { admin } = this.cluster.connect();
    const commits = await this.clock.settle(admin.committed(GROUP, topics.augmented));
    const sources = [...commits.values()].flatMap(committed =>
      committed === null ? [] : decodeAccount(committed.metadata).account.sources,
    );
    return this.clock.settle(readDeliveries(admin, GROUP, sources));
  }

  async stop({ stage }: RunningProducer): Promise<void> {
    await this.clock.settle(stage.stop());
  }

  async end(): Promise<void> {
    await Promise.all(this.ending.map(end => end()));
  }
}
