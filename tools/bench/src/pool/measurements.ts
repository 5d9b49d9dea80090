import { pooled, unbounded } from './alone.ts';
import * as onAsync from './overhead-async.ts';
import * as onThreads from './overhead-thread.ts';
import { parserJobs } from './parse-job.ts';
import type { PoolRow } from './pool-row.ts';
import { JOB_EVENTS } from './raw-jobs.ts';
import type { Contender } from './sampling.ts';

interface Measurement extends Pick<PoolRow, 'name' | 'table' | 'workers' | 'eventsPerJob'> {
  readonly contender: () => Contender;
}

/** Long enough never to strike, so that what is measured is the watch itself. */
const limitMs = 10_000;

/** Everything that can be measured of a pool by itself; the index is how a child process is told which. */
export const measurements: readonly Measurement[] = [
  ...[1, 15, 50, 200, 500].map(workers => ({
    name: '64 KiB, waits 20 ms',
    table: 'alone' as const,
    workers,
    contender: () => pooled(workers),
  })),
  { name: '64 KiB, waits 20 ms', table: 'alone', workers: 'unbounded', contender: unbounded },
  { name: 'empty job: worker-pool', table: 'overhead', workers: 50, contender: () => onAsync.ours() },
  { name: 'empty job: fastq', table: 'overhead', workers: 50, contender: () => onAsync.fastqPromise() },
  { name: 'empty job: p-queue', table: 'overhead', workers: 50, contender: () => onAsync.pQueue() },
  {
    name: 'empty job, time limit: worker-pool',
    table: 'overhead',
    workers: 50,
    contender: () => onAsync.ours(limitMs),
  },
  { name: 'empty job, time limit: p-queue', table: 'overhead', workers: 50, contender: () => onAsync.pQueue(limitMs) },
  {
    name: '512 KiB to a thread and back: worker-pool',
    table: 'overhead',
    workers: 2,
    contender: () => onThreads.ours(),
  },
  {
    name: '512 KiB to a thread and back, time limit: worker-pool',
    table: 'overhead',
    workers: 2,
    contender: () => onThreads.ours(limitMs),
  },
  {
    name: '512 KiB to a thread and back: piscina',
    table: 'overhead',
    workers: 2,
    contender: () => onThreads.piscina('sync'),
  },
  {
    name: '512 KiB to a thread and back: piscina, atomics off',
    table: 'overhead',
    workers: 2,
    contender: () => onThreads.piscina('disabled'),
  },
  ...[1, 2].map(threads => ({
    name: "the parser's job: 500 raw events of 1.8 KB",
    table: 'cpu' as const,
    workers: threads,
    eventsPerJob: JOB_EVENTS,
    contender: () => parserJobs(threads),
  })),
];
