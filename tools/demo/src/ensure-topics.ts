import type { Log } from '@pixel-relay/kafka';
import { declareTopics } from '@pixel-relay/stage';
import type { PipelineOptions } from './pipeline.ts';

export async function ensureTopics(log: Log, { partitions, partnerTopics }: PipelineOptions): Promise<string[]> {
  const declared = [
    ...declareTopics({ partitions, replicationFactor: 1, minInSyncReplicas: 1 }),
    ...partnerTopics.map(topic => ({ topic, partitions, replicationFactor: 1, config: {} })),
  ];
  await log.admin.ensure(declared);
  return declared.map(({ topic }) => topic);
}
