import type { Fetched, GroupHandler, Lease, LogProducer } from '@pixel-relay/kafka';
import { SimulatedClock } from '../clock/simulated-clock.ts';
import { InMemoryCluster } from './in-memory-cluster.ts';
import type { InMemoryLog } from './in-memory-log.ts';

export const TOPIC = 'events';
export const options = {
  ...{ groupId: 'stage', topic: TOPIC, sessionTimeoutMs: 3_000, rebalanceTimeoutMs: 2_000, heartbeatIntervalMs: 500 },
  ...{ fetchMaxWaitMs: 100, fetchMaxBytesPerPartition: 1 << 20, fetchMaxBytes: 1 << 24 },
};
export const record = (text: string) => ({ key: null, value: Buffer.from(text) });

/** A cluster with one topic of two partitions, in virtual time. */
export function world(seed = 1) {
  const clock = new SimulatedClock({ seed });
  const cluster = new InMemoryCluster({ clock });
  cluster.createTopic({ topic: TOPIC, partitions: 2, replicationFactor: 1, config: {} });
  const texts = (partition = 0) => cluster.records(TOPIC, partition).map(it => it.value!.toString());
  const committed = (partition = 0) => cluster.group('stage').committed(TOPIC, partition);
  return { clock, cluster, texts, committed };
}

/** A process with a consumer, and what its handler was told. */
export async function startProcess({ clock, cluster }: ReturnType<typeof world>, own: Partial<GroupHandler> = {}) {
  const log = cluster.connect();
  const told: string[] = [];
  const fetches: Fetched[] = [];
  let leases: readonly Lease[] = [];
  const consuming = log.consume(options, {
    async joined(given) {
      leases = given;
      told.push(`joined ${given.map(it => it.partition).join()}`);
      await own.joined?.(given);
    },
    async records(lease, fetched) {
      fetches.push(fetched);
      await own.records?.(lease, fetched);
    },
    unreadable: (lease, range) => own.unreadable?.(lease, range),
    async revoking(given) {
      told.push(`revoking ${given.map(it => it.partition).join()}`);
      await own.revoking?.(given);
    },
  });
  const consumer = await clock.settle(consuming);
  return { log, told, fetches, consumer, lease: (partition: number) => leases.find(it => it.partition === partition)! };
}

export const producerOf = (log: InMemoryLog): Promise<LogProducer> =>
  log.producer({ compression: 'zstd', sendTimeoutMs: 1_000 });
