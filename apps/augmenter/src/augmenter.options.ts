import { defineOptions, option, type OptionsOf } from '@pixel-relay/options';
import { commonOptions } from '@pixel-relay/stage';
import { AUGMENTER_STEP_DEFAULTS as defaults } from './augmenter-step.ts';

export const augmenterOptions = defineOptions({
  ...commonOptions,
  userAgentsCachedMax: option.int({
    default: defaults.userAgentsCachedMax,
    min: 16,
    max: 1_000_000,
    doc: 'user agents whose device each worker keeps',
    reason: 'reading one costs some 50 us; a shop sees a few thousand in a day',
  }),
  userAgentBytesMax: option.int({
    default: defaults.userAgentBytesMax,
    min: 64,
    max: 16_384,
    doc: 'bytes of a user agent that are looked at',
  }),
  campaignValueBytesMax: option.int({
    default: defaults.campaignValueBytesMax,
    min: 16,
    max: 8_192,
    doc: 'longest campaign word or click id that is kept',
  }),
});

export type AugmenterOptions = OptionsOf<typeof augmenterOptions>;
