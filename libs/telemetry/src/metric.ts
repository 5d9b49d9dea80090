/**
 * How a metric is declared: once, with its name, unit, attributes and meaning. From the declaration come the instrument,
 * the types of what can be recorded, and the reference page.
 */

/** What an attribute may say: one of a closed list, or anything, but never more than `valuesMax` different values. */
export type AttributeDeclaration =
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  | { readonly kind: 'bounded'; readonly valuesMax: number; readonly doc: string };

export type AttributeDeclarations = Readonly<Record<string, AttributeDeclaration>>;

export const attribute = {
  oneOf: <const Value extends string>(...values: readonly Value[]) => ({ kind: 'oneOf', values }) as const,
  /** Values past the first `valuesMax` are recorded as `other`: a label must not grow with the traffic. */
  bounded: (valuesMax: number, doc: string) => ({ kind: 'bounded', valuesMax, doc }) as const,
};

export type Unit = 's' | 'By' | '1' | '{event}' | '{record}' | '{message}' | '{job}' | '{worker}' | '{request}';

export interface MetricDeclaration<
  Kind extends 'counter' | 'gauge' | 'histogram' = 'counter' | 'gauge' | 'histogram',
  Attributes extends AttributeDeclarations = AttributeDeclarations,
> {
  readonly kind: Kind;
  /** `pixelrelay_...` for our own; otherwise a name of OpenTelemetry's semantic conventions */
  readonly name: string;
  readonly unit: Unit;
  readonly doc: string;
  readonly attributes: Attributes;
  /** attributes that every series carries, with these values */
  readonly fixed: Readonly<Record<string, string>>;
  /** upper bounds of the buckets, rising; histograms only */
  readonly boundaries: readonly number[];
}

interface Spec<Attributes> {
  readonly name: string;
  readonly unit: Unit;
  readonly doc: string;
  readonly attributes?: Attributes;
  readonly fixed?: Readonly<Record<string, string>>;
}

const declare = <
  Kind extends 'counter' | 'gauge' | 'histogram',
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- no attributes at all
  Attributes extends AttributeDeclarations = {},
>(
  kind: Kind,
  spec: Spec<Attributes>,
  boundaries: readonly number[] = [],
): MetricDeclaration<Kind, Attributes> => ({
  kind,
  name: spec.name,
  unit: spec.unit,
  doc: spec.doc,
  attributes: spec.attributes ?? ({} as Attributes),
  fixed: spec.fixed ?? {},
  boundaries,
});

/* eslint-disable @typescript-eslint/no-empty-object-type -- no attributes at all */
/** Only goes up, from the start of the process. */
export const counter = <const Attributes extends AttributeDeclarations = {}>(spec: Spec<Attributes>) =>
  declare('counter', spec);

/** What something is at the moment of the scrape. */
export const gauge = <const Attributes extends AttributeDeclarations = {}>(spec: Spec<Attributes>) =>
  declare('gauge', spec);

export const histogram = <const Attributes extends AttributeDeclarations = {}>(
  spec: Spec<Attributes> & { readonly boundaries: readonly number[] },
) => declare('histogram', spec, spec.boundaries);
/* eslint-enable @typescript-eslint/no-empty-object-type */

type AttributeValue<Declaration> = Declaration extends { readonly values: readonly (infer Value)[] }
  ? Value
  : string | number;

export type AttributesOf<Declarations> = {
  readonly [Name in keyof Declarations]: AttributeValue<Declarations[Name]>;
};

/** The attributes argument of an instrument: absent where the metric declares none. */
export type AttributeArguments<Declarations> = keyof Declarations extends never ? [] : [AttributesOf<Declarations>];
