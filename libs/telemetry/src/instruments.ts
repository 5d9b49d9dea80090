/**
 * The instruments. What is recorded is added up here, in plain numbers, and OpenTelemetry collects it when it is scraped:
 * recording costs a map look-up, a whole batch is one call, and the totals can be read back for the status.
 */
import type { Meter, ObservableResult } from '@opentelemetry/api';
import type { AttributeArguments, AttributesOf, MetricDeclaration } from './metric.ts';
import type { Registry } from './registry.ts';
import { Series } from './series.ts';

/** Reports one value, with the metric's attributes. */
export type Report<Attributes> = (value: number, ...attributes: AttributeArguments<Attributes>) => void;

export interface Counter<Attributes> {
  /** Negative values and NaN are ignored: a counter only goes up. */
  add(value: number, ...attributes: AttributeArguments<Attributes>): void;
  /** The sum over all series that match what is given. */
  total(matching?: Partial<AttributesOf<Attributes>>): number;
  /** Totals that are kept elsewhere, read at every scrape; `report` replaces what the series held. */
  observe(read: (report: Report<Attributes>) => void): void;
}

export interface Gauge<Attributes> {
  /** Called at every scrape; a series that is not reported any more is gone. */
  observe(read: (report: Report<Attributes>) => void): void;
}

export interface Histogram<Attributes> {
  record(value: number, ...attributes: AttributeArguments<Attributes>): void;
  /** `weight` samples of the same value. */
  recordMany(value: number, weight: number, ...attributes: AttributeArguments<Attributes>): void;
}

export type Metrics = {
  readonly [Name in keyof Registry]: Registry[Name] extends MetricDeclaration<infer Kind, infer Attributes>
    ? { counter: Counter<Attributes>; gauge: Gauge<Attributes>; histogram: Histogram<Attributes> }[Kind]
    : never;
};

type Values = Readonly<Record<string, string | number>>;
// The instruments are made from declarations that are only known at run time; the registry's types are put back on by
// the one cast in start-telemetry.ts.
type AnyReport = (value: number, attributes?: Values) => void;

const told = ({ unit, doc }: MetricDeclaration): { unit: string; description: string } => ({ unit, description: doc });

export function makeCounter(meter: Meter, declaration: MetricDeclaration) {
  const series = new Series(declaration, () => ({ value: 0 }));
  const readers: ((report: AnyReport) => void)[] = [];
  meter.createObservableCounter(declaration.name, told(declaration)).addCallback(result => {
    for (const read of readers) read((value, attributes) => void (series.cell(attributes).value = value));
    for (const { attributes, cell } of series) result.observe(cell.value, attributes);
  });
  return {
    add(value: number, attributes?: Values): void {
      if (value > 0) series.cell(attributes).value += value;
    },
    total(matching: Values = {}): number {
      let total = 0;
      for (const { attributes, cell } of series)
        if (Object.entries(matching).every(([name, value]) => attributes[name] === String(value))) total += cell.value;
      return total;
    },
    observe: (read: (report: AnyReport) => void): void => void readers.push(read),
  };
}

export function makeGauge(meter: Meter, declaration: MetricDeclaration) {
  const readers: ((report: AnyReport) => void)[] = [];
  meter.createObservableGauge(declaration.name, told(declaration)).addCallback((result: ObservableResult) => {
    // A fresh set of series every time: a partition that was given away must not be shown for ever.
    const series = new Series(declaration, () => ({ value: Number.NaN }));
    for (const read of readers) read((value, attributes) => void (series.cell(attributes).value = value));
    for (const { attributes, cell } of series) if (!Number.isNaN(cell.value)) result.observe(cell.value, attributes);
  });
  return { observe: (read: (report: AnyReport) => void): void => void readers.push(read) };
}

/** One series of a histogram, as the exporters want it: `counts` has one more than there are boundaries. */
export interface Buckets {
  readonly counts: number[];
  count: number;
  sum: number;
}

export interface HistogramSeries {
  readonly declaration: MetricDeclaration;
  readonly series: Series<Buckets>;
}

export function makeHistogram(declaration: MetricDeclaration) {
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
    series,
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
