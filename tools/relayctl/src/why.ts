import { type Command, InvalidArgumentError } from 'commander';

const REASON_LENGTH_MIN = 10;
const REASON_LENGTH_MAX = 200;

/** A reason that somebody can make something of a year later, as an option's parser. */
export function reason(text: string): string {
  const given = text.trim();
  if (given.length >= REASON_LENGTH_MIN && given.length <= REASON_LENGTH_MAX) return given;
  throw new InvalidArgumentError(`Say why, in ${REASON_LENGTH_MIN} to ${REASON_LENGTH_MAX} characters.`);
}

/** For commands that change what becomes of events: without a reason they are not begun. */
export const requireReason = (command: Command, what: string): Command =>
  command.requiredOption('--reason <text>', `why ${what}; goes to the log`, reason);
