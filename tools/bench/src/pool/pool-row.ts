import { median } from '../machine/median.ts';

/** One measured line, as it stands in the JSON report and in the tables. */
export interface PoolRow {
  readonly name: string;
  readonly table: 'alone' | 'overhead' | 'cpu';
  readonly workers: number | 'unbounded';
  readonly jobsPerSecond: number;
  /** from admission until a worker took the job; null where the library measured has no such figure */
  readonly waitP99Ms: number | null;
  /** highest resident memory while measuring */
  readonly residentMiB: number;
  /** CPU of the whole process, all threads, divided by the jobs; what a job costs, where jobs per second depend on the machine's other work */
  readonly cpuMicrosPerJob: number;
  /** where a job is a batch */
  readonly eventsPerJob?: number;
}

/** The row of medians, figure by figure, of several runs of the same measurement. */
export function medianRow(rows: readonly PoolRow[]): PoolRow {
  const first = rows[0];
  if (first === undefined) throw new RangeError('a median needs at least one run');
  return {
    ...first,
    jobsPerSecond: median(rows.map(row => row.jobsPerSecond)),
    waitP99Ms: first.waitP99Ms === null ? null : median(rows.map(row => row.waitP99Ms ?? 0)),
    residentMiB: median(rows.map(row => row.residentMiB)),
    cpuMicrosPerJob: median(rows.map(row => row.cpuMicrosPerJob)),
  };
}

/** The rows as a Markdown table. */
export function tableOf(rows: readonly PoolRow[]): string {
  const lines = rows.map(row => {
    const wait = row.waitP99Ms === null ? '' : row.waitP99Ms.toFixed(1);
    const figures = [Math.round(row.jobsPerSecond).toLocaleString('en'), wait, Math.round(row.residentMiB)];
    return `| ${row.name} | ${row.workers} | ${figures.join(' | ')} | ${row.cpuMicrosPerJob.toFixed(1)} |`;
  });
  return ['| what | workers | jobs/s | wait p99 ms | resident MiB | CPU us/job |', '|-|-:|-:|-:|-:|-:|', ...lines].join(
    '\n',
  );
}

/** Rows whose jobs are batches, as a Markdown table of events. */
export function eventsTableOf(rows: readonly PoolRow[]): string {
  const lines = rows.map(({ name, workers, jobsPerSecond, residentMiB, cpuMicrosPerJob, eventsPerJob = 1 }) => {
    const perSecond = Math.round(jobsPerSecond * eventsPerJob).toLocaleString('en');
    return `| ${name} | ${workers} | ${perSecond} | ${(cpuMicrosPerJob / eventsPerJob).toFixed(2)} | ${Math.round(residentMiB)} |`;
  });
  return ['| what | threads | events/s | CPU us/event | resident MiB |', '|-|-:|-:|-:|-:|', ...lines].join('\n');
}
