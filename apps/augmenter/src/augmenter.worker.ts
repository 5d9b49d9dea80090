/** What one augmenter worker does with one job: the augmenter's step on each event, with caches of its own. */
import { type ComputeJob, type ComputeResult, stepWorker } from '@pixel-relay/stage/compute';
import { serveWorker } from '@pixel-relay/worker-pool';
import { augmenterStep, type AugmenterStepOptions } from './augmenter-step.ts';

serveWorker<ComputeJob, ComputeResult, { options: AugmenterStepOptions }>(({ options }) =>
  stepWorker(augmenterStep({ options })),
);
