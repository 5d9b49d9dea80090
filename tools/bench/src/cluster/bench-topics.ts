/** The topics of a bench: the pipeline's own, and the partners'. */
import type { LogAdmin, TopicDeclaration } from '@pixel-relay/kafka';
import { demoPartnerTopics, demoSubscriptions } from '@pixel-relay/loadgen';
import { declareTopics, retryTiers, topics } from '@pixel-relay/stage';
import type { Subscription } from '@pixel-relay/contracts';
import type { StageName } from '@pixel-relay/demo';

/** The demo's subscriptions without webhooks: every event that may be shared goes to one to three partner topics. */
export const benchSubscriptions: readonly Subscription[] = demoSubscriptions({
  webhookUrl: 'http://127.0.0.1',
  webhookSecretRef: 'env:NONE',
}).filter(({ destination }) => destination === 'kafka');

/** The broker stamps what arrives, so that an event's age at its partner is the broker's word. */
const partnerTopic = (topic: string, partitions: number): TopicDeclaration => ({
  topic,
  partitions,
  replicationFactor: 1,
  config: { 'message.timestamp.type': 'LogAppendTime' },
});

export const benchTopics = (partitions: number): TopicDeclaration[] => [
  ...declareTopics({ partitions, replicationFactor: 1, minInSyncReplicas: 1 }),
  ...demoPartnerTopics.map(topic => partnerTopic(topic, partitions)),
];

export const inputOf: Readonly<Record<StageName, string>> = {
  parser: topics.raw,
  validator: topics.parsed,
  augmenter: topics.validated,
  producer: topics.augmented,
};

export const outputsOf: Readonly<Record<StageName, readonly string[]>> = {
  parser: [topics.parsed],
  validator: [topics.validated],
  augmenter: [topics.augmented],
  producer: demoPartnerTopics,
};

/** What a stage writes beside: a group that begins anew would read again what an earlier run left there. */
export const sideOutputsOf = (stage: StageName): readonly string[] =>
  stage === 'producer' ? retryTiers.map(({ topic }) => topic) : [];

/** Empties topics by making them anew: nobody may be using them. */
export async function renewTopics(admin: LogAdmin, names: readonly string[], partitions: number): Promise<void> {
  await admin.remove(names);
  await admin.ensure(benchTopics(partitions).filter(({ topic }) => names.includes(topic)));
}

export async function recordsIn(admin: LogAdmin, topic: string): Promise<number> {
  return (await admin.offsets(topic)).reduce((sum, { start, end }) => sum + end - start, 0);
}
