/**
 * The long run: node libs/simulation/src/main.ts --schedules 100000 --seed 1
 * One schedule, step by step: node libs/simulation/src/main.ts --seed 4711 --trace
 * The report goes to stdout as JSON, how to replay what failed to stderr; exit code 1 when something did.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '@pixel-relay/clock';
import { runSchedule } from './run-schedule.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (values.trace) {
  const { trace, violations } = await runSchedule(seed, true);
  for (const line of [...trace, ...violations]) say(line);
  process.exitCode = violations.length === 0 ? 0 : 1;
} else {
  const sinceMs = systemClock.monotonic();
  const report = await simulate({ schedules: Number(values.schedules), seed });
  const seconds = (systemClock.monotonic() - sinceMs) / 1_000;
  say(JSON.stringify({ ...report, seconds: Number(seconds.toFixed(1)) }, null, 2));
  for (const { seed: failing } of report.failures)
    process.stderr.write(`again: node libs/simulation/src/main.ts --seed ${failing} --trace\n`);
  process.exitCode = report.failures.length === 0 ? 0 : 1;
}
