export { commonOptions, type CommonOptions, commonRules } from './common-options.ts';
export { computeStageParts } from './compute/compute-stage-parts.ts';
export { reasonName } from './compute/step-worker.ts';
export { type DeadDelivery, deadDeliveryRecord, strayRecord } from './dead-letters.ts';
export { Account, type Counters, type PairCounters, type SourceAccount } from './protocol/account.ts';
export { AccountUnreadableError, decodeAccount, encodeAccount } from './protocol/account-codec.ts';
export { chainEpoch, RAW_EPOCH } from './protocol/epochs.ts';
export { Lane } from './protocol/lane.ts';
export type { UnitOwner, UnitProcessor, UnitResult } from './protocol/processor.ts';
export type { Sender } from './protocol/sender.ts';
export type { Payload, Unit } from './protocol/unit.ts';
export { type RuntimeLimits, StageRuntime, type StageRuntimeOptions, type StageTopology } from './stage-runtime.ts';
export type { RunningStage } from './running-stage.ts';
export type { PartnerTotals, StageContext, StageDefinition, StageParts } from './stage-definition.ts';
export { retryGroupId, type RetryTier, retryTiers } from './retry-tiers.ts';
export {
  consumeOptionsOf,
  groupIdOf,
  runtimeLimitsOf,
  startStage,
  type StageEnvironment,
} from './start-stage.ts';
export type { StageObserver } from './stage-observer.ts';
export { declareTopics, REDRIVEN_PARTITION, topics, type TopicSizing } from './topics.ts';
