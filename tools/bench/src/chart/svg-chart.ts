/** Small charts as SVG text: groups of bars, lines, or bars side by side. No library: a bench report needs no more. */
import { bars, type Box, colour, drawPlot, lines, type Marks, type Plot } from './plot.ts';
import { INK, PALE, svgPage, text } from './svg.ts';

export interface Heading {
  readonly title: string;
  /** beneath the title: what was measured, where */
  readonly subtitle?: string;
}

export interface Chart extends Heading, Plot {}

/** One of several plots in a picture. */
export interface Panel extends Plot {
  readonly title: string;
}

const WIDTH = 760;
const HEIGHT = 400;
/** around a plot: tick numbers, the page's edge, heading and legend, labels */
const AROUND = { left: 70, right: 20, top: 78, bottom: 56 } as const;
const PANEL = { top: 98, height: 180, labelWidth: 62, widthMin: 200 } as const;

/** @throws RangeError for a chart without values, or a series that does not fit its labels */
export const barChart = (chart: Chart): string => draw(chart, bars);
/** @throws RangeError as barChart */
export const lineChart = (chart: Chart): string => draw(chart, lines);

/** Groups of bars side by side, each on a scale of its own. @throws RangeError as barChart */
export function barPanels(heading: Heading, panels: readonly Panel[]): string {
  let right = 0;
  const drawn = panels.flatMap(panel => {
    const left = right + AROUND.left;
    const width = Math.max(panel.labels.length * PANEL.labelWidth, PANEL.widthMin);
    right = left + width;
    return [
      text(left, PANEL.top - 26, panel.title, `font-weight="600" fill="${INK}"`),
      ...drawPlot(panel, { left, width, top: PANEL.top, height: PANEL.height }, bars),
    ];
  });
  return svgPage(right + AROUND.right, PANEL.top + PANEL.height + AROUND.bottom, [...headingOf(heading), ...drawn]);
}

function draw(chart: Chart, marks: Marks): string {
  const { left, right, top, bottom } = AROUND;
  const box: Box = { left, top, width: WIDTH - left - right, height: HEIGHT - top - bottom };
  return svgPage(WIDTH, HEIGHT, [
    ...headingOf(chart),
    ...chart.series.map(({ name }, i) => legend(name, i)),
    ...drawPlot(chart, box, marks),
  ]);
}

const headingOf = ({ title, subtitle = '' }: Heading): string[] => [
  text(AROUND.left, 24, title, `font-size="16" font-weight="600" fill="${INK}"`),
  text(AROUND.left, 42, subtitle, `fill="${PALE}"`),
];

function legend(name: string, index: number): string {
  const left = AROUND.left + index * 150;
  return `<rect x="${left}" y="52" width="10" height="10" fill="${colour(index)}"/>${text(left + 15, 61, name, `fill="${INK}"`)}`;
}
