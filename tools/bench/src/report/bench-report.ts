/** What `--json` writes, and what people read. */
import { writeFileSync } from 'node:fs';
import type { MachineFacts } from '../machine/machine-facts.ts';

/** One measured line: the median of its runs, figure by figure. Null: not measured, or not to be known from here. */
export interface BenchRow {
  readonly name: string;
  readonly events: number;
  readonly eventsPerSecond: number;
  /** of the stage's process (all of them, where the row is of several), all threads */
  readonly cpuMicrosPerEvent: number;
  /** cpuMicrosPerEvent in J */
  readonly ratio: number;
  /** the highest; of the largest process */
  readonly residentMiB: number;
  readonly brokerMicrosPerEvent: number | null;
  /** least and greatest ratio of the runs */
  readonly ratioRange?: readonly [number, number];
  readonly runs?: number;
  /** further figures of this row */
  readonly [further: string]: unknown;
}

export interface BenchReport<Row = BenchRow> {
  readonly command: string;
  readonly machine: MachineFacts;
  /** J, microseconds of CPU; the median of all its measurements */
  readonly jsonParseMicros: number;
  /** the options that shaped it */
  readonly options: Readonly<Record<string, unknown>>;
  readonly rows: readonly Row[];
  readonly [further: string]: unknown;
}

export const writeReport = (file: string, report: object): void =>
  writeFileSync(file, `${JSON.stringify(report, roundNumbers, 2)}\n`);

/** Four digits after the point say more than any measurement here can. */
const roundNumbers = (_name: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Math.round(value * 10_000) / 10_000 : value;

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const fixed = (value: number | null, digits = 2): string => (value === null ? '' : value.toFixed(digits));

/** The rows as a Markdown table. */
export function tableOf(rows: readonly BenchRow[]): string {
  const lines = rows.map(row => {
    const range = row.ratioRange === undefined ? '' : `${fixed(row.ratioRange[0])}-${fixed(row.ratioRange[1])}`;
    const figures = [
      whole(row.events),
      whole(row.eventsPerSecond),
      fixed(row.cpuMicrosPerEvent),
      fixed(row.brokerMicrosPerEvent),
      fixed(row.ratio),
      range,
      whole(row.residentMiB),
    ];
    return `| ${row.name} | ${figures.join(' | ')} |`;
  });
  return [
    '| what | events | events/s | CPU us/event | broker us/event | J | J, least-most | resident MiB |',
    '|-|-:|-:|-:|-:|-:|-:|-:|',
    ...lines,
  ].join('\n');
}

/** Of rows that have them: ages at the partners, and the load that made them. */
export function agesTable(rows: readonly BenchRow[]): string {
  const figures = ['ageP50Ms', 'ageP99Ms', 'ageMaxMs', 'lagMaxEvents', 'loadBehindMaxMs'] as const;
  const lines = rows
    .filter(row => row['ageP99Ms'] !== undefined)
    .map(row => `| ${row.name} | ${figures.map(name => whole(Number(row[name]))).join(' | ')} |`);
  if (lines.length === 0) return '';
  return ['| load | p50 ms | p99 ms | oldest ms | lag at most | load behind ms |', '|-|-:|-:|-:|-:|-:|', ...lines].join(
    '\n',
  );
}
