/** The four stages as processes of their own on a real Kafka, under a topic prefix of their own. */
import { systemClock } from '@pixel-relay/clock';
import { connectKafka } from '@pixel-relay/kafka';
import { useOrStartKafka } from '@pixel-relay/local-kafka';
import { ensureTopics } from './ensure-topics.ts';
import { allGroups, groupIdsOf } from './group-ids.ts';
import { type Pipeline, type PipelineOptions, stageNames } from './pipeline.ts';
import { stageFlags } from './stage-flags.ts';
import { StageProcess } from './stage-process.ts';

export async function startProcessPipeline(options: PipelineOptions, logFolder: string): Promise<Pipeline> {
  const kafka = await useOrStartKafka();
  const topicPrefix = `demo-${process.pid}-${Date.now().toString(36)}.`;
  const log = await connectKafka({
    brokers: kafka.brokers,
    clientId: 'pixel-relay-demo',
    topicPrefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: 64 << 20,
    clock: systemClock,
  });
  const topics = await ensureTopics(log, options);
  const stages = stageNames.map(
    name =>
      new StageProcess({
        name,
        flags: [`--brokers=${kafka.brokers.join(',')}`, `--topic-prefix=${topicPrefix}`, ...stageFlags(name, options)],
        env: options.env,
        logFolder,
      }),
  );
  await Promise.all(stages.map(stage => stage.running));
  const groupIds = groupIdsOf(topicPrefix);
  return {
    log,
    groupIds,
    where: `${kafka.started ? 'a local Kafka' : 'Kafka'} at ${kafka.brokers.join(', ')}, a process for each stage`,
    statuses: () => Promise.all(stages.map(stage => stage.status())),
    failed: Promise.race(stages.map(stage => stage.failed)),
    stopStages: async () => void (await Promise.all(stages.map(stage => stage.stop()))),
    close: async () => {
      if (!kafka.started) {
        // On a broker that is somebody else's, only what is ours goes.
        await log.admin.remove(topics);
        await Promise.all(allGroups(groupIds).map(id => log.admin.removeGroup(id)));
      }
      await log.close();
      await kafka.stop();
    },
  };
}
