import { describe, expect, it } from '@jest/globals';
import { PoolClosedError, WorkerStartError } from './pool-errors.ts';
import type { PoolStatus } from './pool-status.ts';
import { ControlledCrew } from './spec-support/controlled-crew.ts';
import { ManualClock, settle } from './spec-support/manual-clock.ts';
import type { NewWorker } from './worker.ts';
import { WorkerPool } from './worker-pool.ts';

type State = PoolStatus['state'];
const states: State[] = ['open', 'draining', 'closed', 'failed'];

/** A pool in the state, in which, while it can, one job runs and one is queued. */
async function poolIn(state: State) {
  const crew = new ControlledCrew<number>();
  const clock = new ManualClock();
  const broken: NewWorker<number, number> = () => {
    throw new Error('no such file');
  };
  const pool = new WorkerPool<number, number>({
    workers: 1,
    queueMax: 1,
    newWorker: state === 'failed' ? broken : crew.newWorker,
    clock,
    startAttemptsMax: 2,
  });
  if (state === 'failed') await clock.advance(1_000);
  else for (const job of [1, 2]) await pool.submit(job);
  if (state === 'draining') void pool.drain({ deadlineMs: 1_000 });
  if (state === 'closed') {
    const closed = pool.close();
    await clock.advance(5_000);
    await closed;
    for (const running of [...crew.running]) running.succeed();
    await settle();
  }
  expect(pool.status().state).toBe(state);
  return { pool, crew, clock };
}

const refusal = { open: undefined, draining: PoolClosedError, closed: PoolClosedError, failed: WorkerStartError };

describe('lifecycle of a pool', () => {
  it.each(states)('submit, when %s', async state => {
    const { pool, crew } = await poolIn(state);
    const submitted = pool.submit(3);
    const expected = refusal[state];
    if (expected !== undefined) return expect(submitted).rejects.toThrow(expected);
    crew.of(1).succeed();
    return expect(submitted).resolves.toBeDefined();
  });

  it.each(states)('trySubmit, when %s', async state => {
    const { pool } = await poolIn(state);
    const expected = refusal[state];
    if (expected === undefined) expect(pool.trySubmit(3)).toBeNull();
    else expect(() => pool.trySubmit(3)).toThrow(expected);
  });

  it.each(states)('resize, when %s', async state => {
    const { pool } = await poolIn(state);
    const expected = refusal[state];
    if (expected === undefined) await expect(pool.resize(2)).resolves.toBeUndefined();
    else await expect(pool.resize(2)).rejects.toThrow(expected);
  });

  it.each(states)('drain, when %s', async state => {
    const { pool, crew } = await poolIn(state);
    const drained = pool.drain({ deadlineMs: 1_000 });
    for (const job of [1, 2]) {
      if (crew.running.length > 0) crew.of(job).succeed();
      await settle();
    }
    const finished = state === 'closed' || state === 'failed' ? 0 : 2;
    expect(await drained).toMatchObject({ finished, dropped: state === 'closed' ? 1 : 0 });
    expect(pool.status()).toMatchObject({ state: state === 'failed' ? 'failed' : 'closed', busy: 0, queued: 0 });
  });

  it.each(states)('close, when %s', async state => {
    const { pool, crew, clock } = await poolIn(state);
    const closed = pool.close({ graceMs: 50 });
    crew.running[0]?.fail(new Error('heeds its signal'));
    await closed;
    expect(pool.status()).toMatchObject({ busy: 0, idle: 0, queued: 0, waiting: 0 });
    expect(clock.timers).toBe(0);
  });

  it.each(states)('reading results, when %s', async state => {
    const { pool, clock } = await poolIn(state);
    const reading = (async () => {
      const seen: number[] = [];
      for await (const done of pool.results) seen.push(done.job);
      return seen;
    })();
    void pool.close({ graceMs: 50 });
    await clock.advance(50);
    expect(await reading).toEqual(state === 'open' || state === 'draining' ? [2, 1] : []);
  });

  it('a later drain can bring the deadline nearer, and never further away', async () => {
    const { pool, clock } = await poolIn('draining');
    const second = pool.drain({ deadlineMs: 100, graceMs: 10 });
    void pool.drain({ deadlineMs: 10_000 });
    await clock.advance(110);
    expect(await second).toMatchObject({ aborted: 1, dropped: 1, abandoned: 1, tookMs: 110 });
  });

  it('a worker whose close hangs holds up neither a resize nor a drain for ever', async () => {
    const clock = new ManualClock();
    const newWorker: NewWorker<number, number> = () => ({
      completeJob: job => job,
      close: () => new Promise<void>(() => {}),
    });
    const pool = new WorkerPool({ workers: 2, queueMax: 1, newWorker, clock });
    let resized = false;
    void pool.resize(1).then(() => (resized = true));
    await clock.advance(4_999);
    expect(resized).toBe(false);
    await clock.advance(1);
    expect(resized).toBe(true);
    expect(pool.status().lastWorkerError).toContain('close of a worker took longer');
    const drained = pool.drain({ deadlineMs: 100, graceMs: 100 });
    await clock.advance(200);
    expect(await drained).toMatchObject({ abandoned: 1, tookMs: 200 });
    expect(clock.timers).toBe(0);
  });
});

