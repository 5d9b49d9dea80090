/** `npm run demo` and, with --endless, `npm start`. */
import { writeFileSync } from 'node:fs';
import { readDemoOptions } from './demo-options.ts';
import { reportText } from './print-report.ts';
import { isGood } from './report.ts';
import { runDemo } from './run-demo.ts';

const argv = process.argv.slice(2);
const endless = argv.includes('--endless');
const options = readDemoOptions(
  argv.filter(flag => flag !== '--endless'),
  endless,
);
const stop = new AbortController();
// The first signal drains; a second one is for those in a hurry.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => (stop.signal.aborted ? process.exit(130) : stop.abort()));
try {
  const { report, examples } = await runDemo(options, stop.signal);
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${reportText(report, examples)}\n`);
  process.exitCode = isGood(report) ? 0 : 1;
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
process.exit();
