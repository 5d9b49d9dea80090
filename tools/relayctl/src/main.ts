/**
 * Runs relayctl. Exit code 0: done; 1: refused, not answered, or the command line is wrong. An audit's 1 is its verdict, so
 * everything else that goes wrong with an audit is 2.
 */
import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { plainLine } from './plain-line.ts';
import { relayctl } from './program.ts';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
const failed = process.argv[2] === 'audit' ? 2 : 1;

try {
  await relayctl({
    print: text => void process.stdout.write(`${text}\n`),
    printAside: text => void process.stderr.write(`${text}\n`),
    exitWith: code => void (process.exitCode = code),
    terminal: process.stdout.isTTY,
    interrupted: interrupt.signal,
  }).parseAsync();
} catch (error) {
  // The command line's own complaints have been printed.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : failed;
  else {
    // Whatever it is: an audit that broke has not found anything out of balance.
    process.exitCode = failed;
    process.stderr.write(`relayctl: ${plainLine(error) ?? inspect(error)}\n`);
  }
}
