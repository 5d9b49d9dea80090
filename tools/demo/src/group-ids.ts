import { type StageName, stageNames } from './pipeline.ts';

/** The stages' default group ids under a topic prefix. */
export const groupIdsOf = (topicPrefix: string): Readonly<Record<StageName, string>> =>
  Object.fromEntries(stageNames.map(name => [name, `${topicPrefix}pixel-relay-${name}`])) as Record<StageName, string>;
