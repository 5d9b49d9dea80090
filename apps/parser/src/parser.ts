import { commonRules, computeStageParts, type StageDefinition, topics } from '@pixel-relay/stage';
import { workerEntry } from '@pixel-relay/worker-pool';
import { type ParserOptions, parserOptions } from './parser.options.ts';

/**
 * Raw records in, typed events out: each record's JSON bytes become one encoded Event, stamped with its coordinates in
 * the raw topic. What is no event is dead-lettered with its bytes; its neighbours pass.
 */
export const parserStage: StageDefinition<ParserOptions> = {
  name: 'parser',
  does: 'turns raw JSON records into typed events',
  options: parserOptions,
  rules: commonRules,
  topology: {
    input: { topic: topics.raw, form: 'raw' },
    outputTopic: topics.parsed,
    deadLetterTopic: topics.deadLetter,
  },
  alsoNeeds: [],
  assemble: async context =>
    computeStageParts(context, {
      entry: workerEntry(import.meta.url, './parser.worker'),
      workerData: { eventBytesMax: context.values.eventBytesMax, depthMax: context.values.depthMax },
      outputShare: 1,
    }),
};
