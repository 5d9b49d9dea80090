/** The table that the worker pool comes from: one producer, one partner of finite capacity, more and more workers. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topics } from '@pixel-relay/stage';
import { applySubscriptions } from '@pixel-relay/subscriptions';
import { openBenchKafka } from '../../cluster/bench-kafka.ts';
import { benchTopics, renewTopics, sideOutputsOf } from '../../cluster/bench-topics.ts';
import { fillAugmented } from './fill-augmented.ts';
import { measureBounded, type ProducerRun } from './measure-bounded.ts';
import { measureUnbounded } from './measure-unbounded.ts';
import { partnerSubscriptions } from './partner.ts';
import { medianProducerRow, type ProducerRow } from './producer-row.ts';
import { SimProcess } from './sim-process.ts';

export interface ProducerBenchOptions {
  /** how long each run counts */
  readonly seconds: number;
  /** before it counts */
  readonly warmUpSeconds: number;
  /** of each, in turn with the others */
  readonly runs: number;
  /** backlog */
  readonly events: number;
  /** the stage's bundle in dist/, not its sources */
  readonly built: boolean;
  readonly workers: readonly ProducerRow['workers'][];
  readonly onRow?: (row: ProducerRow) => void;
}

const PARTITIONS = 8;
/** Long enough for the first requests to time out, and for what follows from it to be seen. */
const UNBOUNDED_SECONDS = 20;

/** @throws KafkaMissingError when no broker is named and this machine cannot run one */
export async function runProducer(options: ProducerBenchOptions): Promise<ProducerRow[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'pixel-relay-bench-'));
  const kafka = await openBenchKafka();
  try {
    const key = randomBytes(32);
    const secretFile = join(scratch, 'secret');
    writeFileSync(secretFile, `whsec_${key.toString('base64')}`);
    await kafka.log.admin.ensure(benchTopics(PARTITIONS));
    const events = await fillAugmented(kafka.log, options.events, PARTITIONS);
    const taken = new Map(options.workers.map(workers => [workers, [] as ProducerRow[]]));
    for (let i = 0; i < options.runs; i++)
      for (const workers of options.workers) {
        const groupId = `${kafka.topicPrefix}producer-${workers}-${i}`;
        const row = await measureOne({ ...options, workers, groupId, events });
        taken.get(workers)!.push(row);
        options.onRow?.(row);
      }
    return [...taken.values()].map(medianProducerRow);

    async function measureOne(run: ProducerRun): Promise<ProducerRow> {
      const sim = await SimProcess.start();
      try {
        const { workers } = run;
        if (workers === 'unbounded')
          return await measureUnbounded(
            kafka,
            sim,
            { ...run, seconds: Math.min(run.seconds * 2, UNBOUNDED_SECONDS) },
            key,
          );
        await renewTopics(kafka.log.admin, sideOutputsOf('producer'), PARTITIONS);
        const subscriptions = partnerSubscriptions(`${sim.url}/`, `file:${secretFile}`);
        await applySubscriptions(kafka.log, topics.subscriptions, subscriptions);
        return await measureBounded(kafka, sim, { ...run, workers });
      } finally {
        await sim.stop();
      }
    }
  } finally {
    await kafka.close();
    rmSync(scratch, { recursive: true });
  }
}
