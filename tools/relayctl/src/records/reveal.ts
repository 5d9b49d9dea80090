/** Customer data is shown to a person only with a reason, and the reason is written down. */
import { systemClock } from '@pixel-relay/clock';
import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from '../context.ts';
import { userName } from '../user-name.ts';

export interface RevealFlags {
  readonly reveal?: string;
}

const REASON_LENGTH_MIN = 10;
const REASON_LENGTH_MAX = 200;

export const addReveal = (command: Command): Command =>
  command.option(
    '--reveal <reason>',
    'show customer data too; the reason goes to standard error as a log line',
    reason,
  );

function reason(text: string): string {
  const given = text.trim();
  if (given.length >= REASON_LENGTH_MIN && given.length <= REASON_LENGTH_MAX) return given;
  throw new InvalidArgumentError(`Say why, in ${REASON_LENGTH_MIN} to ${REASON_LENGTH_MAX} characters.`);
}

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
