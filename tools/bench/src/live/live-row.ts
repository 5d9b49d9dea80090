import { percentile } from '../machine/median.ts';
import { costRows } from '../pipeline/stage-costs.ts';
import type { RunningPipeline } from '../pipeline/running-pipeline.ts';
import type { BenchRow } from '../report/bench-report.ts';
import type { Live } from './run-live.ts';

/** All four stages under a live load, with the ages of its deliveries. */
export function liveRow(pipeline: RunningPipeline, live: Live, jMicros: number, name: string): BenchRow {
  const { before, after, load, elapsedMs, agesMs, lags, rate } = live;
  const all = costRows(pipeline, { before, after, events: load.in, elapsedMs, jMicros }, name).at(-1)!;
  return {
    ...all,
    name,
    rate,
    eventsPerSecond: load.eventsPerSecond,
    deliveries: agesMs.length,
    ageP50Ms: percentile(agesMs, 0.5),
    ageP99Ms: percentile(agesMs, 0.99),
    ageMaxMs: percentile(agesMs, 1),
    lagMaxEvents: Math.max(...lags),
    loadBehindMaxMs: load.behindMaxMs,
  };
}
