/** The stages in the order that an event meets them, as the audit follows it. */
import { topics } from '@pixel-relay/stage';

export const stageNames = ['parser', 'validator', 'augmenter', 'producer'] as const;
export type StageName = (typeof stageNames)[number];

export interface AuditedStage {
  readonly name: StageName;
  readonly inputTopic: string;
  readonly groupId: string;
}

const INPUTS: Readonly<Record<StageName, string>> = {
  parser: topics.raw,
  validator: topics.parsed,
  augmenter: topics.validated,
  producer: topics.augmented,
};

/** A stage's group is `<prefix><stage>` unless it is named. */
export const auditedStages = (
  groupPrefix: string,
  groupIds: Readonly<Partial<Record<StageName, string>>> = {},
): AuditedStage[] =>
  stageNames.map(name => ({ name, inputTopic: INPUTS[name], groupId: groupIds[name] ?? `${groupPrefix}${name}` }));
