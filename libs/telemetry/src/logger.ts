/**
 * Structured logs. A line says what the stage did, never what a customer did: names that hold customer data are hidden
 * wherever they stand, and errors are reduced to what cannot quote an input.
 */
import { type Clock, systemClock } from '@pixel-relay/clock';
import { type DestinationStream, type Logger, destination as fileDescriptor, pino } from 'pino';
import { describeError } from './describe-error.ts';
import { plainLines } from './plain-lines.ts';

export type { Logger };

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LoggerOptions {
  readonly stage: string;
  readonly instance: string;
  readonly level: LogLevel;
  /** json: one object a line; plain: one readable line. Default: json */
  readonly format?: 'json' | 'plain';
  /** Default: standard output, written synchronously, so that the last line before an exit is there. */
  readonly destination?: DestinationStream;
  readonly clock?: Clock;
}

/** Names under which customer data or secrets could come into a log line by mistake. */
const HIDDEN = [
  ...['clientId', 'client', 'email', 'phone', 'firstName', 'lastName', 'address', 'ip', 'userAgent', 'url', 'referrer'],
  ...['event', 'record', 'key', 'value', 'body', 'payload', 'headers', 'data', 'customData', 'consent'],
  ...['authorization', 'password', 'secret', 'token', 'privateKey', 'sasl'],
];
/** How deep in a line's object they are looked for. */
const HIDDEN_DEPTHS = ['', '*.', '*.*.'];

export function createLogger(options: LoggerOptions): Logger {
  const { stage, instance, level, format = 'json', clock = systemClock } = options;
  const out = options.destination ?? fileDescriptor({ fd: 1, sync: true });
  return pino(
    {
      level,
      base: { stage, instance },
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: label => ({ level: label }) },
      hooks: {
        // Without a message pino takes the error's own, past every serializer.
        logMethod(given, log) {
          const [first, ...rest] = given as unknown[];
          const said = first instanceof Error ? { err: first } : (first as { err?: unknown } | null);
          if (rest.length > 0 || said?.err === undefined) log.apply(this, given);
          else log.call(this, said, describeError(said.err).message);
        },
      },
      serializers: { err: describeError, error: describeError },
      redact: { paths: HIDDEN_DEPTHS.flatMap(depth => HIDDEN.map(name => depth + name)), censor: '(hidden)' },
    },
    format === 'plain' ? plainLines(out) : out,
  );
}
