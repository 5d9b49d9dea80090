import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { tableBytes, viewJob } from '@pixel-relay/stage/compute';

const preload = fileURLToPath(new URL('./crash-on.ts', import.meta.url));
const echo = new URL('./echo.worker.ts', import.meta.url);

/** Resolves when the thread listens, as a pool waits for before it sends a job. */
async function thread(crashOn: string): Promise<Worker> {
  const env = { ...process.env, CRASH_ON: crashOn };
  const worker = new Worker(echo, { execArgv: ['--import', preload], env });
  await once(worker, 'message');
  return worker;
}

/** A job of one event; `stale` lies in its memory behind it, from a job before. */
function job(text: string, stale = ''): unknown[] {
  const event = Buffer.from(text);
  const memory = { tables: new SharedArrayBuffer(tableBytes(1)), events: new SharedArrayBuffer(4_096) };
  const view = viewJob({ ...memory, count: 1 });
  view.events.set(Buffer.concat([event, Buffer.from(stale)]));
  view.ends[0] = event.length;
  return [0, { count: 1 }, Object.entries(memory).map(([name, shared], slot) => [name, slot, shared])];
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
