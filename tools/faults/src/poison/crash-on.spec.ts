import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { type ComputeJob, viewArena } from '@pixel-relay/stage/compute';

const preload = fileURLToPath(new URL('./crash-on.ts', import.meta.url));
const echo = new URL('./echo.worker.ts', import.meta.url);

/** Resolves when the thread listens, as a pool waits for before it sends a job. */
async function thread(crashOn: string): Promise<Worker> {
  const env = { ...process.env, CRASH_ON: crashOn };
  const worker = new Worker(echo, { execArgv: ['--import', preload], env });
  await once(worker, 'message');
  return worker;
}

/** A job of one event; `stale` lies in its arena behind it, from a job before. */
function job(text: string, stale = ''): [number, Partial<ComputeJob>] {
  const [event, rest] = [Buffer.from(text), Buffer.from(stale)];
  const arena = new SharedArrayBuffer(4_096);
  const { events } = viewArena(arena, 1, event.length + rest.length);
  events.set(Buffer.concat([event, rest]));
  return [0, { arena, count: 1, eventBytes: event.length }];
}

describe('CRASH_ON', () => {
  it('ends the thread that is given the text, before it does anything with it; others go on', async () => {
    const worker = await thread('venom');
    worker.postMessage(job('{"id":"harmless"}', 'venom'));
    expect((await once(worker, 'message'))[0]).toBe('{"id":"harmless"}');
    const said: unknown[] = [];
    worker.on('message', message => said.push(message));
    worker.postMessage(job('{"id":"venom-1"}'));
    expect((await once(worker, 'exit'))[0]).toBe(134);
    expect(said).toEqual([]);
  });

  it('does nothing where it is not set', async () => {
    const worker = await thread('');
    worker.postMessage(job('venom'));
    expect((await once(worker, 'message'))[0]).toBe('venom');
    await worker.terminate();
  });
});
