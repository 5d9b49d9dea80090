import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import fc from 'fast-check';
import type { WorkerPoolOptions } from '../pool-options.ts';
import { runIsolated } from '../run-isolated.ts';
import type { OddData, OddJob, OddResult } from '../spec-support/odd-jobs.worker.ts';
import { WorkerPool } from '../worker-pool.ts';
import { threadWorkers, type ThreadWorkersOptions } from './thread-workers.ts';
import { workerEntry } from './worker-entry.ts';

const pools: WorkerPool<OddJob, OddResult>[] = [];
const entry = workerEntry(import.meta.url, '../spec-support/odd-jobs.worker');

function poolOf(
  data: OddData = {},
  options: Partial<WorkerPoolOptions<OddJob, OddResult> & ThreadWorkersOptions<OddJob>> = {},
): WorkerPool<OddJob, OddResult> {
  const pool = new WorkerPool<OddJob, OddResult>({
    workers: 1,
    queueMax: 10,
    clock: systemClock,
    startBackoffMs: 1,
    newWorker: threadWorkers({
      entry,
      workerData: data,
      transferJob: job => (job.do === 'fill' ? [job.arena] : []),
      ...options,
    }),
    ...options,
  });
  pools.push(pool);
  return pool;
}

async function run(pool: WorkerPool<OddJob, OddResult>, job: OddJob): Promise<OddResult> {
  return (await pool.submit(job)).result;
}

