/** Composes a stage on a given log, clock and telemetry: real Kafka in a process of its own, or the in-memory log. */
import type { Clock } from '@pixel-relay/clock';
import { type ConsumeOptions, type Log, TopicMissingError } from '@pixel-relay/kafka';
import type { Logger, Telemetry } from '@pixel-relay/telemetry';
import type { CommonOptions } from './common-options.ts';
import { RunningStage } from './running-stage.ts';
import type { StageDefinition } from './stage-definition.ts';
import { StageMeter } from './stage-meter.ts';
import { type RuntimeLimits, StageRuntime, type StageTopology } from './stage-runtime.ts';

export interface StageEnvironment {
  readonly log: Log;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  readonly instance: string;
  readonly version: string;
}

const LAG_INTERVAL_MS = 1_000;

/** Rejects when a topic is missing or the group cannot be joined. */
export async function startStage<Values extends CommonOptions>(
  definition: StageDefinition<Values>,
  values: Values,
  environment: StageEnvironment,
): Promise<RunningStage> {
  const { log, clock, logger, telemetry } = environment;
  const topology: StageTopology = { stage: definition.name, ...definition.topology };
  await checkTopics(log, topology, definition.alsoNeeds);

  const groupId = groupIdOf(definition.name, values);
  let fail!: (error: unknown) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => undefined);
  const producer = await log.producer({ compression: values.compression, sendTimeoutMs: values.sendTimeoutMs });
  const parts = await definition.assemble({ values, clock, log, producer, logger, telemetry, fail });
  const meter = new StageMeter(clock, telemetry, logger);
  const runtime = new StageRuntime({
    topology,
    groupId,
    limits: runtimeLimitsOf(values),
    clock,
    admin: log.admin,
    producer,
    processor: parts.processor,
    observer: meter,
    onFailed: fail,
  });
  const consumer = await log.consume(consumeOptionsOf(values, groupId, topology.input.topic), runtime);
  return new RunningStage(
    {
      ...environment,
      topology,
      admin: log.admin,
      producer,
      runtime,
      meter,
      parts,
      consumer,
      lagIntervalMs: LAG_INTERVAL_MS,
    },
    failed,
  );
}

export const groupIdOf = (stage: string, values: CommonOptions): string =>
  values.groupId || `${values.topicPrefix}pixel-relay-${stage}`;

async function checkTopics(log: Log, topology: StageTopology, alsoNeeds: readonly string[]): Promise<void> {
  const needed = [topology.input.topic, topology.outputTopic, topology.deadLetterTopic, ...alsoNeeds].filter(
    topic => topic !== null,
  );
  const missing = [...(await log.admin.describe(needed))].filter(([, found]) => found === null).map(([topic]) => topic);
  if (missing.length > 0)
    throw new TopicMissingError(
      `missing topic${missing.length > 1 ? 's' : ''}: ${missing.join(', ')}`,
      'run "relayctl topics ensure" against these brokers and this topic prefix',
    );
}

/** As the stage's own consumer reads; one beside it may read otherwise. */
export const consumeOptionsOf = (values: CommonOptions, groupId: string, topic: string): ConsumeOptions => ({
  groupId,
  topic,
  sessionTimeoutMs: values.sessionTimeoutMs,
  rebalanceTimeoutMs: values.rebalanceTimeoutMs,
  heartbeatIntervalMs: values.heartbeatIntervalMs,
  fetchMaxWaitMs: values.fetchMaxWaitMs,
  fetchMinBytes: values.fetchMinBytes,
  fetchMaxBytesPerPartition: values.fetchMaxBytesPerPartition,
  fetchMaxBytes: values.fetchMaxBytes,
});

export function runtimeLimitsOf(values: CommonOptions): RuntimeLimits {
  return {
    cut: { eventsMax: values.batchEventsMax, bytesMax: values.batchBytesMax },
    inFlightBytesMax: values.inFlightBytesMax,
    sendBytesMax: values.sendBytesMax,
    sendRetryDelayMs: values.sendRetryDelayMs,
    sessionTimeoutMs: values.sessionTimeoutMs,
    commitIntervalMs: values.commitIntervalMs,
    drainDeadlineMs: values.drainDeadlineMs,
    allowFreshGroup: values.allowFreshGroup,
  };
}
