import { defineOptions, option, type OptionsOf } from '@pixel-relay/options';
import { commonOptions } from '@pixel-relay/stage';
import { VALIDATOR_STEP_DEFAULTS as defaults } from './validator-step.ts';

export const validatorOptions = defineOptions({
  ...commonOptions,
  eventBytesMax: option.int({
    default: defaults.eventBytesMax,
    min: 1024,
    max: 1 << 26,
    doc: 'largest encoded event; a larger one is dead-lettered',
  }),
  aheadMsMax: option.int({
    default: defaults.aheadMsMax,
    min: 0,
    max: 86_400_000,
    doc: 'how far an event may be stamped after its receipt',
    reason: 'phones run minutes ahead; more is a wrong clock, and partners refuse it',
  }),
  ageMsMax: option.int({
    default: defaults.ageMsMax,
    min: 60_000,
    max: 90 * 86_400_000,
    doc: 'how old an event may be at its receipt',
    reason: 'partners refuse whole requests for one event older than seven days',
  }),
  shopsCachedMax: option.int({
    default: defaults.shopsCachedMax,
    min: 16,
    max: 1_000_000,
    doc: 'shops whose compiled rules each worker keeps',
  }),
  subscriptionsMax: option.int({
    default: 100_000,
    min: 1,
    max: 10_000_000,
    doc: 'subscriptions held in memory; more stop the stage',
  }),
});

export type ValidatorOptions = OptionsOf<typeof validatorOptions>;
