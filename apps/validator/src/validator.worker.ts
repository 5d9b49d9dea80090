/** What one validator worker does with one job: the validator's step on each event, with its own copy of the subscriptions. */
import { type ComputeJob, type ComputeResult, stepWorker } from '@pixel-relay/stage/compute';
import { receiveTable } from '@pixel-relay/subscriptions';
import { serveWorker } from '@pixel-relay/worker-pool';
import { validatorStep, type ValidatorStepOptions } from './validator-step.ts';

export interface ValidatorWorkerData {
  readonly tableName: string;
  readonly options: ValidatorStepOptions;
}

serveWorker<ComputeJob, ComputeResult, ValidatorWorkerData>(async ({ tableName, options }) =>
  stepWorker(validatorStep({ options, subscriptions: await receiveTable(tableName) })),
);
