import type { Clock } from '@pixel-relay/clock';
import type { ConnectKafkaOptions } from '@pixel-relay/kafka';
import type { Logger } from '@pixel-relay/telemetry';
import type { CommonOptions } from '../common-options.ts';

const CONNECTION_TIMEOUT_MS = 5_000;

/** A stage's options as libs/kafka wants them. */
export function kafkaOptionsOf(
  stage: string,
  values: CommonOptions,
  clock: Clock,
  logger: Logger,
): ConnectKafkaOptions {
  return {
    brokers: values.brokers,
    clientId: `pixel-relay-${stage}`,
    topicPrefix: values.topicPrefix,
    connectionTimeoutMs: CONNECTION_TIMEOUT_MS,
    maxDecompressedBytes: values.decompressedBytesMax,
    checkCrc: values.recordCrcCheck,
    clock,
    logger: (level, message, fields) => logger[level](fields, message),
  };
}
