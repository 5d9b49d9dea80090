export { readAccount, type PipelineAccount } from './account-of-pipeline.ts';
export { groupIdsOf } from './group-ids.ts';
export { type StageName, stageNames } from './pipeline.ts';
export { imageNodeFlags } from './stage-entry.ts';
export { StageProcess, type StageProcessOptions } from './stage-process.ts';
export { verify, type Receivers, type Verdict } from './verify.ts';
