import { systemClock } from '@pixel-relay/clock';
import { WorkerPool } from '@pixel-relay/worker-pool';
import * as fastq from 'fastq';
import PQueue from 'p-queue';
import { Room } from './room.ts';
import type { Contender } from './sampling.ts';

/** Jobs that do nothing, so that what is left is what the pool itself costs. The same bounds for all. */
const workers = 50;
const queueMax = 100;
const complete = async (job: number): Promise<number> => job;

export function ours(jobTimeoutMs?: number): Contender {
  const pool = new WorkerPool<number, number>({
    workers,
    queueMax,
    jobTimeoutMs,
    clock: systemClock,
    newWorker: () => ({ completeJob: complete }),
  });
  return {
    async start(ended) {
      const { result } = await pool.submit(1);
      void result.then(ended);
    },
    waitP99Ms: () => pool.status().wait.p99Ms,
    close: async () => void (await pool.drain({ deadlineMs: 10_000 })),
  };
}

/** With p-queue's own backpressure. */
export function pQueue(timeoutMs?: number): Contender {
  const queue = new PQueue({ concurrency: workers, ...(timeoutMs !== undefined && { timeout: timeoutMs }) });
  return {
    async start(ended) {
      if (queue.size >= queueMax) await queue.onSizeLessThan(queueMax);
      void queue.add(() => complete(1)).then(ended);
    },
    waitP99Ms: () => null,
    close: () => queue.onIdle(),
  };
}

/** fastq has no bound: `Room` gives it one. */
export function fastqPromise(): Contender {
  const queue = fastq.promise<unknown, number, number>(complete, workers);
  const room = new Room(workers + queueMax);
  return {
    async start(ended) {
      const entered = room.enter();
      if (entered !== undefined) await entered;
      void queue.push(1).then(() => {
        room.leave();
        ended();
      });
    },
    waitP99Ms: () => null,
    close: () => queue.drained(),
  };
}
