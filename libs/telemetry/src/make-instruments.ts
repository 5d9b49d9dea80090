/**
 * Makes instruments. What is recorded is added up here, in plain numbers, until it is scraped: recording costs a map
 * look-up, a whole batch is one call, and the totals can be read back for the status.
 */
import type { Instrument } from './instruments.ts';
import type { MetricDeclaration } from './metric.ts';
import { Series } from './series.ts';

// Declarations are known only at run time here; the registry's types are put back on by the one cast in
// start-telemetry.ts.
type Values = Readonly<Record<string, string | number>>;
type Report = (value: number, attributes?: Values) => void;
type Read = (report: Report) => void;

/** One series of a histogram; `counts` has one more than there are boundaries. */
export interface Buckets {
  readonly counts: number[];
  count: number;
  sum: number;
}

export function makeInstrument(declaration: MetricDeclaration): Instrument {
  switch (declaration.kind) {
    case 'counter':
      return makeCounter(declaration);
    case 'gauge':
      return makeGauge(declaration);
    case 'histogram':
      return makeHistogram(declaration);
  }
}

const values = (series: Series<{ value: number }>): { attributes: Values; value: number }[] =>
  [...series].map(({ attributes, cell: { value } }) => ({ attributes, value }));

const set =
  (series: Series<{ value: number }>): Report =>
  (value, attributes) =>
    void (series.cell(attributes).value = value);

function makeCounter(declaration: MetricDeclaration) {
  const series = new Series(declaration, () => ({ value: 0 }));
  const reads: Read[] = [];
  return {
    declaration,
    collect() {
      for (const read of reads) read(set(series));
      return { kind: 'sum', points: values(series) } as const;
    },
    add(value: number, attributes?: Values): void {
      if (value > 0) series.cell(attributes).value += value;
    },
    bind(attributes: Values) {
      const cell = series.cell(attributes);
      return {
        add(value: number): void {
          if (value > 0) cell.value += value;
        },
      };
    },
    total(matching: Values = {}): number {
      const wanted = Object.entries(matching);
      return values(series)
        .filter(({ attributes }) => wanted.every(([name, value]) => attributes[name] === String(value)))
        .reduce((sum, { value }) => sum + value, 0);
    },
    observe: (read: Read): void => void reads.push(read),
  };
}

function makeGauge(declaration: MetricDeclaration) {
  const reads: Read[] = [];
  return {
    declaration,
    collect() {
      // A fresh set of series every time: a partition that was given away must not be shown for ever.
      const series = new Series(declaration, () => ({ value: Number.NaN }));
      for (const read of reads) read(set(series));
      return { kind: 'gauge', points: values(series).filter(({ value }) => !Number.isNaN(value)) } as const;
    },
    observe: (read: Read): void => void reads.push(read),
  };
}

function makeHistogram(declaration: MetricDeclaration) {
  const { boundaries } = declaration;
  const series = new Series<Buckets>(declaration, () => ({
    counts: new Array<number>(boundaries.length + 1).fill(0),
    count: 0,
    sum: 0,
  }));
  const recordMany = (value: number, weight: number, attributes?: Values): void => {
    if (Number.isNaN(value) || !(weight > 0)) return;
    const buckets = series.cell(attributes);
    buckets.counts[bucketOf(boundaries, value)]! += weight;
    buckets.count += weight;
    buckets.sum += value * weight;
  };
  return {
    declaration,
    collect: () =>
      ({
        kind: 'histogram',
        points: [...series].map(({ attributes, cell }) => ({ attributes, value: cell })),
      }) as const,
    recordMany,
    record: (value: number, attributes?: Values): void => recordMany(value, 1, attributes),
  };
}

/** A bucket holds what is at most its boundary; the last holds the rest. */
function bucketOf(boundaries: readonly number[], value: number): number {
  let low = 0;
  let high = boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= boundaries[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
