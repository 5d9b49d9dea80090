import { retryGroupId, retryTiers } from '@pixel-relay/stage';
import { type StageName, stageNames } from './pipeline.ts';

/** The stages' default group ids under a topic prefix. */
export const groupIdsOf = (topicPrefix: string): Readonly<Record<StageName, string>> =>
  Object.fromEntries(stageNames.map(name => [name, `${topicPrefix}pixel-relay-${name}`])) as Record<StageName, string>;

/** Those of the stages and of the producer's retry topics. */
export const allGroups = (groupIds: Readonly<Record<StageName, string>>): string[] => [
  ...Object.values(groupIds),
  ...retryTiers.map(tier => retryGroupId(groupIds.producer, tier)),
];
