import { commonRules, computeStageParts, type StageDefinition, topics } from '@pixel-relay/stage';
import { followSubscriptions, publishTable } from '@pixel-relay/subscriptions';
import { workerEntry } from '@pixel-relay/worker-pool';
import { type ValidatorOptions, validatorOptions } from './validator.options.ts';
import type { ValidatorWorkerData } from './validator.worker.ts';

/**
 * Typed events in, events with a verdict out: is it whole, is it timely, and which partners may have it. An event that
 * nobody asked for is filtered, one that nobody may have is denied; both are counted by rule. A broken one is dead.
 */
export const validatorStage: StageDefinition<ValidatorOptions> = {
  name: 'validator',
  does: 'checks events and decides, for each partner, whether the customer allows it',
  options: validatorOptions,
  rules: commonRules,
  topology: {
    input: { topic: topics.parsed, form: 'batches' },
    outputTopic: topics.validated,
    deadLetterTopic: topics.deadLetter,
  },
  alsoNeeds: [topics.subscriptions],
  assemble: async context => {
    const { log, logger, values, fail } = context;
    const table = await followSubscriptions({
      log,
      topic: topics.subscriptions,
      subscriptionsMax: values.subscriptionsMax,
      logger,
    });
    table.ended.catch(fail);
    const published = publishTable(table, tableName(values));
    const { eventBytesMax, aheadMsMax, ageMsMax, shopsCachedMax } = values;
    const workerData: ValidatorWorkerData = {
      tableName: tableName(values),
      options: { eventBytesMax, aheadMsMax, ageMsMax, shopsCachedMax },
    };
    const compute = computeStageParts(context, {
      entry: workerEntry(import.meta.url, './validator.worker'),
      workerData,
      outputShare: 1,
    });
    return {
      ...compute,
      close: async () => {
        await compute.close();
        published.close();
        await table.close();
      },
    };
  },
};

/** Several validators in one process (other prefixes) must not answer each other's threads. */
const tableName = ({ topicPrefix, instance }: ValidatorOptions): string => `validator/${topicPrefix}/${instance}`;