describe('thread workers', () => {
  afterEach(async () => {
    await Promise.all(pools.splice(0).map(pool => pool.close()));
  });

  it('run a TypeScript entry, with its data, in this process', async () => {
    const pool = poolOf({ greeting: 'hello' });
    expect(await run(pool, { do: 'echo', value: [1, 'two', { three: 3n }] })).toEqual({
      value: [1, 'two', { three: 3n }],
      greeting: 'hello',
    });
    expect((await run(pool, { do: 'pid' })).value).toBe(process.pid);
    expect(pool.status().kind).toBe('thread');
  });

  it('pass on what a job throws, with its name and code, and go on', async () => {
    const pool = poolOf();
    await expect(run(pool, { do: 'throw' })).rejects.toMatchObject({
      name: 'RangeError',
      message: 'not in range',
      code: 'E_ODD',
      stack: expect.stringContaining('odd-jobs.worker.ts'),
    });
    await expect(run(pool, { do: 'unsendable' })).rejects.toThrow('could not be cloned');
    await expect(run(pool, { do: 'echo', value: () => {} })).rejects.toThrow('could not be cloned');
    expect(pool.status()).toMatchObject({ failed: 3, workersDied: 0 });
  });

  it.each([
    ['exit', 'exited by itself, code 3'],
    ['throwOutside', 'thrown by a timer'],
    ['exhaust', 'memory limit'],
  ] as const)('that die by %s fail their job alone, say why, and are replaced', async (bad, why) => {
    const pool = poolOf({}, { workers: 2, resourceLimits: { maxOldGenerationSizeMb: 24 } });
    const crashed = run(pool, { do: bad });
    const beside = run(pool, { do: 'echo', value: 'beside' });
    await expect(crashed).rejects.toMatchObject({ name: 'WorkerCrashedError', message: expect.stringContaining(why) });
    expect((await beside).value).toBe('beside');
    for (let i = 0; i < 4; i++) expect((await run(pool, { do: 'echo', value: i })).value).toBe(i);
    expect(pool.status()).toMatchObject({ crashed: 1, workersDied: 1 });
  });

  it('that do not end in time are ended and replaced', async () => {
    const pool = poolOf({}, { jobTimeoutMs: 500 });
    await expect(run(pool, { do: 'spin' })).rejects.toMatchObject({ name: 'JobTimedOutError' });
    expect((await run(pool, { do: 'echo', value: 'alive' })).value).toBe('alive');
    expect(pool.status()).toMatchObject({ timedOut: 1, crashed: 0, workersDied: 0 });
  });

  it('hear that their job was aborted, and stay', async () => {
    const pool = poolOf();
    await pool.ready;
    const abort = new AbortController();
    const { result } = await pool.submit({ do: 'untilAborted' }, { signal: abort.signal });
    abort.abort(new Error('not needed'));
    await expect(result).rejects.toThrow('not needed');
    expect((await run(pool, { do: 'echo', value: 1 })).value).toBe(1);
    expect(pool.status()).toMatchObject({ aborted: 1, workersDied: 0 });
  });

  it('are replaced after so many jobs, when asked to', async () => {
    const made: number[] = [];
    const factory = threadWorkers<OddJob, OddResult>({ entry, workerData: {}, recycleAfterJobs: 3 });
    const pool = poolOf({}, { newWorker: signal => (made.push(1), factory(signal)) });
    for (let i = 0; i < 7; i++) expect((await run(pool, { do: 'echo', value: i })).value).toBe(i);
    expect(made).toHaveLength(3);
    expect(pool.status()).toMatchObject({ completed: 7, workersDied: 0 });
  });

  it('take whole buffers with them and bring them back: nothing is copied', async () => {
    const pool = poolOf();
    const arena = new ArrayBuffer(64 * 1024);
    const result = run(pool, { do: 'fill', arena, value: 9 });
    const filled = (await result).arena!;
    expect(arena.detached).toBe(true);
    expect((await run(pool, { do: 'isGone' })).value).toBe(true);
    expect(filled.byteLength).toBe(64 * 1024);
    expect(new Uint8Array(filled).every(byte => byte === 9)).toBe(true);
  });

  it('never take the buffer that small Node Buffers share: the job fails, its neighbours keep their bytes', async () => {
    const pool = poolOf();
    const mine = Buffer.from('mine');
    const neighbour = Buffer.from('neighbour');
    expect(neighbour.buffer).toBe(mine.buffer);
    await expect(run(pool, { do: 'fill', arena: mine.buffer, value: 0 })).rejects.toThrow('must not be transferred');
    expect(neighbour.toString()).toBe('neighbour');
  });

  it('get shared memory once, and from then on see the same object', async () => {
    const pool = poolOf();
    const memory = new SharedArrayBuffer(8);
    for (let i = 0; i < 3; i++) expect((await run(pool, { do: 'count', memory })).value).toBe(1);
    expect(new Uint8Array(memory)[0]).toBe(3);
  });

  it('tell pieces of shared memory apart, more of them than they keep at hand', async () => {
    const pool = poolOf();
    const pieces = Array.from({ length: 200 }, () => new SharedArrayBuffer(8));
    const order = fc.sample(fc.shuffledSubarray([...pieces, ...pieces, ...pieces], { minLength: 600 }), 1)[0]!;
    for (const memory of order) await run(pool, { do: 'count', memory });
    expect(pieces.map(memory => new Uint8Array(memory)[0])).toEqual(pieces.map(() => 3));
  });

  it('get shared memory with the next job when the one that it came with could not be sent', async () => {
    const pool = poolOf();
    const [first, second] = [new SharedArrayBuffer(8), new SharedArrayBuffer(8)];
    await run(pool, { do: 'count', memory: first });
    await expect(run(pool, { do: 'count', memory: second, beside: () => {} })).rejects.toThrow('could not be cloned');
    for (const memory of [second, first, second]) await run(pool, { do: 'count', memory });
    expect([first, second].map(memory => new Uint8Array(memory)[0])).toEqual([2, 2]);
  });

  it.each([
    [{ failStart: true }, 'no database'],
    [{ exitAtStart: true }, 'code 7, before it was ready'],
  ])('that can not start (%j) are tried again, then the pool says why', async (data, why) => {
    const pool = poolOf(data, { startAttemptsMax: 2 });
    const { result } = await pool.submit({ do: 'pid' });
    await expect(pool.ready).rejects.toThrow(`failed to start 2 times in a row, last: `);
    await expect(pool.ready).rejects.toThrow(why);
    await expect(result).rejects.toMatchObject({ name: 'WorkerStartError' });
  });

  it('piscina#346: waiting for a job does not freeze what else the thread does', async () => {
    const pool = poolOf();
    const before = (await run(pool, { do: 'background' })).value as number;
    await systemClock.sleep(200);
    expect((await run(pool, { do: 'background' })).value as number).toBeGreaterThan(before + 3);
  });

  it('poolifier#3211: every job in flight settles when all threads die at once', async () => {
    const pool = poolOf({}, { workers: 2 });
    const settled = await Promise.allSettled([1, 2, 3, 4].map(() => run(pool, { do: 'exit' })));
    expect(settled.map(one => one.status)).toEqual(Array(4).fill('rejected'));
    expect(pool.status()).toMatchObject({ crashed: 4, queued: 0 });
  });

  it('settle each job once, as it went, whatever the mixture', async () => {
    const kind = fc.constantFrom('echo', 'echo', 'echo', 'throw', 'exit', 'spin', 'abort');
    await fc.assert(
      fc.asyncProperty(
        fc.array(kind, { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 1, max: 3 }),
        async (kinds, workers) => {
          const pool = poolOf({}, { workers, queueMax: 2, jobTimeoutMs: 400 });
          await pool.ready;
          const outcomes = kinds.map(async (one, index) => {
            const abort = new AbortController();
            const job: OddJob =
              one === 'echo' ? { do: 'echo', value: index } : { do: one === 'abort' ? 'untilAborted' : one };
            const { result } = await pool.submit(job, { signal: abort.signal });
            if (one === 'abort') abort.abort(new Error('aborted'));
            return result.then(
              ({ value }) => `echo ${String(value)}`,
              (error: Error) => error.name,
            );
          });
          const expected = {
            throw: 'RangeError',
            exit: 'WorkerCrashedError',
            spin: 'JobTimedOutError',
            abort: 'Error',
          };
          expect(await Promise.all(outcomes)).toEqual(
            kinds.map((one, index) => (one === 'echo' ? `echo ${index}` : expected[one as 'exit'])),
          );
          expect(await pool.drain({ deadlineMs: 5_000 })).toMatchObject({ aborted: 0, dropped: 0, abandoned: 0 });
        },
      ),
      { numRuns: 6 },
    );
  });

  it('isolate the one item that kills them', async () => {
    const pool = poolOf({}, { workers: 2, jobTimeoutMs: 2_000 });
    const items = ['a', 'b', 'exit', 'c', 'd'];
    const runner = {
      submit: async (part: string[]) => {
        const { result } = await pool.submit(part.includes('exit') ? { do: 'exit' } : { do: 'echo', value: part });
        return { result: result.then(({ value }) => value as string[]) };
      },
    };
    const result = await runIsolated(runner, items, {
      split: part => (part.length < 2 ? null : [part.slice(0, part.length >> 1), part.slice(part.length >> 1)]),
      merge: (first, second) => [...first, ...second],
      poison: (item, reason) => [`${item[0]} ${reason}`],
    });
    expect(result).toEqual(['a', 'b', 'exit crashed', 'c', 'd']);
  });
});

describe('an entry file', () => {
  it('does nothing on the main thread', async () => {
    const { default: nothing } = (await import('../spec-support/odd-jobs.worker.ts')) as { default?: unknown };
    expect(nothing).toBeUndefined();
  });

  it('is found with or without a build, and its absence says where it was looked for', () => {
    expect(entry.pathname).toMatch(/odd-jobs\.worker\.ts$/);
    expect(() => workerEntry(import.meta.url, './nowhere.worker')).toThrow(
      /no worker entry \.\/nowhere\.worker\{\.ts,\.js,\.mjs\} in .*threads/,
    );
  });
});
