export { readAccount, type PipelineAccount } from './account-of-pipeline.ts';
export { StageProcess, type StageProcessOptions } from './stage-process.ts';
export { verify, type Receivers, type Verdict } from './verify.ts';
