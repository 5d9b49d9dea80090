/** How old events are when they reach their partners, at several live rates. */
import type { BenchOptions } from '../bench-options.ts';
import { machineFacts } from '../machine/machine-facts.ts';
import { median } from '../machine/median.ts';
import { withPipeline } from '../pipeline/bench-pipeline.ts';
import type { BenchReport, BenchRow } from '../report/bench-report.ts';
import { liveRow } from './live-row.ts';
import { runLive } from './run-live.ts';

export async function runLatency(options: BenchOptions, say: (line: string) => void): Promise<BenchReport> {
  const machine = machineFacts();
  return withPipeline(options, async bench => {
    const rows: BenchRow[] = [];
    for (const rate of options.rates) {
      const jMicros = await bench.measureJ();
      const live = await runLive(bench, options, { rate, seconds: options.seconds });
      const row = liveRow(bench.pipeline, live, jMicros, `live: ${rate}/s`);
      rows.push(row);
      say(`${rate}/s: p50 ${String(row['ageP50Ms'])} ms, p99 ${String(row['ageP99Ms'])} ms`);
    }
    const { bytesPerEvent, compressionRatio } = bench.warmUp;
    return {
      command: 'latency',
      machine,
      jsonParseMicros: median(bench.jMicros),
      options: { ...options },
      events: { bytesPerEvent, compressionRatio },
      rows,
    };
  });
}
