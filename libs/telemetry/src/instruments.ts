/** The instruments as stages use them: typed by the registry, so that a wrong attribute does not compile. */
import type { AttributeArguments, AttributesOf, MetricDeclaration } from './metric.ts';
import type { Collected } from './metric-producer.ts';
import type { Registry } from './registry.ts';

/** Reports one value, with the metric's attributes. */
export type Report<Attributes> = (value: number, ...attributes: AttributeArguments<Attributes>) => void;

export interface Counter<Attributes> {
  /** Negative values and NaN are ignored: a counter only goes up. */
  add(value: number, ...attributes: AttributeArguments<Attributes>): void;
  /** One series, looked up once: for what is counted event by event. */
  bind(...attributes: AttributeArguments<Attributes>): { add(value: number): void };
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

/** What every instrument offers to the one who collects. */
export interface Instrument {
  readonly declaration: MetricDeclaration;
  collect(): Collected;
}
