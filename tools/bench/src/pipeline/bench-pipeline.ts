/** What pipeline, latency and soak have in common: Kafka, topics, J, and four warm stages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topics } from '@pixel-relay/stage';
import type { BenchOptions } from '../bench-options.ts';
import { type BenchKafka, openBenchKafka } from '../cluster/bench-kafka.ts';
import { benchTopics } from '../cluster/bench-topics.ts';
import { jsonParseMicros, writeEvents } from '../json-parse/json-parse.ts';
import { applyBenchSubscriptions, type Filled, fillRaw } from '../load/fill-raw.ts';
import { readSome } from '../load/read-some.ts';
import { RunningPipeline } from './running-pipeline.ts';

const J_EVENTS = 20_000;
/** Worked off before anything is measured, so that everything is compiled. */
const WARM_UP_EVENTS = 200_000;

export interface PipelineBench {
  readonly kafka: BenchKafka;
  readonly pipeline: RunningPipeline;
  readonly scratch: string;
  readonly warmUp: Filled;
  /** J, measured now */
  measureJ(): Promise<number>;
  /** all of J's measurements */
  readonly jMicros: readonly number[];
  /** Fills the raw topic with further events. */
  fill(events: number): Promise<Filled>;
}

export async function withPipeline<T>(options: BenchOptions, run: (bench: PipelineBench) => Promise<T>): Promise<T> {
  const kafka = await openBenchKafka();
  const scratch = mkdtempSync(join(tmpdir(), 'pixel-relay-bench-'));
  let pipeline: RunningPipeline | null = null;
  let seed = options.seed;
  const fill = (events: number): Promise<Filled> =>
    fillRaw(kafka, { ...options, events, deniedShare: options.denied, seed: seed++ });
  try {
    await kafka.log.admin.ensure(benchTopics(options.partitions));
    await applyBenchSubscriptions(kafka);
    const warmUp = await fill(Math.min(WARM_UP_EVENTS, options.events));
    const eventsFile = join(scratch, 'events');
    const raw = await readSome(kafka.log, topics.raw, J_EVENTS);
    writeEvents(
      eventsFile,
      raw.map(({ value }) => value!),
    );
    const jMicros: number[] = [];
    const measureJ = async (): Promise<number> => {
      const micros = await jsonParseMicros(eventsFile);
      jMicros.push(micros);
      return micros;
    };
    pipeline = await RunningPipeline.start(kafka, options);
    await pipeline.settled();
    return await run({ kafka, pipeline, scratch, warmUp, measureJ, jMicros, fill });
  } finally {
    await pipeline?.stop();
    await kafka.close();
    rmSync(scratch, { recursive: true });
  }
}
