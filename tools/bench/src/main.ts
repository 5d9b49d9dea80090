/** `npm run bench -- stages|pipeline|latency|soak|pool`: what the service costs, on this machine, beside bare JSON.parse. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { readOptions, stagesOption, withOptions } from './bench-options.ts';
import { functionsTable, sharesTable } from './profile/profile-table.ts';
import { tableOf, writeReport } from './report/bench-report.ts';
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
  });

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

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  say(error.stack ?? error.message);
  process.exitCode = 1;
}
