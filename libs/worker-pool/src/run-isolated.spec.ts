import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JobTimedOutError, WorkerCrashedError } from './pool-errors.ts';
import { runIsolated, submitIsolated, type Isolation, type JobRunner } from './run-isolated.ts';
import { settle } from './spec-support/manual-clock.ts';

type Items = readonly number[];

const isolation: Isolation<Items, string[]> = {
  split: job => (job.length < 2 ? null : [job.slice(0, job.length >> 1), job.slice(job.length >> 1)]),
  merge: (first, second) => [...first, ...second],
  poison: (item, reason) => [`${item[0]} ${reason}`],
};

/** Fails a job as long as it holds an item that kills workers; counts what that costs. */
class Fragile implements JobRunner<Items, string[]> {
  readonly attempts: string[] = [];
  lost = 0;
  inFlight = 0;
  readonly #kills: (item: number) => 'crash' | 'timeout' | 'throw' | null;

  constructor(kills: (item: number) => 'crash' | 'timeout' | 'throw' | null) {
    this.#kills = kills;
  }

  async submit(job: Items): Promise<{ result: Promise<string[]> }> {
    this.attempts.push(job.join());
    const result = this.#run(job);
    result.catch(() => {});
    return { result };
  }

  async #run(job: Items): Promise<string[]> {
    expect(++this.inFlight).toBe(1); // a suspect never has two workers
    await settle();
    this.inFlight--;
    const bad = job.map(this.#kills).find(kind => kind !== null);
    if (bad === undefined) return job.map(String);
    if (bad === 'throw') throw new RangeError('thrown by the job');
    this.lost++;
    throw bad === 'crash' ? new WorkerCrashedError(new Error('died')) : new JobTimedOutError(10);
  }
}

describe('runIsolated', () => {
  it('finds exactly the bad items, keeps the order, and does the same each time', async () => {
    const kinds = fc.array(fc.constantFrom(null, null, null, 'crash' as const, 'timeout' as const), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(kinds, async kills => {
        const items = kills.map((_, i) => i);
        const run = async () => {
          const fragile = new Fragile(item => kills[item]!);
          return { result: await runIsolated(fragile, items, isolation), attempts: fragile.attempts };
        };
        const first = await run();
        const reasons = { crash: ' crashed', timeout: ' timed_out' };
        expect(first.result).toEqual(items.map(i => `${i}${kills[i] === null ? '' : reasons[kills[i]!]}`));
        expect(await run()).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });

  it.each([1, 2, 3, 8, 100, 500])('loses at most 3 + log2(n) workers to one bad item among %d', async n => {
    for (const bad of new Set([0, n >> 1, n - 1])) {
      const fragile = new Fragile(item => (item === bad ? 'crash' : null));
      const items = Array.from({ length: n }, (_, i) => i);
      const result = await runIsolated(fragile, items, isolation);
      expect(result[bad]).toBe(`${bad} crashed`);
      expect(fragile.lost).toBeGreaterThanOrEqual(2);
      expect(fragile.lost).toBeLessThanOrEqual(3 + Math.ceil(Math.log2(n)));
    }
  });

  it('splits nothing when the second attempt goes well: the worker was ill, not the job', async () => {
    let failures = 1;
    const fragile = new Fragile(() => (failures-- > 0 ? 'crash' : null));
    expect(await runIsolated(fragile, [7, 8], isolation)).toEqual(['7', '8']);
    expect(fragile.attempts).toEqual(['7,8', '7,8']);
  });

  it('calls no single item poison that failed only once alone', async () => {
    let failures = 3; // the whole twice, then the first half
    const fragile = new Fragile(item => (item === 7 && failures-- > 0 ? 'crash' : null));
    expect(await runIsolated(fragile, [7, 8], isolation)).toEqual(['7', '8']);
    expect(fragile.attempts).toEqual(['7,8', '7,8', '7', '7', '8']);
  });

  it('passes on any other failure of the job, at once', async () => {
    const fragile = new Fragile(item => (item === 2 ? 'throw' : null));
    await expect(runIsolated(fragile, [1, 2, 3], isolation)).rejects.toThrow('thrown by the job');
    expect(fragile.attempts).toEqual(['1,2,3']);
  });

  it('holds its caller back until the first attempt is admitted, and no longer', async () => {
    const admission = Promise.withResolvers<{ result: Promise<string[]> }>();
    let submitted = false;
    const outer = submitIsolated({ submit: () => admission.promise }, [1], isolation);
    void outer.then(() => (submitted = true));
    await settle();
    expect(submitted).toBe(false);
    const end = Promise.withResolvers<string[]>();
    admission.resolve({ result: end.promise });
    const { result } = await outer;
    end.resolve(['1']);
    expect(await result).toEqual(['1']);
  });
});
