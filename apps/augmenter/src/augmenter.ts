import { commonRules, computeStageParts, type StageDefinition, topics } from '@pixel-relay/stage';
import { workerEntry } from '@pixel-relay/worker-pool';
import { type AugmenterOptions, augmenterOptions } from './augmenter.options.ts';
import type { AugmenterStepOptions } from './augmenter-step.ts';

/**
 * Allowed events in, the same with an augmentation out: campaign and click ids from the page's address, device and
 * browser from the user agent, and whether it is a bot. What cannot be found out is named as missing; nothing ends here
 * but an event that cannot be read.
 */
export const augmenterStage: StageDefinition<AugmenterOptions> = {
  name: 'augmenter',
  does: 'adds campaign, device and bot mark to allowed events',
  options: augmenterOptions,
  rules: commonRules,
  topology: {
    input: { topic: topics.validated, form: 'batches' },
    outputTopic: topics.augmented,
    deadLetterTopic: topics.deadLetter,
  },
  alsoNeeds: [],
  assemble: async context => {
    const { userAgentsCachedMax, userAgentBytesMax, campaignValueBytesMax } = context.values;
    const options: AugmenterStepOptions = { userAgentsCachedMax, userAgentBytesMax, campaignValueBytesMax };
    return computeStageParts(context, {
      entry: workerEntry(import.meta.url, './augmenter.worker'),
      workerData: { options },
      outputShare: 1.25,
    });
  },
};
