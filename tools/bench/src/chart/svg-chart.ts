/** Small charts as SVG text: groups of bars, or lines. No library: a bench report needs no more. */

export interface Series {
  readonly name: string;
  /** one for each label; null leaves a gap */
  readonly values: readonly (number | null)[];
}

export interface Chart {
  readonly title: string;
  /** beneath the title: what was measured, where */
  readonly subtitle?: string;
  /** of the values, with its unit */
  readonly axis: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** a dashed line across: a target */
  readonly target?: { readonly value: number; readonly name: string };
}

const WIDTH = 760;
const HEIGHT = 400;
const PLOT = { left: 70, right: 20, top: 78, bottom: 56 } as const;
const plotWidth = WIDTH - PLOT.left - PLOT.right;
const plotHeight = HEIGHT - PLOT.top - PLOT.bottom;
const INK = '#1f2328';
const PALE = '#8c959f';
/** told apart by those who see few colours, and in print */
const COLOURS = ['#2f6f9f', '#cf5c36', '#5b8c5a', '#8a5a9e', '#b59b2b'];
const TICKS = 5;

export const barChart = (chart: Chart): string => draw(chart, bars);
export const lineChart = (chart: Chart): string => draw(chart, lines);

interface Scale {
  readonly y: (value: number) => number;
  /** middle of a label's place */
  readonly x: (index: number) => number;
  readonly step: number;
}

/** @throws RangeError for a chart without values, or a series that does not fit its labels */
function draw(chart: Chart, marks: (chart: Chart, scale: Scale) => string[]): string {
  const { title, subtitle = '', axis, labels, series, target } = chart;
  const values = series.flatMap(each => each.values.filter(value => value !== null));
  if (values.length === 0) throw new RangeError('a chart needs at least one value');
  for (const { name, values: own } of series)
    if (own.length !== labels.length)
      throw new RangeError(`series ${name} has ${own.length} values, not ${labels.length}`);
  const top = niceCeiling(Math.max(...values, target?.value ?? 0));
  const step = plotWidth / labels.length;
  const scale: Scale = {
    step,
    y: value => PLOT.top + plotHeight * (1 - value / top),
    x: index => PLOT.left + step * (index + 0.5),
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(PLOT.left, 24, title, `font-size="16" font-weight="600" fill="${INK}"`),
    text(PLOT.left, 42, subtitle, `fill="${PALE}"`),
    ...series.map(({ name }, i) => legend(name, i)),
    ...ticks(top, scale),
    text(PLOT.left - 8, PLOT.top - 10, axis, `text-anchor="end" fill="${PALE}"`),
    ...labels.map((label, i) =>
      text(scale.x(i), HEIGHT - PLOT.bottom + 20, label, `text-anchor="middle" fill="${INK}"`),
    ),
    ...marks(chart, scale),
    ...(target === undefined ? [] : targetLine(target, scale)),
    '</svg>\n',
  ].join('\n');
}

function bars({ series }: Chart, { x, y, step }: Scale): string[] {
  const width = (step * 0.7) / series.length;
  return series.flatMap(({ values }, s) =>
    values.flatMap((value, i) => {
      if (value === null) return [];
      const left = x(i) - (width * series.length) / 2 + width * s;
      const at = y(value);
      return [
        `<rect x="${round(left)}" y="${round(at)}" width="${round(width - 2)}" height="${round(y(0) - at)}" fill="${colour(s)}"/>`,
        text(left + width / 2 - 1, at - 4, shown(value), `text-anchor="middle" font-size="11" fill="${INK}"`),
      ];
    }),
  );
}

function lines({ series }: Chart, { x, y }: Scale): string[] {
  return series.flatMap(({ values }, s) => {
    const points = values.flatMap((value, i) => (value === null ? [] : [[round(x(i)), round(y(value))] as const]));
    const path = points.map(point => point.join(',')).join(' ');
    return [
      `<polyline points="${path}" fill="none" stroke="${colour(s)}" stroke-width="2"/>`,
      ...points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour(s)}"/>`),
    ];
  });
}

function ticks(top: number, { y }: Scale): string[] {
  return Array.from({ length: TICKS + 1 }, (_, i) => (top * i) / TICKS).flatMap(value => [
    `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="#e6e8eb"/>`,
    text(PLOT.left - 8, y(value) + 4, shown(value), `text-anchor="end" fill="${PALE}"`),
  ]);
}

function targetLine({ value, name }: { value: number; name: string }, { y }: Scale): string[] {
  const at = round(y(value));
  return [
    `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${at}" y2="${at}" stroke="${INK}" stroke-dasharray="5 4"/>`,
    text(WIDTH - PLOT.right, at - 5, name, `text-anchor="end" fill="${INK}"`),
  ];
}

function legend(name: string, index: number): string {
  const left = PLOT.left + index * 150;
  return `<rect x="${left}" y="52" width="10" height="10" fill="${colour(index)}"/>${text(left + 15, 61, name, `fill="${INK}"`)}`;
}

const colour = (index: number): string => COLOURS[index % COLOURS.length]!;
const round = (value: number): number => Math.round(value * 10) / 10;
const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 100) / 100);

/** The next of 1, 2, 2.5, 5 times a power of ten, so that ticks are round numbers. */
export function niceCeiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map(step => step * power).find(step => step >= value * 0.999_999)!;
}

const text = (x: number, y: number, words: string, attributes: string): string =>
  `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escapeXml(words)}</text>`;

const escapeXml = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
