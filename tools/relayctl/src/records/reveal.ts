/** Customer data is shown to a person only with a reason, and the reason is written down. */
import { systemClock } from '@pixel-relay/clock';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { userName } from '../user-name.ts';
import { reason } from '../why.ts';

export interface RevealFlags {
  readonly reveal?: string;
}

export const addReveal = (command: Command): Command =>
  command.option(
    '--reveal <reason>',
    'show customer data too; the reason goes to standard error as a log line',
    reason,
  );

/** One JSON line, before anything is shown. */
export function noteReveal(
  what: { topic: string; partition: number; offsets: number[] },
  why: string,
  context: Context,
): void {
  const line = {
    level: 'warn',
    time: new Date(systemClock.now()).toISOString(),
    tool: 'relayctl',
    by: userName(),
    reason: why,
    ...what,
    msg: 'customer data revealed',
  };
  context.printAside(JSON.stringify(line));
}
