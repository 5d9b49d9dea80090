/** Whether memory stays flat: resident memory of each stage, minute by minute, under a moderate live load. */
import { systemClock } from '@pixel-relay/clock';
import { type StageName, stageNames } from '@pixel-relay/demo';
import type { BenchOptions } from '../bench-options.ts';
import { machineFacts } from '../machine/machine-facts.ts';
import { median } from '../machine/median.ts';
import { withPipeline } from '../pipeline/bench-pipeline.ts';
import type { BenchReport } from '../report/bench-report.ts';
import { runLive } from './run-live.ts';

export interface SoakRow {
  readonly name: string;
  readonly minute: number;
  readonly residentMiB: Readonly<Record<StageName, number>>;
}

const MINUTE_MS = 60_000;

export async function runSoak(options: BenchOptions, say: (line: string) => void): Promise<BenchReport<SoakRow>> {
  const machine = machineFacts();
  const rate = options.rates[0]!;
  return withPipeline(options, async bench => {
    const rows: SoakRow[] = [];
    await bench.measureJ();
    const over = new AbortController();
    const watching = (async () => {
      for (; !over.signal.aborted; await systemClock.sleep(MINUTE_MS, over.signal).catch(() => undefined)) {
        const samples = await bench.pipeline.sample();
        const residentMiB = Object.fromEntries(
          stageNames.map(stage => [stage, samples[stage].residentBytes / 2 ** 20]),
        ) as Record<StageName, number>;
        rows.push({ name: `minute ${rows.length}`, minute: rows.length, residentMiB });
        say(
          `minute ${rows.length - 1}: ${stageNames.map(stage => `${stage} ${Math.round(residentMiB[stage])}`).join(', ')} MiB`,
        );
      }
    })();
    await runLive(bench, options, { rate, seconds: options.seconds });
    over.abort();
    await watching;
    return {
      command: 'soak',
      machine,
      jsonParseMicros: median(bench.jMicros),
      options: { ...options },
      rows,
    };
  });
}

export function soakTable(rows: readonly SoakRow[]): string {
  const lines = rows.map(
    ({ minute, residentMiB }) =>
      `| ${minute} | ${stageNames.map(stage => Math.round(residentMiB[stage])).join(' | ')} |`,
  );
  return [`| minute | ${stageNames.map(stage => `${stage} MiB`).join(' | ')} |`, '|-:|-:|-:|-:|-:|', ...lines].join(
    '\n',
  );
}
