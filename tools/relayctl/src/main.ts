/** Runs relayctl. Exit code 0: done; 1: a stage refused or did not answer, or the command line is wrong. */
import { ControlCallError } from '@pixel-relay/control';
import { UsageError } from './context.ts';
import { relayctl } from './program.ts';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());

try {
  await relayctl({
    print: text => void process.stdout.write(`${text}\n`),
    terminal: process.stdout.isTTY,
    interrupted: interrupt.signal,
  }).parseAsync();
} catch (error) {
  if (!(error instanceof ControlCallError) && !(error instanceof UsageError)) throw error;
  process.stderr.write(`relayctl: ${error.message}\n`);
  process.exitCode = 1;
}
