import type { Clock } from '@pixel-relay/clock';
import type { KafkaOptions } from '@pixel-relay/kafka';
import type { Logger } from '@pixel-relay/telemetry';
import type { CommonOptions } from '../common-options.ts';

/** A stage's options as libs/kafka wants them. */
export function kafkaOptionsOf(stage: string, values: CommonOptions, clock: Clock, logger: Logger): KafkaOptions {
  return {
    brokers: values.brokers,
    clientId: `pixel-relay-${stage}`,
    topicPrefix: values.topicPrefix,
    maxDecompressedBytes: values.decompressedBytesMax,
    clock,
    logger,
  };
}
