/**
 * All four stages at once: how fast they work off a backlog on this machine, broker included, and the highest live rate at
 * which nothing piles up.
 */
import { systemClock } from '@pixel-relay/clock';
import type { PipelineAccount } from '@pixel-relay/demo';
import type { LoadReport } from '@pixel-relay/loadgen';
import type { BenchOptions } from '../bench-options.ts';
import { WrongOutputError } from '../check/wrong-output-error.ts';
import { liveRow } from '../live/live-row.ts';
import { isFlat, runLive } from '../live/run-live.ts';
import { machineFacts } from '../machine/machine-facts.ts';
import { median } from '../machine/median.ts';
import type { BenchReport, BenchRow } from '../report/bench-report.ts';
import { type PipelineBench, withPipeline } from './bench-pipeline.ts';
import { costRows } from './stage-costs.ts';

type Say = (line: string) => void;

/** Parts of the rate from a backlog that are tried live, the highest first: the load generator needs the machine too. */
const LIVE_SHARES = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];
/** Bounds the disk: about 1.5 KB an event over all topics. */
const BACKLOG_EVENTS_MAX = 8_000_000;
const LIVE_SECONDS = 30;

export async function runPipeline(options: BenchOptions, say: Say): Promise<BenchReport> {
  const machine = machineFacts();
  return withPipeline(options, async bench => {
    await bench.measureJ();
    const probe = await drainBacklog(bench, options.events, 'probe');
    say(`probe: ${Math.round(probe.at(-1)!.eventsPerSecond)} events/s`);
    const wanted = Math.round(probe.at(-1)!.eventsPerSecond * options.seconds);
    const backlog = Math.min(Math.max(wanted, options.events), BACKLOG_EVENTS_MAX);
    const rows = await drainBacklog(bench, backlog, 'backlog');
    const rate = rows.at(-1)!.eventsPerSecond;
    say(`backlog of ${backlog}: ${Math.round(rate)} events/s, ${rows.at(-1)!.ratio.toFixed(2)} J`);
    const live = await searchLiveRate(bench, options, rate, say);
    await bench.measureJ();
    const { bytesPerEvent, compressionRatio } = bench.warmUp;
    return {
      command: 'pipeline',
      machine,
      jsonParseMicros: median(bench.jMicros),
      options: { ...options },
      events: { bytesPerEvent, compressionRatio },
      rows: [...rows, ...live],
    };
  });
}

/** From the moment the first event may enter until the last stage has accounted for the last one. */
async function drainBacklog(bench: PipelineBench, events: number, name: string): Promise<BenchRow[]> {
  const { pipeline } = bench;
  const accountBefore = await pipeline.settled();
  await pipeline.pauseIntake();
  const { load } = await bench.fill(events);
  const jBefore = await bench.measureJ();
  const before = await pipeline.sample();
  const startMs = systemClock.monotonic();
  await pipeline.resumeIntake();
  const account = await pipeline.settled();
  const elapsedMs = systemClock.monotonic() - startMs;
  const after = await pipeline.sample();
  const jMicros = (jBefore + (await bench.measureJ())) / 2;
  checkAccount(accountBefore, account, load);
  return costRows(pipeline, { before, after, events, elapsedMs, jMicros }, name);
}

function checkAccount(before: PipelineAccount, after: PipelineAccount, load: LoadReport): void {
  const pairs = [
    ['handed', load.delivered],
    ['denied', load.denied],
    ['filtered', load.filtered],
    ['dead', load.dead],
  ] as const;
  for (const [name, expected] of pairs)
    if (after[name] - before[name] !== expected)
      throw new WrongOutputError('pipeline', `${after[name] - before[name]} events ${name}, expected ${expected}`);
}

async function searchLiveRate(
  bench: PipelineBench,
  options: BenchOptions,
  backlogRate: number,
  say: Say,
): Promise<BenchRow[]> {
  const tried: BenchRow[] = [];
  for (const share of LIVE_SHARES) {
    const rate = Math.round((backlogRate * share) / 500) * 500;
    const live = await runLive(bench, options, { rate, seconds: LIVE_SECONDS });
    const flat = isFlat(live);
    const jMicros = await bench.measureJ();
    tried.push(liveRow(bench.pipeline, live, jMicros, `live: ${rate}/s, lag ${flat ? 'flat' : 'grows'}`));
    say(`live ${rate}/s: ${flat ? 'flat' : 'lag grows'}, p99 ${String(tried.at(-1)!['ageP99Ms'])} ms`);
    if (flat) break;
  }
  return tried;
}
