import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ControlledCrew } from './spec-support/controlled-crew.ts';
import { ManualClock, settle } from './spec-support/manual-clock.ts';
import { WorkerPool } from './worker-pool.ts';

/**
 * Random interleavings against a real pool, with workers that end a job when told to. After every step all that can be
 * said of a bounded pool is checked, from what the spec itself saw and not only from what the pool says. fast-check prints
 * the seed and the path of a failure; give both to `fc.assert` to replay it.
 */

const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('submit' as const), bytes: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('trySubmit' as const), bytes: fc.nat(6) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('succeed' as const), pick: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), pick: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), pick: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('abort' as const), pick: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resize' as const), workers: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const), pick: fc.nat(3) }) },
);

const scenario = fc.record({
  killable: fc.boolean(),
  workers: fc.integer({ min: 1, max: 4 }),
  queueMax: fc.nat(4),
  queueBytesMax: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  jobTimeoutMs: fc.option(fc.integer({ min: 20, max: 80 }), { nil: undefined }),
  reads: fc.boolean(),
  resultsMax: fc.integer({ min: 1, max: 3 }),
  actions: fc.array(action, { maxLength: 60 }),
  end: fc.constantFrom('drain' as const, 'drainTooShort' as const, 'close' as const),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;
type Action = Scenario['actions'][number];

class Submitted {
  readonly abort = new AbortController();
  readonly id: number;
  readonly bytes: number;
  admitted = false;
  refused = false;
  settlements: string[] = [];
  startedAtMs = Infinity;
  settledAtMs = Infinity;
  /** set by the step that must cause it, before it does */
  expected: string | null = null;

  constructor(id: number, bytes: number) {
    this.id = id;
    this.bytes = bytes;
  }
}

class Run {
  readonly clock = new ManualClock();
  readonly crew: ControlledCrew<Submitted>;
  readonly pool: WorkerPool<Submitted, Submitted>;
  readonly jobs: Submitted[] = [];
  readonly read: Submitted[] = [];
  readonly #reader: AsyncIterator<{ job: Submitted }> | null;
  readonly #scenario: Scenario;
  #reading = false;
  #asked = 0;
  #wanted: number;
  resized = 0;
  /** found where a throw would be taken for the job's own */
  broken: string | null = null;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#wanted = scenario.workers;
    this.crew = new ControlledCrew({ killable: scenario.killable });
    const { workers, queueMax, queueBytesMax, jobTimeoutMs, resultsMax } = scenario;
    this.crew.onStart = job => {
      job.startedAtMs = this.clock.monotonic();
      if (this.crew.running.length > this.#wanted) this.broken = 'more jobs run than there are workers';
      if (this.#unread >= scenario.resultsMax) this.broken = 'a job started although the reader is behind';
    };
    this.pool = new WorkerPool<Submitted, Submitted>({
      workers,
      queueMax,
      queueBytesMax,
      bytesOf: job => job.bytes,
      jobTimeoutMs,
      resultsMax,
      newWorker: this.crew.newWorker,
      clock: this.clock,
    });
    this.#reader = scenario.reads ? this.pool.results[Symbol.asyncIterator]() : null;
  }

  async step(action: Action): Promise<void> {
    const { running } = this.crew;
    switch (action.do) {
      case 'submit': {
        const job = this.#newJob(action.bytes);
        this.pool.submit(job, { signal: job.abort.signal }).then(
          admitted => this.#listen(job, admitted.result),
          () => (job.refused = true),
        );
        break;
      }
      case 'trySubmit': {
        const job = this.#newJob(action.bytes);
        const admitted = this.pool.trySubmit(job, { signal: job.abort.signal });
        if (admitted === null) this.jobs.pop();
        else this.#listen(job, admitted.result);
        break;
      }
      case 'succeed':
      case 'fail':
      case 'crash': {
        const one = running[action.pick % running.length];
        if (one === undefined || (action.do === 'crash' && !this.#scenario.killable)) return;
        one.job.expected ??= { succeed: 'ok', fail: 'failed', crash: 'WorkerCrashedError' }[action.do];
        if (action.do === 'succeed') one.succeed();
        else if (action.do === 'fail') one.fail(new Error('failed'));
        else one.crash(new Error('died'));
        break;
      }
      case 'abort': {
        const job = this.jobs[action.pick % this.jobs.length];
        if (job === undefined) return;
        if (job.settlements.length === 0) job.expected ??= 'aborted';
        job.abort.abort(new Error('aborted'));
        break;
      }
      case 'resize':
        this.#wanted = action.workers;
        this.resized++;
        void this.pool.resize(action.workers, 'model');
        break;
      case 'advance':
        await this.clock.advance(action.ms);
        break;
      case 'read':
        this.#take();
    }
    await settle();
  }

  /** settled and kept for the reader, who has not asked for it */
  get #unread(): number {
    if (this.#reader === null) return 0;
    return this.jobs.filter(job => job.admitted && job.settlements.length > 0).length - this.#asked;
  }

  #newJob(bytes: number): Submitted {
    const job = new Submitted(this.jobs.length, bytes);
    this.jobs.push(job);
    return job;
  }

  #listen(job: Submitted, result: Promise<Submitted>): void {
    job.admitted = true;
    const settled = (how: string): void => {
      job.settledAtMs = this.clock.monotonic();
      job.settlements.push(how);
    };
    result.then(
      value => settled(value === job ? 'ok' : 'the result of another job'),
      (error: Error) => settled(error.name === 'Error' ? error.message : error.name),
    );
  }

  #take(): void {
    if (this.#reader === null || this.#reading) return;
    this.#reading = true;
    this.#asked++;
    void this.#reader.next().then(next => {
      this.#reading = false;
      if (next.done !== true) this.read.push(next.value.job);
    });
  }

  /** What holds after every step, whatever the steps were. */
  check(): void {
    const status = this.pool.status();
    const { queueMax, queueBytesMax, jobTimeoutMs, resultsMax } = this.#scenario;
    const live = this.jobs.filter(job => !job.refused);
    const settled = live.filter(job => job.settlements.length > 0);
    const queued = live.filter(job => job.admitted && job.settlements.length === 0 && !this.crew.started.includes(job));
    const waiting = live.filter(job => !job.admitted);

    // bounds
    expect(status.queued).toBe(queued.length);
    expect(status.bytesQueued).toBe(queued.reduce((sum, job) => sum + job.bytes, 0));
    expect(status.waiting).toBe(waiting.length);
    expect(queued.length).toBeLessThanOrEqual(queueMax);
    if (queueBytesMax !== undefined && queued.length > 1) expect(status.bytesQueued).toBeLessThanOrEqual(queueBytesMax);

    // nothing that could move stands still
    expect(this.broken).toBeNull();
    const gated = this.#unread >= resultsMax;
    if (!gated && status.state === 'open') {
      const busy = this.crew.running.length;
      expect(status.busy).toBe(busy);
      if (queued.length > 0) expect(busy).toBeGreaterThanOrEqual(this.#wanted);
      const first = waiting[0];
      if (first !== undefined) {
        const fits =
          queued.length === 0
            ? queueMax > 0
            : queued.length < queueMax && status.bytesQueued + first.bytes <= (queueBytesMax ?? Infinity);
        expect(fits || busy < this.#wanted).toBe(false);
      }
    }

    // first come, first served
    const ids = this.crew.started.map(job => job.id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(ids.length);
    for (const job of queued) expect(waiting.every(other => other.id > job.id)).toBe(true);

    // each settles once, as what happened to it says
    for (const job of settled) {
      expect(job.settlements).toHaveLength(1);
      if (job.settlements[0] === 'JobTimedOutError') expect(job.settledAtMs - job.startedAtMs).toBe(jobTimeoutMs);
      else expect(job.settlements[0]).toBe(job.expected);
    }
    for (const job of this.crew.started) {
      if (job.settlements.length === 0)
        expect(this.clock.monotonic() - job.startedAtMs).toBeLessThan(jobTimeoutMs ?? Infinity);
    }
    const count = (outcome: string): number => settled.filter(job => job.settlements[0] === outcome).length;
    expect(status).toMatchObject({
      completed: count('ok'),
      failed: count('failed'),
      timedOut: count('JobTimedOutError'),
      crashed: count('WorkerCrashedError'),
      resized: this.resized,
    });
    expect(status.wait.count).toBe(this.crew.started.length);
    expect(status.run.count).toBe(this.crew.started.length - this.crew.running.length);
  }

  async finish(end: Scenario['end']): Promise<void> {
    const before = this.pool.status();
    const report = this.pool.drain({ deadlineMs: end === 'close' ? 0 : 500, graceMs: 100 });
    if (end !== 'drain') {
      for (const job of this.jobs) if (job.settlements.length === 0) job.expected ??= 'PoolClosedError';
    }
    await settle();
    if (end === 'drain') {
      for (let turn = 0; turn < 200 && this.pool.status().state === 'draining'; turn++) {
        await this.step({ do: 'succeed', pick: 0 });
        await this.step({ do: 'read', pick: 0 });
      }
    } else {
      await this.clock.advance(700);
    }
    const { aborted, dropped, refused, abandoned } = await report;
    expect(this.pool.status().state).toBe('closed');
    for (const job of this.jobs) expect(job.settlements.length + (job.refused ? 1 : 0)).toBe(1);
    if (end === 'drain')
      expect({ aborted, dropped, refused, abandoned }).toEqual({ aborted: 0, dropped: 0, refused: 0, abandoned: 0 });
    if (end === 'close')
      expect({ aborted, dropped, refused }).toEqual({
        aborted: before.busy - before.overdue,
        dropped: before.queued,
        refused: before.waiting,
      });
    if (this.#scenario.killable || end === 'drain')
      expect({ abandoned, running: this.crew.running.length }).toEqual({ abandoned: 0, running: 0 });
    await this.#readToEnd();
    for (const one of [...this.crew.running]) one.succeed(); // those that nobody waits for any more
    await settle();
    expect(this.pool.status()).toMatchObject({ busy: 0, idle: 0, starting: 0, queued: 0, waiting: 0, overdue: 0 });
    expect(this.clock.timers).toBe(0);
  }

  async #readToEnd(): Promise<void> {
    if (this.#reader === null) return;
    for (let turn = 0; turn < 300; turn++) {
      this.#take();
      await settle();
    }
    expect(await this.#reader.next()).toEqual({ done: true, value: undefined });
    const admitted = this.jobs.filter(job => job.admitted);
    expect([...this.read].sort((a, b) => a.id - b.id)).toEqual(admitted);
  }
}

describe('WorkerPool, over random interleavings', () => {
  it('never runs or queues more than it may, stands still for nothing, and settles every admitted job once', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async chosen => {
        const run = new Run(chosen);
        run.check();
        for (const action of chosen.actions) {
          await run.step(action);
          run.check();
        }
        await run.finish(chosen.end);
      }),
      { numRuns: 400 },
    );
  });
});
