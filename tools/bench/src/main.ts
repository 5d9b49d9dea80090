/** `npm run bench -- stages|pipeline|latency|soak|pool`: what the service costs, on this machine, beside bare JSON.parse. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { type BenchOptions, ratesOption, readOptions, stagesOption, withOptions } from './bench-options.ts';
import { latencyCharts, soakCharts, stagesCharts, writeCharts } from './chart/report-charts.ts';
import { runLatency } from './live/run-latency.ts';
import { runSoak, soakTable } from './live/run-soak.ts';
import { runPipeline } from './pipeline/run-pipeline.ts';
import { functionsTable, sharesTable } from './profile/profile-table.ts';
import { agesTable, type BenchReport, tableOf, writeReport } from './report/bench-report.ts';
import { runStages } from './stages/run-stages.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const program = new Command('bench').description(
  'Measures the stages on a real Kafka. CPU times are those of the processes themselves; J is bare JSON.parse of the same events.',
);

withOptions(program.command('stages').description('each stage alone, from a backlog'), {
  events: 1_000_000,
  seconds: 30,
  runs: 5,
})
  .addOption(stagesOption())
  .option('--profile [folder]', 'profile instead, and say where the CPU goes; keep the profiles in that folder')
  .action(async (given: Record<string, unknown>) => {
    const options = readOptions({ ...given, profile: given['profile'] === true ? '' : (given['profile'] ?? null) });
    const report = await runStages(options, say);
    console.log(tableOf(report.rows));
    if (report.profiles.length > 0) console.log(`\n${sharesTable(report.profiles)}`);
    for (const profile of report.profiles) console.log(`\n${functionsTable(profile)}`);
    if (options.json !== null) writeReport(options.json, report);
    if (options.charts !== null) writeCharts(options.charts, stagesCharts(report));
  });

withOptions(program.command('pipeline').description('all four at once: from a backlog, then live'), {
  events: 300_000,
  seconds: 120,
  runs: 1,
}).action(async (given: Record<string, unknown>) => {
  const options = readOptions(given);
  finish(options, await runPipeline(options, say));
});

withOptions(program.command('latency').description('how old events are when they reach their partners'), {
  events: 200_000,
  seconds: 30,
  runs: 1,
})
  .addOption(ratesOption([1_000, 5_000, 10_000]))
  .action(async (given: Record<string, unknown>) => {
    const options = readOptions(given);
    finish(options, await runLatency(options, say));
  });

withOptions(program.command('soak').description('memory, minute by minute, under a live load'), {
  events: 200_000,
  seconds: 600,
  runs: 1,
})
  .addOption(ratesOption([5_000]))
  .action(async (given: Record<string, unknown>) => {
    const options = readOptions(given);
    const report = await runSoak(options, say);
    console.log(soakTable(report.rows));
    if (options.json !== null) writeReport(options.json, report);
    if (options.charts !== null) writeCharts(options.charts, soakCharts(report));
  });

function finish(options: BenchOptions, report: BenchReport): void {
  console.log(`${tableOf(report.rows)}\n\n${agesTable(report.rows)}`);
  if (options.json !== null) writeReport(options.json, report);
  if (options.charts !== null) writeCharts(options.charts, latencyCharts(report));
}

program
  .command('pool')
  .description('the worker pool by itself, and what a job costs')
  .allowUnknownOption()
  .argument('[options...]')
  .helpOption(false)
  .action((args: string[]) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'pool/main.ts'), ...args], { stdio: 'inherit' });
    child.once('exit', code => (process.exitCode = code ?? 1));
  });

// By way of exit, so that what listens to it ends brokers and stages.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  say(error.stack ?? error.message);
  process.exitCode = 1;
}