describe('start of a pool', () => {
  it('is ready when all workers have started, and takes jobs before', async () => {
    const clock = new ManualClock();
    const starts: PromiseWithResolvers<void>[] = [];
    const newWorker: NewWorker<number, number> = async () => {
      const start = Promise.withResolvers<void>();
      starts.push(start);
      await start.promise;
      return { completeJob: job => job };
    };
    const pool = new WorkerPool({ workers: 2, queueMax: 2, newWorker, clock });
    let ready = false;
    void pool.ready.then(() => (ready = true));
    const { result } = await pool.submit(7);
    expect(pool.status()).toMatchObject({ starting: 2, queued: 1 });
    starts[0]!.resolve();
    expect(await result).toBe(7);
    expect(ready).toBe(false);
    starts[1]!.resolve();
    await pool.ready;
    await pool.close();
  });

  it('tries again with growing waits, then gives up and says why, to everyone who waits', async () => {
    const clock = new ManualClock();
    const attemptsAtMs: number[] = [];
    const newWorker: NewWorker<number, number> = async () => {
      attemptsAtMs.push(clock.monotonic() - 1_000);
      throw new Error('out of files');
    };
    const pool = new WorkerPool({ workers: 1, queueMax: 1, newWorker, clock, startAttemptsMax: 4, startBackoffMs: 10 });
    const { result } = await pool.submit(1);
    const waiting = expect(pool.submit(2)).rejects.toThrow(WorkerStartError);
    await clock.advance(1_000);
    expect(attemptsAtMs).toEqual([0, 10, 30, 70]);
    await expect(pool.ready).rejects.toThrow('failed to start 4 times in a row, last: out of files');
    await expect(result).rejects.toThrow(WorkerStartError);
    await waiting;
    expect(pool.status()).toMatchObject({ state: 'failed', starting: 0, aborted: 1 });
    expect(clock.timers).toBe(0);
  });

  it('gives up a start that takes too long, and lets go a worker that comes late', async () => {
    const clock = new ManualClock();
    let closed = 0;
    let starts = 0;
    const late = Promise.withResolvers<void>();
    const newWorker: NewWorker<number, number> = async signal => {
      if (++starts === 1) {
        await late.promise;
        expect(signal.aborted).toBe(true);
      }
      return { completeJob: job => job, close: () => void closed++ };
    };
    const pool = new WorkerPool({ workers: 1, queueMax: 1, newWorker, clock, startTimeoutMs: 500 });
    await clock.advance(600);
    await pool.ready;
    late.resolve();
    await settle();
    expect({ starts, closed, idle: pool.status().idle }).toEqual({ starts: 2, closed: 1, idle: 1 });
    await pool.close();
  });

  it('goes on with the workers it has when, later, a replacement does not start', async () => {
    const clock = new ManualClock();
    const crew = new ControlledCrew<number>({ killable: true });
    let broken = false;
    const newWorker: NewWorker<number, number> = () => {
      if (broken) throw new Error('out of memory');
      return crew.newWorker();
    };
    const pool = new WorkerPool({ workers: 2, queueMax: 1, newWorker, clock, startAttemptsMax: 2 });
    broken = true;
    const first = await pool.submit(1);
    crew.of(1).crash(new Error('died'));
    await expect(first.result).rejects.toThrow('died');
    await clock.advance(20_000);
    const second = await pool.submit(2);
    crew.of(2).succeed();
    expect(await second.result).toBe(2);
    broken = false;
    await clock.advance(4_000);
    expect(pool.status()).toMatchObject({ state: 'open', idle: 2, starting: 0, workersDied: 1 });
  });

  it('is waited for by a close, which tells it that it is no longer wanted', async () => {
    const clock = new ManualClock();
    const unwanted = Promise.withResolvers<void>();
    const newWorker: NewWorker<number, number> = async signal => {
      signal.addEventListener('abort', () => unwanted.resolve());
      await unwanted.promise;
      await clock.sleep(20);
      throw signal.reason;
    };
    const pool = new WorkerPool({ workers: 1, queueMax: 1, newWorker, clock });
    const drained = pool.drain({ deadlineMs: 1_000 });
    await clock.advance(20);
    expect(await drained).toMatchObject({ abandoned: 0, tookMs: 20 });
    expect(pool.status().lastWorkerError).toBeNull();
    expect(clock.timers).toBe(0);
  });

  it('counts as failed when the worker dies before it has done anything, so that it is not tried for ever', async () => {
    const clock = new ManualClock();
    let made = 0;
    const newWorker: NewWorker<number, number> = () => ({
      completeJob: job => job,
      spent: false,
      kill: async () => {},
      onDeath(died: (cause: Error) => void): void {
        made++;
        clock.setTimer(1, () => died(new Error('timer in the entry file threw')));
      },
    });
    const pool = new WorkerPool({ workers: 1, queueMax: 1, newWorker, clock, startAttemptsMax: 3, startBackoffMs: 10 });
    await clock.advance(1_000);
    expect({ made, state: pool.status().state }).toEqual({ made: 3, state: 'failed' });
    await expect(pool.submit(1)).rejects.toThrow('timer in the entry file threw');
  });

  it('replaces a worker once, although it dies while it is being ended', async () => {
    const clock = new ManualClock();
    const deaths: ((cause: Error) => void)[] = [];
    const newWorker: NewWorker<number, number> = () => ({
      completeJob: () => new Promise<number>(() => {}),
      spent: false,
      kill: () => clock.sleep(50),
      onDeath: (died: (cause: Error) => void) => void deaths.push(died),
    });
    const pool = new WorkerPool({ workers: 1, queueMax: 1, newWorker, clock, jobTimeoutMs: 100 });
    await pool.submit(1);
    await clock.advance(120);
    expect(pool.status()).toMatchObject({ busy: 1, timedOut: 1, overdue: 1 });
    deaths[0]!(new Error('killed'));
    await clock.advance(50);
    expect(deaths).toHaveLength(2);
    expect(pool.status()).toMatchObject({ idle: 1, busy: 0, crashed: 0, workersDied: 0 });
    await pool.close();
  });
});
