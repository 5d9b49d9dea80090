import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InOrder } from './in-order.ts';
import type { WorkerPoolOptions } from './pool-options.ts';
import { ControlledCrew } from './spec-support/controlled-crew.ts';
import { ManualClock, settle } from './spec-support/manual-clock.ts';
import { WorkerPool } from './worker-pool.ts';

/** What went wrong in other pools and consumers, each in the form in which it would show here. Named for where it was seen. */
describe('pitfalls', () => {
  const unhandled: unknown[] = [];
  const hear = (error: unknown): void => void unhandled.push(error);
  beforeEach(() => void process.on('unhandledRejection', hear));
  afterEach(() => {
    process.off('unhandledRejection', hear);
    expect(unhandled.splice(0)).toEqual([]);
  });

  function poolOf(options: Partial<WorkerPoolOptions<number, number>> & { killable?: boolean } = {}) {
    const crew = new ControlledCrew<number>({ killable: options.killable ?? false });
    const clock = new ManualClock();
    const pool = new WorkerPool<number, number>({
      workers: 1,
      queueMax: 3,
      newWorker: crew.newWorker,
      clock,
      ...options,
    });
    return { crew, clock, pool };
  }

  it('piscina#805: aborting a queued job strands none of those behind it', async () => {
    const { crew, pool } = poolOf();
    await pool.submit(0);
    const abort = new AbortController();
    const queued = await pool.submit(1, { signal: abort.signal });
    const behind = await pool.submit(2);
    await pool.submit(3);
    let admitted = false;
    void pool.submit(4).then(() => (admitted = true));
    abort.abort(new Error('not needed'));
    await expect(queued.result).rejects.toThrow('not needed');
    await settle();
    expect(admitted).toBe(true); // its place is free
    crew.of(0).succeed();
    await settle();
    crew.of(2).succeed();
    expect(await behind.result).toBe(2);
  });

  it('piscina#805: aborting a submit that waits strands none of those behind it, though it alone did not fit', async () => {
    const { pool } = poolOf({ queueMax: 9, queueBytesMax: 10, bytesOf: job => job });
    for (const job of [0, 6]) await pool.submit(job);
    const abort = new AbortController();
    const large = expect(pool.submit(9, { signal: abort.signal })).rejects.toThrow('not needed');
    const small = pool.submit(4);
    abort.abort(new Error('not needed'));
    await large;
    await small;
    expect(pool.status()).toMatchObject({ queued: 2, bytesQueued: 10, waiting: 0 });
  });

  it('piscina#934: aborting one job reaches no other job, neither beside it nor after it on the same worker', async () => {
    const { crew, pool } = poolOf({ workers: 2, killable: true });
    const abort = new AbortController();
    const first = await pool.submit(0, { signal: abort.signal });
    await pool.submit(1);
    await pool.submit(2);
    abort.abort(new Error('not needed'));
    await expect(first.result).rejects.toThrow('not needed');
    expect(crew.of(0).signal.aborted).toBe(true);
    crew.of(0).fail(new Error('heeds its signal'));
    await settle();
    expect([crew.of(1).signal.aborted, crew.of(2).signal.aborted]).toEqual([false, false]);
    expect(crew).toMatchObject({ made: 2, killed: 0 });
  });

  it('piscina#869: time in the queue does not count against the time limit', async () => {
    const { crew, clock, pool } = poolOf({ jobTimeoutMs: 100 });
    await pool.submit(0);
    const queued = await pool.submit(1);
    await clock.advance(90);
    crew.of(0).succeed();
    await clock.advance(90);
    crew.of(1).succeed();
    expect(await queued.result).toBe(1);
    expect(pool.status().timedOut).toBe(0);
  });

  it('piscina: a pool that is closed stays closed', async () => {
    const { pool } = poolOf();
    await pool.close();
    await expect(pool.submit(1)).rejects.toThrow('takes no more jobs');
    await pool.close();
    expect(() => pool.trySubmit(1)).toThrow('takes no more jobs');
  });

  it('p-queue: a job out of time frees its worker only when its function has ended', async () => {
    const { crew, clock, pool } = poolOf({ jobTimeoutMs: 100 });
    const late = await pool.submit(0);
    await pool.submit(1);
    await clock.advance(100);
    await expect(late.result).rejects.toThrow('longer than its limit of 100 ms');
    expect(crew.running.map(running => running.job)).toEqual([0]);
    expect(pool.status()).toMatchObject({ busy: 1, overdue: 1, queued: 1, timedOut: 1 });
    crew.of(0).succeed();
    await settle();
    expect(crew.running.map(running => running.job)).toEqual([1]);
    expect(pool.status()).toMatchObject({ overdue: 0, completed: 0 });
  });

  it('p-queue#239: ending the pool leaves no promise pending', async () => {
    const { crew, pool } = poolOf({ queueMax: 1 });
    const ends: Promise<string>[] = [];
    for (const job of [0, 1, 2, 3]) {
      const submitted = pool.submit(job).then(({ result }) => result);
      ends.push(
        submitted.then(
          () => 'ok',
          (error: Error) => error.name,
        ),
      );
    }
    await settle();
    const closed = pool.close();
    crew.of(0).fail(new Error('heeds its signal'));
    await closed;
    expect(await Promise.all(ends)).toEqual(Array(4).fill('PoolClosedError'));
  });

  it('pond#108, #109, #115: no wakeup is lost when a worker becomes free, is added, or replaced', async () => {
    const { crew, pool } = poolOf({ killable: true, queueMax: 9 });
    for (let job = 0; job < 6; job++) await pool.submit(job);
    await pool.resize(2);
    expect(crew.started).toEqual([0, 1]);
    crew.of(0).crash(new Error('died'));
    await settle();
    expect(crew.started).toEqual([0, 1, 2]);
    crew.of(1).fail(new Error('no'));
    await settle();
    expect(crew.started).toEqual([0, 1, 2, 3]);
  });

  it('pond#138: aborting queued jobs during a drain does not hang it', async () => {
    const { crew, pool } = poolOf();
    const abort = new AbortController();
    await pool.submit(0);
    for (const job of [1, 2, 3]) await pool.submit(job, { signal: abort.signal });
    const waiting = pool.submit(4, { signal: abort.signal }).then(({ result }) => result);
    const drained = pool.drain({ deadlineMs: 1_000 });
    abort.abort(new Error('not needed'));
    await expect(waiting).rejects.toThrow('not needed');
    crew.of(0).succeed();
    expect(await drained).toMatchObject({ finished: 1, aborted: 0, dropped: 0 });
  });

  it('cockatiel: a newcomer does not take the place of one who waits', async () => {
    const { crew, pool } = poolOf({ queueMax: 0 });
    await pool.submit(0);
    void pool.submit(1);
    crew.of(0).succeed();
    await settle();
    expect(pool.trySubmit(2)).toBeNull();
    expect(crew.started).toEqual([0, 1]);
  });

  it('parallel-consumer#547: aborts, crashes and time-outs leak no count', async () => {
    const { crew, clock, pool } = poolOf({ workers: 2, killable: true, jobTimeoutMs: 50, queueMax: 2 });
    for (let round = 0; round < 20; round++) {
      const abort = new AbortController();
      for (const job of [0, 1, 2, 3]) await pool.submit(round * 4 + job, { signal: abort.signal });
      crew.running[0]!.crash(new Error('died'));
      abort.abort();
      await clock.advance(60);
    }
    expect(pool.status()).toMatchObject({ busy: 0, idle: 2, queued: 0, bytesQueued: 0, waiting: 0, overdue: 0 });
    const { completed, failed, timedOut, crashed, aborted } = pool.status();
    expect(completed + failed + timedOut + crashed + aborted).toBe(80);
  });

  it('parallel-consumer fork#119: jobs that always fail do not fill the pool', async () => {
    const pool = new WorkerPool<number, number>({
      workers: 2,
      queueMax: 2,
      newWorker: () => ({ completeJob: () => Promise.reject(new Error('always')) }),
      clock: new ManualClock(),
    });
    for (let job = 0; job < 1_000; job++) await pool.submit(job);
    await pool.drain({ deadlineMs: 1_000 });
    expect(pool.status().failed).toBe(1_000);
  });

  it('parallel-consumer#832: a stalled reader of results stalls the workers, so memory stays bounded', async () => {
    const { crew, pool } = poolOf({ queueMax: 2, resultsMax: 2 });
    pool.results[Symbol.asyncIterator]();
    let admitted = 0;
    for (let job = 0; job < 50; job++) void pool.submit(job).then(() => admitted++);
    for (let turn = 0; turn < 50; turn++) {
      crew.running[0]?.succeed();
      await settle();
    }
    expect(crew.started).toEqual([0, 1]);
    expect(admitted).toBe(4);
  });

  it('decaton#96: a completion that never comes holds up its key no longer than the time limit', async () => {
    const { clock, pool } = poolOf({ workers: 2, jobTimeoutMs: 100 });
    const released: string[] = [];
    const order = new InOrder<string, number>({
      release: (_key, outcome) => void released.push(outcome.ok ? 'ok' : (outcome.error as Error).name),
      releaseFailed: () => {},
    });
    order.add('partition', (await pool.submit(0)).result);
    await clock.advance(100);
    expect(released).toEqual(['JobTimedOutError']);
  });

  it('posthog#59391: work that finishes before the deadline is not thrown away by a drain', async () => {
    const { crew, clock, pool } = poolOf();
    const first = await pool.submit(0);
    const queued = await pool.submit(1);
    const drained = pool.drain({ deadlineMs: 100 });
    await clock.advance(50);
    crew.of(0).succeed();
    await settle();
    crew.of(1).succeed();
    expect([await first.result, await queued.result]).toEqual([0, 1]);
    expect(await drained).toMatchObject({ finished: 2, dropped: 0, tookMs: 50 });
  });

  it('connect#4477: an end that comes late changes nothing any more', async () => {
    const { crew, clock, pool } = poolOf();
    const abandoned = await pool.submit(0);
    const closed = pool.close({ graceMs: 10 });
    await clock.advance(10);
    await closed;
    const before = pool.status();
    crew.of(0).succeed();
    await settle();
    await expect(abandoned.result).rejects.toThrow('the pool ended before the job did');
    expect(pool.status()).toMatchObject({ completed: before.completed, aborted: before.aborted });
  });

  it('a result that nobody listens to is no unhandled rejection', async () => {
    const { crew, pool } = poolOf();
    void (await pool.submit(0));
    crew.of(0).fail(new Error('nobody cares'));
    await settle();
    await settle();
    expect(pool.status().failed).toBe(1);
  });
});
