import { systemClock } from '@pixel-relay/clock';
import { WorkerPool } from '@pixel-relay/worker-pool';
import type { Contender } from './sampling.ts';

/** A job as heavy as a batch, which then only waits, as a delivery does. */
const jobBytes = 64 * 1024;
const jobMs = 20;

/** The pool, from an endless backlog. */
export function pooled(workers: number): Contender {
  const pool = new WorkerPool<Buffer, number>({
    workers,
    queueMax: workers * 2,
    clock: systemClock,
    newWorker: () => ({ completeJob: deliver }),
  });
  return {
    async start(ended) {
      const { result } = await pool.submit(newJob());
      void result.then(ended);
    },
    waitP99Ms: () => pool.status().wait.p99Ms,
    close: async () => void (await pool.drain({ deadlineMs: 10_000 })),
  };
}

/** What a pool replaces: every job begins at once. Its wait is how much later than due a job's timer came. */
export function unbounded(): Contender {
  const lateMs: number[] = [];
  let underWay = 0;
  return {
    start(ended) {
      underWay++;
      const dueMs = performance.now() + jobMs;
      void deliver(newJob()).then(() => {
        underWay--;
        if (lateMs.length < 1_000_000) lateMs.push(performance.now() - dueMs);
        ended();
      });
    },
    waitP99Ms: () => Math.max(lateMs.sort((a, b) => a - b)[Math.floor(lateMs.length * 0.99)] ?? 0, 0),
    async close() {
      while (underWay > 0) await systemClock.sleep(jobMs);
    },
  };
}

function newJob(): Buffer {
  return Buffer.allocUnsafeSlow(jobBytes).fill(1);
}

async function deliver(job: Buffer): Promise<number> {
  await systemClock.sleep(jobMs);
  return job[jobBytes - 1]!;
}
