/** Turns JSON lines into lines for a person at a terminal: time, level, stage, message, then what else was said. */
import type { DestinationStream } from 'pino';
import type { DescribedError } from './describe-error.ts';

export const plainLines = (out: DestinationStream): DestinationStream => ({
  write: line => out.write(plain(line)),
});

function plain(line: string): string {
  const { time, level, stage, instance, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown> & {
    err?: DescribedError;
  };
  void instance;
  const said = Object.entries(rest).map(([name, value]) => `${name}=${plainValue(value)}`);
  const detail = err?.action ? `${err.message} (${err.action})` : err?.message;
  const failed = err && detail !== msg ? [`${err.type}: ${detail}`] : [];
  const head = [String(time).slice(11, 23), String(level).toUpperCase().padEnd(5), String(stage).padEnd(9)];
  return `${[...head, typeof msg === 'string' ? msg : '', ...said, ...failed].join(' ').trimEnd()}\n`;
}

const plainValue = (value: unknown): string =>
  typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
