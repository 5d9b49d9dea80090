import { systemClock } from '@pixel-relay/clock';
import { ArenaPool, threadWorkers, workerEntry, WorkerPool } from '@pixel-relay/worker-pool';
import { Piscina } from 'piscina';
import type { EchoJob } from './echo.worker.ts';
import { Room } from './room.ts';
import type { Contender } from './sampling.ts';

/** 512 KiB go to a thread and come back, transferred; the thread only touches them. The same bounds for both. */
const jobBytes = 512 * 1024;
const threads = 2;
const queueMax = 8;
const retainedBytesMax = 64 * 2 ** 20;

export function ours(jobTimeoutMs?: number): Contender {
  const arenas = ArenaPool.owned({ retainedBytesMax });
  const pool = new WorkerPool<EchoJob, EchoJob>({
    workers: threads,
    queueMax,
    jobTimeoutMs,
    clock: systemClock,
    newWorker: threadWorkers({
      entry: workerEntry(import.meta.url, './echo.worker'),
      transferJob: job => [job.arena],
    }),
  });
  return {
    async start(ended) {
      const { result } = await pool.submit({ arena: arenas.acquire(jobBytes), length: jobBytes });
      void result.then(done => {
        arenas.release(done.arena);
        ended();
      });
    },
    waitP99Ms: () => pool.status().wait.p99Ms,
    close: async () => void (await pool.drain({ deadlineMs: 10_000 })),
  };
}

/** With the same arenas; piscina rejects when full, so `Room` makes it wait instead. */
export function piscina(atomics: 'sync' | 'disabled'): Contender {
  const arenas = ArenaPool.owned({ retainedBytesMax });
  const pool = new Piscina<EchoJob, EchoJob>({
    filename: workerEntry(import.meta.url, './echo.piscina').href,
    minThreads: threads,
    maxThreads: threads,
    maxQueue: queueMax,
    atomics,
  });
  const room = new Room(threads + queueMax);
  return {
    async start(ended) {
      const entered = room.enter();
      if (entered !== undefined) await entered;
      const arena = arenas.acquire(jobBytes);
      void pool.run({ arena, length: jobBytes }, { transferList: [arena] }).then(done => {
        arenas.release(done.arena);
        room.leave();
        ended();
      });
    },
    waitP99Ms: () => null,
    async close() {
      while (!room.empty) await systemClock.sleep(1); // piscina's own close fails what is still in flight
      await pool.destroy();
    },
  };
}
