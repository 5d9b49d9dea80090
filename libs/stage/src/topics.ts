/** Every topic of the pipeline, in one table: `relayctl topics ensure`, the demo and the tests make them from here. */
import type { TopicDeclaration } from '@pixel-relay/kafka';

export const topics = {
  raw: 'events.raw',
  parsed: 'events.parsed',
  validated: 'events.validated',
  augmented: 'events.augmented',
  deadLetter: 'events.dead-letter',
  retry10s: 'deliveries.retry.10s',
  retry1m: 'deliveries.retry.1m',
  retry10m: 'deliveries.retry.10m',
  retry1h: 'deliveries.retry.1h',
  subscriptions: 'subscriptions',
} as const;

/**
 * Source partition of events that an operator sends again from the dead letters: none that a raw topic can have, so that
 * their epochs never take the place of a raw partition's.
 */
export const REDRIVEN_PARTITION = 2_147_483_647;

export interface TopicSizing {
  /** of all data topics alike, so that a key keeps its partition from stage to stage */
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly minInSyncReplicas: number;
}

const MIB = 1 << 20;
const DAY_MS = 86_400_000;

/** A raw record may be this large; what wraps it must hold it, its key and headers whatever they compress to. */
const RAW_BYTES_MAX = 16 * MIB;
const WRAPPED_BYTES_MAX = 64 * MIB;

export function declareTopics(sizing: TopicSizing): TopicDeclaration[] {
  const data = (topic: string, bytesMax: number, retentionMs: number): TopicDeclaration => ({
    topic,
    partitions: sizing.partitions,
    replicationFactor: sizing.replicationFactor,
    config: {
      'cleanup.policy': 'delete',
      'retention.ms': String(retentionMs),
      'max.message.bytes': String(bytesMax),
      'min.insync.replicas': String(sizing.minInSyncReplicas),
    },
  });
  return [
    data(topics.raw, RAW_BYTES_MAX, 3 * DAY_MS),
    data(topics.parsed, WRAPPED_BYTES_MAX, DAY_MS),
    data(topics.validated, WRAPPED_BYTES_MAX, DAY_MS),
    data(topics.augmented, WRAPPED_BYTES_MAX, DAY_MS),
    data(topics.deadLetter, WRAPPED_BYTES_MAX, 14 * DAY_MS),
    // A delivery is written again at every wait, so this is how long its reader may be down.
    ...[topics.retry10s, topics.retry1m, topics.retry10m, topics.retry1h].map(topic =>
      data(topic, WRAPPED_BYTES_MAX, 14 * DAY_MS),
    ),
    {
      topic: topics.subscriptions,
      partitions: 1,
      replicationFactor: sizing.replicationFactor,
      config: { 'cleanup.policy': 'compact', 'min.insync.replicas': String(sizing.minInSyncReplicas) },
    },
  ];
}
