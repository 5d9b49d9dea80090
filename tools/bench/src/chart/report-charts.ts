/** The charts of each report. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageNames } from '@pixel-relay/demo';
import type { SoakRow } from '../live/run-soak.ts';
import { categories } from '../profile/categories.ts';
import type { BenchReport } from '../report/bench-report.ts';
import type { StagesReport } from '../stages/run-stages.ts';
import { barChart, lineChart } from './svg-chart.ts';

const where = ({ machine, jsonParseMicros }: BenchReport<unknown>): string =>
  `${machine.cpus} cores, ${machine.model.trim()}, Node ${machine.node}; J = ${jsonParseMicros.toFixed(2)} us`;

export function stagesCharts(report: StagesReport): Record<string, string> {
  const labels = report.rows.map(({ name }) => name);
  const charts: Record<string, string> = {
    'stages-cpu': barChart({
      title: 'CPU per event of each stage, Kafka in and out included',
      subtitle: where(report),
      axis: 'J',
      labels,
      series: [{ name: 'stage', values: report.rows.map(({ ratio }) => ratio) }],
    }),
  };
  if (report.profiles.length > 0)
    charts['stages-split'] = barChart({
      title: 'What the CPU of each stage is spent on',
      subtitle: where(report),
      axis: '%',
      labels: [...categories],
      series: report.profiles.map(({ stage, shares }) => ({
        name: stage,
        values: categories.map(name => shares[name] * 100),
      })),
    });
  return charts;
}

export function latencyCharts(report: BenchReport): Record<string, string> {
  const rows = report.rows.filter(row => row['ageP99Ms'] !== undefined);
  if (rows.length === 0) return {};
  const values = (figure: string): number[] => rows.map(row => Number(row[figure]));
  return {
    [`${report.command}-age`]: lineChart({
      title: 'Age of events as they reach their partners',
      subtitle: where(report),
      axis: 'ms',
      labels: rows.map(row => `${Number(row['rate']).toLocaleString('en')}/s`),
      series: [
        { name: 'half of them', values: values('ageP50Ms') },
        { name: '99 %', values: values('ageP99Ms') },
      ],
    }),
  };
}

export const soakCharts = (report: BenchReport<SoakRow>): Record<string, string> => ({
  'soak-memory': lineChart({
    title: 'Resident memory under load',
    subtitle: where(report),
    axis: 'MiB',
    labels: report.rows.map(({ minute }) => String(minute)),
    series: stageNames.map(stage => ({ name: stage, values: report.rows.map(row => row.residentMiB[stage]) })),
  }),
});

export function writeCharts(folder: string, charts: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, svg] of Object.entries(charts)) writeFileSync(join(folder, `${name}.svg`), svg);
}
