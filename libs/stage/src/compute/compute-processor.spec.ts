import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { Outcome, Reason, VarintReader } from '@pixel-relay/contracts';
import { ArenaPool, threadWorkers, workerEntry, WorkerPool } from '@pixel-relay/worker-pool';
import { cutRaw } from '../protocol/cut-raw.ts';
import type { UnitResult } from '../protocol/processor.ts';
import type { Unit } from '../protocol/unit.ts';
import type { ComputeJob, ComputeResult } from './compute-job.ts';
import { ComputeProcessor } from './compute-processor.ts';

const FIRST_OFFSET = 100;
const pools: WorkerPool<ComputeJob, ComputeResult>[] = [];
afterEach(() => Promise.all(pools.splice(0).map(pool => pool.close())));

/** A pool of real threads, and units of events that are these texts. */
function world() {
  const pool = new WorkerPool<ComputeJob, ComputeResult>({
    workers: 2,
    queueMax: 4,
    jobTimeoutMs: 1_000,
    clock: systemClock,
    newWorker: threadWorkers<ComputeJob, ComputeResult>({
      entry: workerEntry(import.meta.url, '../spec-support/poison.worker'),
    }),
  });
  pools.push(pool);
  const arenas = ArenaPool.shared({ retainedBytesMax: 1 << 20 });
  const processor = new ComputeProcessor({ pool, arenas, clock: systemClock, outputShare: 1 });
  const submit = async (texts: readonly string[], memory: Memory = 'own'): Promise<UnitResult> => {
    const { result } = await processor.submit(unitOf(texts, memory), new AbortController().signal);
    return result;
  };
  return { pool, submit };
}

/** Each text in memory of its own, or all in one piece that threads share, as a fetch leaves them. */
type Memory = 'own' | 'shared';

const valuesIn: Record<Memory, (texts: readonly string[]) => Buffer[]> = {
  own: texts => texts.map(text => Buffer.from(text)),
  shared: texts => {
    const memory = Buffer.from(new SharedArrayBuffer(4_096) as never).fill(0xff);
    let at = 0;
    return texts.map(text => memory.subarray((at += 3), (at += memory.write(text, at))));
  },
};

function unitOf(texts: readonly string[], memory: Memory): Unit {
  const records = valuesIn[memory](texts).map((value, i) => ({
    offset: FIRST_OFFSET + i,
    value,
    key: null,
    timestampMs: 0,
    headers: {},
  }));
  const next = FIRST_OFFSET + texts.length;
  const fetched = { from: FIRST_OFFSET, next, records, expired: false, end: next };
  return cutRaw('raw', 0, fetched, { eventsMax: 1_000, bytesMax: 1 << 20 })[0]!;
}

function textsOf({ entries }: UnitResult): string[] {
  const reader = new VarintReader(entries);
  const texts: string[] = [];
  while (reader.at < reader.end) {
    expect(reader.next()).toBe(0x22);
    const end = reader.delimitedEnd();
    texts.push(entries.toString('utf8', reader.at, end));
    reader.at = end;
  }
  return texts;
}

describe('a computing stage, on threads', () => {
  it.each([
    ['exit', 'own', Reason.WORKER_CRASHED, 7],
    ['exit', 'shared', Reason.WORKER_CRASHED, 7],
    ['spin', 'shared', Reason.WORKER_TIMED_OUT, 2],
  ] as const)(
    'dead-letters the one event that would not let its worker go (%s, events in %s memory); the rest passes in order',
    async (bad, memory, reason, count) => {
      const { pool, submit } = world();
      const at = count >> 1;
      const texts = Array.from({ length: count }, (_, i) => (i === at ? bad : `event ${i}`));
      const [result, other] = await Promise.all([submit(texts, memory), submit(['a', 'b'], memory)]);
      expect(textsOf(result)).toEqual(texts.filter(text => text !== bad));
      expect([result.forwarded, result.dropped]).toEqual([
        count - 1,
        [{ offset: FIRST_OFFSET + at, outcome: Outcome.DEAD, run: 1 }],
      ]);
      expect(result.dead).toMatchObject([{ index: at, sourceOffset: FIRST_OFFSET + at, reason, attempts: 2 }]);
      expect(textsOf(other)).toEqual(['a', 'b']);
      expect(textsOf(await submit(['after']))).toEqual(['after']);
      expect(pool.status().workers).toBe(2);
      result.release();
      other.release();
    },
  );

  it('dead-letters an event on which the step throws, at no cost to its worker', async () => {
    const { pool, submit } = world();
    const result = await submit(['a', 'throw', 'b']);
    expect(textsOf(result)).toEqual(['a', 'b']);
    expect(result.dead).toMatchObject([{ index: 1, reason: Reason.WORKER_CRASHED, attempts: 1 }]);
    expect(result.dead[0]!.detail).not.toContain('no such field'); // a message may quote the event
    expect([pool.status().crashed, pool.status().timedOut]).toEqual([0, 0]);
    result.release();
  });
});
