import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { PoolClosedError, TooManyWaitingError } from './pool-errors.ts';
import type { WorkerPoolOptions } from './pool-options.ts';
import { ControlledCrew } from './spec-support/controlled-crew.ts';
import { ManualClock, settle } from './spec-support/manual-clock.ts';
import { WorkerPool } from './worker-pool.ts';

function poolOf(options: Partial<WorkerPoolOptions<number, number>> = {}) {
  const crew = new ControlledCrew<number>();
  const clock = new ManualClock();
  const pool = new WorkerPool({ workers: 1, queueMax: 2, newWorker: crew.newWorker, clock, ...options });
  return { crew, clock, pool };
}

describe('WorkerPool', () => {
  it('holds a submit back until the queue has room', async () => {
    const { crew, pool } = poolOf();
    let admitted = 0;
    for (let job = 0; job < 5; job++) void pool.submit(job).then(() => admitted++);
    await settle();
    expect(admitted).toBe(3); // one running, two queued
    crew.of(0).succeed();
    await settle();
    expect(admitted).toBe(4);
    expect(pool.status()).toMatchObject({ busy: 1, queued: 2, waiting: 1 });
  });

  it('counts bytes as well as jobs, and admits one that is larger than the bound when nothing else is queued', async () => {
    const { crew, pool } = poolOf({ queueMax: 10, queueBytesMax: 100, bytesOf: job => job });
    await pool.submit(1);
    await pool.submit(500); // alone in the queue
    let admitted = false;
    void pool.submit(2).then(() => (admitted = true));
    await settle();
    expect(admitted).toBe(false);
    expect(pool.status()).toMatchObject({ queued: 1, bytesQueued: 500, queueBytesMax: 100 });
    crew.of(1).succeed();
    await settle();
    expect(admitted).toBe(true);
  });

  it('trySubmit never waits, and never overtakes those who do', async () => {
    const { pool } = poolOf({ queueMax: 10, queueBytesMax: 10, bytesOf: job => job });
    expect(pool.trySubmit(0)).not.toBeNull();
    expect(pool.trySubmit(8)).not.toBeNull();
    expect(pool.trySubmit(3)).toBeNull();
    void pool.submit(3);
    expect(pool.trySubmit(1)).toBeNull(); // it would fit
  });

  it('runs jobs whose worker is done at once without recursion', async () => {
    const pool = new WorkerPool<number, number>({
      workers: 1,
      queueMax: 20_000,
      newWorker: async () => ({ completeJob: job => job * 2 }),
      clock: systemClock,
    });
    const results: Promise<number>[] = [];
    for (let job = 0; job < 20_000; job++) results.push((await pool.submit(job)).result);
    expect((await Promise.all(results)).at(-1)).toBe(39_998);
    await pool.close();
  });

  it('keeps the order of jobs that a worker submits from within another job', async () => {
    const order: string[] = [];
    const pool: WorkerPool<string, void> = new WorkerPool<string, void>({
      workers: 2,
      queueMax: 10,
      newWorker: () => ({
        completeJob: job => {
          order.push(job);
          if (job === 'first') void pool.submit('nested');
        },
      }),
      clock: new ManualClock(),
      resultsMax: 1,
    });
    const reader = pool.results[Symbol.asyncIterator]();
    await pool.submit('fills the results');
    await pool.submit('first');
    await pool.submit('second');
    for (let i = 0; i < 4; i++) await reader.next();
    expect(order).toEqual(['fills the results', 'first', 'second', 'nested']);
  });

  it('gives results as jobs settle, and ends them after the last worker has ended', async () => {
    const { crew, pool } = poolOf({ workers: 2 });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const done of pool.results)
        seen.push(done.ok ? `${done.job} ok` : `${done.job} ${String(done.error)}`);
    })();
    for (const job of [1, 2, 3]) await pool.submit(job);
    crew.of(2).fail(new Error('no'));
    await settle();
    crew.of(1).succeed();
    const drained = pool.drain({ deadlineMs: 1000 });
    await settle();
    expect(seen).toEqual(['2 Error: no', '1 ok']);
    crew.of(3).succeed();
    await reading;
    expect(seen.at(-1)).toBe('3 ok');
    expect(await drained).toMatchObject({ finished: 2, aborted: 0, abandoned: 0 });
    expect(crew.closed).toBe(2);
  });

  it('keeps nothing for results that nobody reads, and lets workers go on when the reader leaves', async () => {
    const { crew, pool } = poolOf({ queueMax: 100, resultsMax: 1 });
    for (let job = 0; job < 10; job++) await pool.submit(job);
    for (let job = 0; job < 5; job++) {
      crew.of(job).succeed();
      await settle();
    }
    const reader = pool.results[Symbol.asyncIterator]();
    crew.of(5).succeed();
    await settle();
    expect(crew.running).toHaveLength(0); // the reader is one behind
    await reader.return!();
    expect(crew.running.map(running => running.job)).toEqual([6]);
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('says why options are wrong', () => {
    const { clock } = poolOf();
    const make = (options: Partial<WorkerPoolOptions<number, number>>) => () =>
      new WorkerPool({ workers: 1, queueMax: 1, newWorker: new ControlledCrew<number>().newWorker, clock, ...options });
    expect(make({ workers: 0 })).toThrow('workers must be a whole number of at least 1, got 0');
    expect(make({ queueMax: -1 })).toThrow('queueMax must be');
    expect(make({ queueBytesMax: 5 })).toThrow('queueBytesMax needs bytesOf');
    expect(make({ jobTimeoutMs: Number.NaN })).toThrow('jobTimeoutMs must be');
    expect(() => poolOf({ bytesOf: () => Number.NaN }).pool.trySubmit(1)).toThrow('bytesOf must give');
  });

  it('refuses callers who do not wait for admission, past a bound', async () => {
    const { pool } = poolOf({ queueMax: 0, waitingMax: 2 });
    for (let job = 0; job < 3; job++) void pool.submit(job);
    await expect(pool.submit(3)).rejects.toThrow(TooManyWaitingError);
  });

  it('shows how old the oldest queued job is, how long jobs waited and ran, and who resized it', async () => {
    const { crew, clock, pool } = poolOf();
    await pool.submit(1);
    await pool.submit(2);
    await clock.advance(40);
    expect(pool.status()).toMatchObject({ oldestQueuedMs: 40, kind: 'async', lastResizedBy: null });
    crew.of(1).succeed();
    await settle();
    await pool.resize(2, 'relayctl');
    const status = pool.status();
    expect(status).toMatchObject({
      oldestQueuedMs: 0,
      workers: 2,
      busy: 1,
      idle: 1,
      resized: 1,
      lastResizedBy: 'relayctl',
    });
    expect(status.wait).toEqual({ count: 2, p50Ms: expect.any(Number), p99Ms: 40, maxMs: 40 });
    expect(status.run).toMatchObject({ count: 1, maxMs: 40 });
  });

  it('resizes both ways without losing or delaying a job', async () => {
    const { crew, pool } = poolOf({ workers: 1, queueMax: 9 });
    const results = [];
    for (let job = 0; job < 6; job++) results.push((await pool.submit(job)).result);
    await pool.resize(4);
    expect(crew.running).toHaveLength(4);
    const shrunk = pool.resize(2);
    for (const job of [0, 1]) crew.of(job).succeed();
    await shrunk;
    expect(crew.running.map(running => running.job)).toEqual([2, 3]);
    for (const job of [2, 3]) crew.of(job).succeed();
    await settle();
    for (const job of [4, 5]) crew.of(job).succeed();
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(crew).toMatchObject({ made: 4, closed: 2 });
  });

  it('hands over what a drain could not finish, job by job', async () => {
    const { crew, clock, pool } = poolOf();
    const ends: Promise<string>[] = [];
    const hear = (result: Promise<unknown>): void => {
      ends.push(
        result.then(
          () => 'ok',
          (error: Error) => error.name,
        ),
      );
    };
    for (const job of [0, 1, 2]) hear((await pool.submit(job)).result);
    const refused = pool.submit(3);
    const drained = pool.drain({ deadlineMs: 100, graceMs: 10 });
    await expect(pool.submit(4)).rejects.toThrow(PoolClosedError);
    const { signal } = crew.of(0);
    await clock.advance(99);
    expect(signal.aborted).toBe(false);
    await clock.advance(1);
    expect(signal.aborted).toBe(true);
    await expect(refused).rejects.toThrow(PoolClosedError);
    await clock.advance(10);
    const report = { finished: 0, aborted: 1, dropped: 2, refused: 1, abandoned: 1, tookMs: 110 };
    expect(await drained).toEqual(report);
    expect(await Promise.all(ends)).toEqual(['PoolClosedError', 'PoolClosedError', 'PoolClosedError']);
    crew.of(0).succeed(); // nobody waits any more, but its worker is still closed
    await settle();
    expect(crew.closed).toBe(1);
  });

  it('tells a job that its time is over', async () => {
    const { crew, clock, pool } = poolOf({ jobTimeoutMs: 100 });
    await pool.submit(0);
    const { signal } = crew.of(0);
    await clock.advance(100);
    expect(signal.reason).toMatchObject({ name: 'JobTimedOutError', limitMs: 100 });
  });

  it('leaves nothing on a signal that many jobs share', async () => {
    const { crew, clock, pool } = poolOf();
    const { signal } = new AbortController();
    await pool.submit(0, { signal });
    await pool.submit(1, { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(2);
    for (const job of [0, 1]) {
      crew.of(job).succeed();
      await settle();
    }
    expect(pool.trySubmit(2, { signal })).not.toBeNull();
    void pool.close({ graceMs: 10 });
    await clock.advance(10);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
