/** What stands inside a chart's axes: ticks, labels, bars or lines, in a box anywhere on a picture. */
import { INK, PALE, round, text } from './svg.ts';

export interface Series {
  readonly name: string;
  /** one for each label; null leaves a gap */
  readonly values: readonly (number | null)[];
}

export interface Plot {
  /** of the values, with its unit */
  readonly axis: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** a dashed line across: a target */
  readonly target?: { readonly value: number; readonly name: string };
  /** bars that are of another kind than those beside them, by label: drawn in the next series' colour */
  readonly apart?: readonly string[];
}

/** Of the axes, in pixels; tick numbers stand left of it, labels beneath. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Scale {
  readonly y: (value: number) => number;
  /** middle of a label's place */
  readonly x: (index: number) => number;
  readonly step: number;
}

export type Marks = (plot: Plot, scale: Scale) => string[];

/** told apart by those who see few colours, and in print */
const COLOURS = ['#2f6f9f', '#cf5c36', '#5b8c5a', '#8a5a9e', '#b59b2b'];
const TICKS = 5;
/** how far beneath the axis the labels' feet are */
const LABEL_DROP = 20;

/** @throws RangeError for a plot without values, or a series that does not fit its labels */
export function drawPlot(plot: Plot, box: Box, marks: Marks): string[] {
  const { axis, labels, series, target } = plot;
  const values = series.flatMap(each => each.values.filter(value => value !== null));
  if (values.length === 0) throw new RangeError('a chart needs at least one value');
  for (const { name, values: own } of series)
    if (own.length !== labels.length)
      throw new RangeError(`series ${name} has ${own.length} values, not ${labels.length}`);
  const top = niceCeiling(Math.max(...values, target?.value ?? 0));
  const step = box.width / labels.length;
  const scale: Scale = {
    step,
    y: value => box.top + box.height * (1 - value / top),
    x: index => box.left + step * (index + 0.5),
  };
  const foot = box.top + box.height + LABEL_DROP;
  return [
    ...ticks(top, box, scale),
    text(box.left - 8, box.top - 10, axis, `text-anchor="end" fill="${PALE}"`),
    ...labels.map((label, i) => text(scale.x(i), foot, label, `text-anchor="middle" fill="${INK}"`)),
    ...marks(plot, scale),
    ...(target === undefined ? [] : targetLine(target, box, scale)),
  ];
}

export function bars({ series, labels, apart = [] }: Plot, { x, y, step }: Scale): string[] {
  const width = (step * 0.7) / series.length;
  return series.flatMap(({ values }, s) =>
    values.flatMap((value, i) => {
      if (value === null) return [];
      const left = x(i) - (width * series.length) / 2 + width * s;
      const at = y(value);
      const fill = colour(apart.includes(labels[i]!) ? s + 1 : s);
      return [
        `<rect x="${round(left)}" y="${round(at)}" width="${round(width - 2)}" height="${round(y(0) - at)}" fill="${fill}"/>`,
        text(left + width / 2 - 1, at - 4, shown(value), `text-anchor="middle" font-size="11" fill="${INK}"`),
      ];
    }),
  );
}

export function lines({ series }: Plot, { x, y }: Scale): string[] {
  return series.flatMap(({ values }, s) => {
    const points = values.flatMap((value, i) => (value === null ? [] : [[round(x(i)), round(y(value))] as const]));
    const path = points.map(point => point.join(',')).join(' ');
    return [
      `<polyline points="${path}" fill="none" stroke="${colour(s)}" stroke-width="2"/>`,
      ...points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour(s)}"/>`),
    ];
  });
}

function ticks(top: number, { left, width }: Box, { y }: Scale): string[] {
  return Array.from({ length: TICKS + 1 }, (_, i) => (top * i) / TICKS).flatMap(value => [
    `<line x1="${left}" x2="${left + width}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="#e6e8eb"/>`,
    text(left - 8, y(value) + 4, shown(value), `text-anchor="end" fill="${PALE}"`),
  ]);
}

function targetLine({ value, name }: { value: number; name: string }, { left, width }: Box, { y }: Scale): string[] {
  const at = round(y(value));
  const right = left + width;
  return [
    `<line x1="${left}" x2="${right}" y1="${at}" y2="${at}" stroke="${INK}" stroke-dasharray="5 4"/>`,
    text(right, at - 5, name, `text-anchor="end" fill="${INK}"`),
  ];
}

export const colour = (index: number): string => COLOURS[index % COLOURS.length]!;

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 100) / 100);

/** The next of 1, 2, 2.5, 5 times a power of ten, so that ticks are round numbers. */
export function niceCeiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map(step => step * power).find(step => step >= value * 0.999_999)!;
}
