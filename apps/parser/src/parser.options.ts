import { defineOptions, option, type OptionsOf } from '@pixel-relay/options';
import { commonOptions } from '@pixel-relay/stage';

export const parserOptions = defineOptions({
  ...commonOptions,
  eventBytesMax: option.int({
    default: 1 << 20,
    min: 1024,
    max: 1 << 26,
    doc: 'largest raw event; a larger one is dead-lettered',
    reason: 'storefront events are kilobytes; a megabyte is a mistake or an attack',
  }),
  depthMax: option.int({
    default: 32,
    min: 4,
    max: 512,
    doc: 'deepest nesting of a raw event; a deeper one is dead-lettered',
  }),
});

export type ParserOptions = OptionsOf<typeof parserOptions>;
