/** The topics of one row: made, known to every broker, and made again. */
import { systemClock } from '@pixel-relay/clock';
import type { Log } from '@pixel-relay/kafka';
import { partitionsOf } from '@pixel-relay/local-kafka';
import { demoPartnerTopics } from '@pixel-relay/loadgen';
import { declareTopics } from '@pixel-relay/stage';

export const PARTITIONS = 6;

const KNOWN_MAX_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** Those that are missing. Resolves when every broker knows a leader of every partition. */
export async function ensureTopics(log: Log, brokers: readonly string[], topicPrefix: string): Promise<void> {
  const replication = { replicationFactor: brokers.length, minInSyncReplicas: brokers.length === 3 ? 2 : 1 };
  const declared = [
    ...declareTopics({ partitions: PARTITIONS, ...replication }),
    ...demoPartnerTopics.map(topic => ({
      topic,
      partitions: PARTITIONS,
      replicationFactor: replication.replicationFactor,
      config: { 'min.insync.replicas': String(replication.minInSyncReplicas) },
    })),
  ];
  await log.admin.ensure(declared);
  const deadline = systemClock.monotonic() + KNOWN_MAX_MS;
  for (const broker of brokers) {
    for (const { topic } of declared) {
      while (!(await isLed(broker, topicPrefix + topic))) {
        if (systemClock.monotonic() > deadline) throw new Error(`${broker} does not know a leader of ${topic}`);
        await systemClock.sleep(LOOK_EVERY_MS);
      }
    }
  }
}

async function isLed(broker: string, topic: string): Promise<boolean> {
  const partitions = await partitionsOf(broker, topic).catch(() => []);
  return partitions.length > 0 && partitions.every(({ leader }) => leader > 0);
}
