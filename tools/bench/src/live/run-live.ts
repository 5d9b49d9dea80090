/** A live load from a process of its own, and the age at which each event reached its partners. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '@pixel-relay/clock';
import type { LoadReport } from '@pixel-relay/loadgen';
import { writeSubscriptions } from '@pixel-relay/subscriptions';
import type { BenchOptions } from '../bench-options.ts';
import { checkDeliveries } from '../check/check-outcomes.ts';
import { benchSubscriptions } from '../cluster/bench-topics.ts';
import type { PipelineBench } from '../pipeline/bench-pipeline.ts';
import type { StageSamples } from '../pipeline/running-pipeline.ts';
import { partnerEnds, readAges } from './event-ages.ts';

export interface Live {
  readonly rate: number;
  readonly load: LoadReport;
  /** raw events that the last stage has not accounted for, each second of the load */
  readonly lags: readonly number[];
  /** of every delivery, ms, ascending */
  readonly agesMs: Float64Array;
  readonly before: StageSamples;
  readonly after: StageSamples;
  readonly elapsedMs: number;
}

const run = promisify(execFile);
const loadgen = join(import.meta.dirname, '../../../loadgen/src/main.ts');
const LAG_EVERY_MS = 1_000;

/** @throws WrongOutputError when partners did not get exactly what they should */
export async function runLive(
  { kafka, pipeline, scratch }: PipelineBench,
  options: BenchOptions,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<Live> {
  const subscriptions = join(scratch, 'subscriptions.json');
  writeFileSync(subscriptions, writeSubscriptions(benchSubscriptions));
  const ends = await partnerEnds(kafka.log.admin);
  const before = await pipeline.sample();
  const startMs = systemClock.monotonic();
  const lags: number[] = [];
  const over = new AbortController();
  const watching = (async () => {
    for (; !over.signal.aborted; await systemClock.sleep(LAG_EVERY_MS, over.signal).catch(() => undefined))
      lags.push((await pipeline.account()).inFlight);
  })();
  const { stdout } = await run(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      loadgen,
      `--brokers=${kafka.brokers.join(',')}`,
      `--topic-prefix=${kafka.topicPrefix}`,
      `--rate=${rate}`,
      `--seconds=${seconds}`,
      `--seed=${rate + 1}`,
      `--size=${options.sizeKb}`,
      `--denied=${options.denied}`,
      '--malformed=0',
      '--tombstones=0',
      `--subscriptions=${subscriptions}`,
    ],
    { maxBuffer: 1 << 24 },
  );
  over.abort();
  await watching;
  const load = JSON.parse(stdout) as LoadReport;
  const after = await pipeline.sample();
  const elapsedMs = systemClock.monotonic() - startMs;
  await pipeline.settled();
  const agesMs = await readAges(kafka.log, ends);
  checkDeliveries(agesMs.length, load);
  return { rate, load, lags, agesMs, before, after, elapsedMs };
}

/** Room for a lag that sways: this much of a second's events. */
const SWAY = 0.2;
/** A load generator that cannot keep its rate proves nothing. */
const BEHIND_MAX_MS = 1_000;

/** Whether the second half's lag is no more than the first half's, past the first seconds, and the rate was really offered. */
export function isFlat({
  lags,
  rate,
  load,
}: Pick<Live, 'lags' | 'rate'> & { load: Pick<LoadReport, 'behindMaxMs'> }): boolean {
  const settled = lags.slice(Math.min(5, lags.length >> 2));
  const half = settled.length >> 1;
  const mean = (list: readonly number[]): number =>
    list.reduce((sum, each) => sum + each, 0) / Math.max(list.length, 1);
  return load.behindMaxMs <= BEHIND_MAX_MS && mean(settled.slice(half)) <= mean(settled.slice(0, half)) + rate * SWAY;
}
