/** The four stages in this process on the in-memory log: the same compositions, another log. */
import { augmenterStage } from '@pixel-relay/augmenter';
import { systemClock } from '@pixel-relay/clock';
import { resolveOptions } from '@pixel-relay/options';
import { parserStage } from '@pixel-relay/parser';
import { producerStage } from '@pixel-relay/producer';
import { type CommonOptions, type RunningStage, type StageDefinition, startStage } from '@pixel-relay/stage';
import { createLogger, startTelemetry, type Telemetry } from '@pixel-relay/telemetry';
import { InMemoryCluster } from '@pixel-relay/testing';
import { validatorStage } from '@pixel-relay/validator';
import { ensureTopics } from './ensure-topics.ts';
import { groupIdsOf } from './group-ids.ts';
import type { Pipeline, PipelineOptions } from './pipeline.ts';
import { stageFlags } from './stage-flags.ts';

export async function startMemoryPipeline(options: PipelineOptions): Promise<Pipeline> {
  Object.assign(process.env, options.env);
  const cluster = new InMemoryCluster({ clock: systemClock });
  const log = cluster.connect();
  await ensureTopics(log, options);
  const stages: RunningStage[] = [];
  const telemetries: Telemetry[] = [];
  const start = async <Values extends CommonOptions>(definition: StageDefinition<Values>): Promise<void> => {
    const telemetry = await startTelemetry({
      stage: definition.name,
      instance: 'in-memory',
      prometheusPort: -1,
      host: '127.0.0.1',
    });
    telemetries.push(telemetry);
    stages.push(
      await startStage(definition, valuesOf(definition, options), {
        log: cluster.connect(),
        clock: systemClock,
        logger: createLogger({ stage: definition.name, instance: 'in-memory', level: 'warn', format: 'plain' }),
        telemetry,
        instance: 'in-memory',
        version: 'demo',
      }),
    );
  };
  await start(parserStage);
  await start(validatorStage);
  await start(augmenterStage);
  await start(producerStage);
  return {
    log,
    groupIds: groupIdsOf(''),
    where: 'in memory, one process',
    statuses: async () => stages.map(stage => stage.status()),
    failed: Promise.race(stages.map(stage => stage.ended.then(() => new Promise<never>(() => undefined)))),
    stopStages: async () => void (await Promise.all(stages.map(stage => stage.stop()))),
    close: async () => {
      await Promise.all(telemetries.map(telemetry => telemetry.shutdown()));
      await log.close();
    },
  };
}

function valuesOf<Values extends CommonOptions>(definition: StageDefinition<Values>, options: PipelineOptions): Values {
  const resolved = resolveOptions(definition.options, { argv: stageFlags(definition.name, options), env: {} });
  if (!resolved.ok) throw new Error(`${definition.name}: ${resolved.problems.join('; ')}`);
  return resolved.values as unknown as Values;
}
