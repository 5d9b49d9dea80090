import { systemClock } from '@pixel-relay/clock';
import { type ComputeJob, type ComputeResult, ENTRIES_AT, tableBytes, viewJob } from '@pixel-relay/stage/compute';
import { DEFAULT_LIMITS, PADDING_BYTES } from '@pixel-relay/transcoder';
import { ArenaPool, threadWorkers, workerEntry, WorkerPool } from '@pixel-relay/worker-pool';
import { JOB_EVENTS, rawJobs } from './raw-jobs.ts';
import type { Contender } from './sampling.ts';

/** Distinct jobs: 4,000 events, more than a cache of strings could hold by chance. */
const JOBS = 8;
const QUEUE_MAX = 8;
const retainedBytesMax = 64 * 2 ** 20;

/** The parser's own worker on threads: 500 raw events in, 500 encoded ones out. */
export function parserJobs(threads: number): Contender {
  const entry = workerEntry(new URL('../../../../apps/parser/src/parser.ts', import.meta.url).href, './parser.worker');
  const arenas = ArenaPool.shared({ retainedBytesMax });
  const pool = new WorkerPool<ComputeJob, ComputeResult>({
    workers: threads,
    queueMax: QUEUE_MAX,
    clock: systemClock,
    newWorker: threadWorkers({
      entry,
      workerData: DEFAULT_LIMITS,
    }),
  });
  const templates = rawJobs(JOBS, Date.now()).map(packed);
  let next = 0;
  return {
    async start(ended) {
      const template = templates[next++ % templates.length]!;
      const output = arenas.acquire(ENTRIES_AT + template.eventBytes);
      const { result } = await pool.submit({ ...template, output });
      void result.then(done => {
        if (done.forwarded !== JOB_EVENTS)
          throw new Error(`only ${done.forwarded} of ${JOB_EVENTS} events were parsed`);
        arenas.release(output);
        ended();
      });
    },
    waitP99Ms: () => pool.status().wait.p99Ms,
    close: async () => void (await pool.drain({ deadlineMs: 10_000 })),
  };
}

function packed(raw: ReturnType<typeof rawJobs>[number]): Omit<ComputeJob, 'output'> {
  const { count } = raw;
  const tables = new SharedArrayBuffer(tableBytes(count));
  const events = new SharedArrayBuffer(raw.bytes.length);
  const view = viewJob({ tables, events, count });
  view.starts.set(raw.starts);
  view.ends.set(raw.ends);
  view.sourceOffsets.set(raw.starts.map((_, i) => i));
  view.recordMs.fill(Date.now());
  raw.bytes.copy(view.events);
  return { tables, events, count, eventBytes: raw.bytes.length - PADDING_BYTES, nowMs: 0 };
}
