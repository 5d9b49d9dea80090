/** The parser stage on Kafka with 1, 2 and 4 workers: what threads bring to a stage that computes. */
import { systemClock } from '@pixel-relay/clock';
import { topics } from '@pixel-relay/stage';
import { type BenchKafka, openBenchKafka } from '../../cluster/bench-kafka.ts';
import { benchTopics, renewTopics } from '../../cluster/bench-topics.ts';
import { fillRaw } from '../../load/fill-raw.ts';
import { median } from '../../machine/median.ts';
import { residentPeakBytesOf } from '../../machine/process-figures.ts';
import { sampleOf } from '../../stage/run-stage-alone.ts';
import { measureWindow, type Sample } from '../../stage/samples.ts';
import { stageFlags } from '../../stage/stage-flags.ts';
import { startStage } from '../../stage/start-stage.ts';
import type { PoolRow } from '../pool-row.ts';

export interface ParserBenchOptions {
  /** backlog */
  readonly events: number;
  readonly runs: number;
  /** the stage's bundle in dist/, not its sources */
  readonly built: boolean;
  readonly onRow?: (row: ParserRow) => void;
}

/** Jobs are counted as events here: what a job holds is the fetch's affair. */
export type ParserRow = Omit<PoolRow, 'table' | 'eventsPerJob'> & { readonly table: 'parser' };

const WORKERS = [1, 2, 4];
const PARTITIONS = 8;
const WARM_SHARE = 0.3;
const SAMPLE_EVERY_MS = 50;
const STUCK_MS = 60_000;

/** @throws KafkaMissingError when no broker is named and this machine cannot run one */
export async function runParser({ events, runs, built, onRow }: ParserBenchOptions): Promise<ParserRow[]> {
  const kafka = await openBenchKafka();
  try {
    await kafka.log.admin.ensure(benchTopics(PARTITIONS));
    await fillRaw(kafka, { events, partitions: PARTITIONS, sizeKb: 1.8, deniedShare: 0, seed: 1 });
    const taken = new Map(WORKERS.map(workers => [workers, [] as ParserRow[]]));
    for (let i = 0; i < runs; i++)
      for (const workers of WORKERS) {
        await renewTopics(kafka.log.admin, [topics.parsed], PARTITIONS);
        const row = await measureParser(kafka, {
          workers,
          events,
          built,
          groupId: `${kafka.topicPrefix}parser-${workers}-${i}`,
        });
        taken.get(workers)!.push(row);
        onRow?.(row);
      }
    return [...taken.values()].map(medianOf);
  } finally {
    await kafka.close();
  }
}

interface ParserRun {
  readonly workers: number;
  readonly events: number;
  readonly built: boolean;
  readonly groupId: string;
}

async function measureParser(kafka: BenchKafka, run: ParserRun): Promise<ParserRow> {
  const { workers, events, built, groupId } = run;
  const flags = [...stageFlags(kafka), `--group-id=${groupId}`, `--workers=${workers}`];
  const stage = await startStage({ stage: 'parser', built, label: `parser-${workers}`, flags });
  try {
    const samples: Sample[] = [];
    let movedAtMs = systemClock.monotonic();
    let status = await stage.control.status();
    while ((samples.at(-1)?.events ?? 0) < events) {
      status = await Promise.race([stage.control.status(), stage.failed]);
      const sample = sampleOf([status], null);
      if (sample.events > (samples.at(-1)?.events ?? 0)) movedAtMs = sample.atMs;
      if (sample.atMs - movedAtMs > STUCK_MS) throw new Error(`the parser stopped; its log is ${stage.logFile}`);
      samples.push(sample);
      await systemClock.sleep(SAMPLE_EVERY_MS);
    }
    const measured = measureWindow(samples, events, WARM_SHARE);
    return {
      name: 'parser on Kafka',
      table: 'parser',
      workers,
      jobsPerSecond: measured.eventsPerSecond,
      waitP99Ms: status.pool?.wait?.p99Ms ?? 0,
      residentMiB: (residentPeakBytesOf(stage.pid) ?? samples.at(-1)!.residentBytes) / 2 ** 20,
      cpuMicrosPerJob: measured.cpuMicrosPerEvent,
    };
  } finally {
    await stage.stop();
  }
}

function medianOf(rows: readonly ParserRow[]): ParserRow {
  return {
    ...rows[0]!,
    jobsPerSecond: median(rows.map(row => row.jobsPerSecond)),
    waitP99Ms: median(rows.map(row => row.waitP99Ms ?? 0)),
    residentMiB: median(rows.map(row => row.residentMiB)),
    cpuMicrosPerJob: median(rows.map(row => row.cpuMicrosPerJob)),
  };
}

/** As Markdown. */
export function parserTableOf(rows: readonly ParserRow[]): string {
  const lines = rows.map(
    ({ workers, jobsPerSecond, waitP99Ms, cpuMicrosPerJob, residentMiB }) =>
      `| ${workers} | ${Math.round(jobsPerSecond).toLocaleString('en')} | ${(waitP99Ms ?? 0).toFixed(1)} | ` +
      `${cpuMicrosPerJob.toFixed(1)} | ${Math.round(residentMiB)} |`,
  );
  return ['| workers | events/s | wait p99 ms | CPU us/event | resident MiB |', '|-:|-:|-:|-:|-:|', ...lines].join(
    '\n',
  );
}
