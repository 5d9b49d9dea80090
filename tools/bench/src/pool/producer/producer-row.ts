import { median } from '../../machine/median.ts';

/** One line of the producer table: one event a request, so jobs are events. */
export interface ProducerRow {
  readonly name: string;
  readonly table: 'producer';
  readonly workers: number | 'unbounded';
  /** accepted by the partner */
  readonly jobsPerSecond: number;
  /**
   * how long a request waited for a worker; unbounded, which has none: how much later than after the partner's latency
   * its answer came
   */
  readonly waitP99Ms: number;
  /** from a worker's taking it until it was over */
  readonly requestP99Ms: number;
  /** requests without an answer in time */
  readonly timeouts: number;
  /** requests that came to nothing in another way: no connection, no descriptor left */
  readonly failures: number;
  /** requests under way at once, at most */
  readonly underWayMax: number;
  /** highest resident memory */
  readonly residentMiB: number;
  /** of the delivering process, divided by what was accepted */
  readonly cpuMicrosPerJob: number;
  readonly runs: number;
}

const figures = [
  'jobsPerSecond',
  'waitP99Ms',
  'requestP99Ms',
  'timeouts',
  'failures',
  'underWayMax',
  'residentMiB',
  'cpuMicrosPerJob',
] as const;

/** The medians of several runs, figure by figure. @throws RangeError for none */
export function medianProducerRow(rows: readonly ProducerRow[]): ProducerRow {
  const medians = Object.fromEntries(figures.map(figure => [figure, median(rows.map(row => row[figure]))]));
  return { ...rows[0]!, ...medians, runs: rows.length };
}

/**
 * The service that this design comes from, when it found out: events a second of one replica. Another machine, another
 * language, other partners; only the shape is to be compared.
 */
export const reference: readonly {
  readonly workers: ProducerRow['workers'] | 'tuned';
  readonly jobsPerSecond: number;
}[] = [
  { workers: 'unbounded', jobsPerSecond: 7_750 },
  { workers: 15, jobsPerSecond: 12_900 },
  { workers: 50, jobsPerSecond: 19_300 },
  { workers: 'tuned', jobsPerSecond: 21_000 },
];

const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** As Markdown, the reference beside. */
export function producerTableOf(rows: readonly ProducerRow[]): string {
  const lines = rows.map(row => {
    const there = reference.find(({ workers }) => workers === row.workers);
    const cells = [
      whole(row.jobsPerSecond),
      row.waitP99Ms.toFixed(1),
      row.requestP99Ms.toFixed(0),
      whole(row.timeouts),
      whole(row.failures),
      whole(row.underWayMax),
      whole(row.residentMiB),
      whole(row.cpuMicrosPerJob),
      there === undefined ? '' : whole(there.jobsPerSecond),
    ];
    return `| ${row.workers} | ${cells.join(' | ')} |`;
  });
  return [
    '| workers | events/s | wait p99 ms | request p99 ms | timeouts | failures | under way, at most | resident MiB | CPU us/event | there, events/s |',
    '|-:|-:|-:|-:|-:|-:|-:|-:|-:|-:|',
    ...lines,
  ].join('\n');
}
