import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { type LoggerOptions, createLogger } from './index.ts';

const CANARY = 'canary@example.com';
const logged = (
  write: (log: ReturnType<typeof createLogger>) => void,
  options: Partial<LoggerOptions> = {},
): string[] => {
  const lines: string[] = [];
  const destination = { write: (line: string): void => void lines.push(line) };
  const clock = { ...systemClock, now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 6) };
  write(createLogger({ stage: 'parser', instance: 'parser-0', level: 'debug', destination, clock, ...options }));
  return lines;
};
const parsed = (line: string | undefined): Record<string, unknown> => JSON.parse(line!) as Record<string, unknown>;

describe('createLogger', () => {
  it('writes one JSON object a line, with the stage and the level as a word', () => {
    const [line] = logged(log => log.info({ partitions: 4 }, 'joined'));
    expect(parsed(line)).toEqual({
      level: 'info',
      time: '2026-01-02T03:04:05.006Z',
      stage: 'parser',
      instance: 'parser-0',
      partitions: 4,
      msg: 'joined',
    });
    expect(line).toMatch(/\n$/);
  });

  it('keeps to its level', () => {
    expect(logged(log => log.info('quiet'), { level: 'warn' })).toEqual([]);
    expect(logged(log => log.fatal('quiet'), { level: 'silent' })).toEqual([]);
  });

  it('hides what may be of a customer or secret, wherever in the line it stands', () => {
    const secret = {
      email: CANARY,
      ip: CANARY,
      clientId: CANARY,
      value: CANARY,
      authorization: CANARY,
      payload: CANARY,
    };
    const lines = logged(log => {
      log.info(secret, 'at the top');
      log.info({ job: secret }, 'below');
      log.info({ job: { request: secret } }, 'further below');
      log.child(secret).warn('from a child');
      log.info({ event: { data: { checkout: { email: CANARY } } } }, 'a whole event');
    });
    expect(lines).toHaveLength(5);
    expect(lines.join('')).not.toContain(CANARY);
    expect(parsed(lines[0])['email']).toBe('(hidden)');
  });

  it('never quotes the input that JSON.parse choked on, in whichever way the error is logged', () => {
    const error = (() => {
      try {
        return JSON.parse(`{"email": "${CANARY}", oops`) as Error;
      } catch (caught) {
        return caught as Error;
      }
    })();
    const lines = logged(log => {
      log.error(error);
      log.error({ err: error });
      log.error({ err: error, partition: 3 });
      log.error({ err: error }, 'a batch failed');
      log.error(new Error('a batch failed', { cause: error }));
      log.error({ error }, 'a batch failed');
    });
    expect(lines).toHaveLength(6);
    expect(lines.join('')).not.toContain('canary');
    expect(parsed(lines[2])).toMatchObject({ partition: 3, msg: 'not valid JSON', err: { type: 'SyntaxError' } });
    expect(parsed(lines[3])).toMatchObject({ msg: 'a batch failed' });
  });

  it('bounds an error, and says what to do where the error does', () => {
    let error = new Error('deepest');
    for (let depth = 0; depth < 100; depth++) error = new Error('x'.repeat(10_000), { cause: error });
    Object.assign(error, { code: 'topic_missing', action: 'create it' });
    const [line] = logged(log => log.error(error));
    expect(line!.length).toBeLessThan(20_000);
    expect(parsed(line)['err']).toMatchObject({ code: 'topic_missing', action: 'create it' });
  });

  it('writes plain lines for a terminal', () => {
    const lines = logged(
      log => {
        log.info({ topic: 'events raw', partitions: 4 }, 'joined');
        log.error({ err: Object.assign(new TypeError('no'), { action: 'restart' }) }, 'failed');
        log.error(new TypeError('no'));
      },
      { format: 'plain' },
    );
    expect(lines).toEqual([
      '03:04:05.006 INFO  parser    joined topic="events raw" partitions=4\n',
      '03:04:05.006 ERROR parser    failed TypeError: no (restart)\n',
      '03:04:05.006 ERROR parser    no\n',
    ]);
  });

  it('has written everything when the process exits', () => {
    const script = `import { createLogger } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
      const log = createLogger({ stage: 'parser', instance: 'p', level: 'info' });
      for (let i = 0; i < 5_000; i++) log.info({ i }, 'line');
      process.exit(3);`;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    expect(status).toBe(3);
    expect(parsed(stdout.trimEnd().split('\n').at(-1))['i']).toBe(4_999);
  });
});
