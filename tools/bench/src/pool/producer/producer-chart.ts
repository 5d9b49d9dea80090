/** The producer table as a picture: events a second and memory by workers, and beside it what the service before had. */
import { barPanels, type Panel } from '../../chart/svg-chart.ts';
import { type ProducerRow, reference } from './producer-row.ts';

/** Complete SVG text; `machine`: what it was measured on. @throws RangeError without rows */
export function producerChart(rows: readonly ProducerRow[], machine: string): string {
  const heading = {
    title: 'One producer, one partner: workers and what they deliver',
    subtitle: `The partner answers after 50 ms, 500 at once, timeout 5 s. ${machine}`,
  };
  return barPanels(heading, [
    panelOf('by workers: accepted', 'events/s', rows, ({ jobsPerSecond }) => jobsPerSecond),
    panelOf('by workers: peak resident memory', 'MiB', rows, ({ residentMiB }) => residentMiB),
    panelOf('before, elsewhere', 'events/s', reference, ({ jobsPerSecond }) => jobsPerSecond),
  ]);
}

function panelOf<Row extends { readonly workers: number | string }>(
  title: string,
  axis: string,
  rows: readonly Row[],
  valueOf: (row: Row) => number,
): Panel {
  return {
    title,
    axis,
    labels: rows.map(({ workers }) => String(workers)),
    series: [{ name: title, values: rows.map(valueOf) }],
    // What is done about no bound at all.
    apart: ['unbounded'],
  };
}
