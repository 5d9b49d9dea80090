/** The producer table as a picture: events a second and memory by workers, and beside it what the service before had. */
import { type ProducerRow, reference } from './producer-row.ts';

interface Bar {
  readonly label: string;
  readonly value: number;
  /** what is done about no bound at all */
  readonly unbounded: boolean;
}

interface Panel {
  readonly title: string;
  readonly bars: readonly Bar[];
}

const BAR = 44;
const GAP = 14;
const PLOT = 180;
const TOP = 88;
const MARGIN = 24;
const HEIGHT = TOP + PLOT + 62;
const INK = '#1f2328';
const PALE_INK = '#57606a';
const BOUNDED = '#2f6f9f';
const UNBOUNDED = '#cf5c36';

const barOf = (workers: number | string, value: number): Bar => ({
  label: String(workers),
  value,
  unbounded: workers === 'unbounded',
});

/** Complete SVG text; its words are of this file and its numbers, so nothing needs escaping. */
export function producerChart(rows: readonly ProducerRow[], machine: string): string {
  const panels: Panel[] = [
    { title: 'events/s accepted', bars: rows.map(({ workers, jobsPerSecond }) => barOf(workers, jobsPerSecond)) },
    { title: 'peak resident MiB', bars: rows.map(({ workers, residentMiB }) => barOf(workers, residentMiB)) },
    {
      title: 'before, elsewhere: events/s',
      bars: reference.map(({ workers, jobsPerSecond }) => barOf(workers, jobsPerSecond)),
    },
  ];
  let x = MARGIN;
  const drawn = panels.map(panel => {
    const at = x;
    x += Math.max(panelWidth(panel), 200) + 40;
    return panelAt(panel, at);
  });
  const width = x - 40 + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(MARGIN, 26, 'One producer, one partner: workers and what they deliver', 'font-size="15" font-weight="600"'),
    text(MARGIN, 44, `The partner answers after 50 ms, 500 at once, timeout 5 s. ${machine}`, '', PALE_INK),
    ...drawn.flat(),
    '</svg>',
    '',
  ].join('\n');
}

const panelWidth = ({ bars }: Panel): number => bars.length * (BAR + GAP) - GAP;

function panelAt(panel: Panel, x: number): string[] {
  const { title, bars } = panel;
  const max = Math.max(...bars.map(({ value }) => value), 1);
  const base = TOP + PLOT;
  return [
    text(x, TOP - 12, title, 'font-weight="600"'),
    ...bars.flatMap(({ label, value, unbounded }, i) => {
      const left = x + i * (BAR + GAP);
      const middle = left + BAR / 2;
      // Room above the tallest bar for its number.
      const height = Math.max(1, (value / max) * (PLOT - 16));
      return [
        `<rect x="${left}" y="${round(base - height)}" width="${BAR}" height="${round(height)}" fill="${unbounded ? UNBOUNDED : BOUNDED}"/>`,
        text(
          middle,
          round(base - height - 4),
          Math.round(value).toLocaleString('en'),
          'text-anchor="middle" font-size="11"',
        ),
        text(middle, base + 16, label, `text-anchor="middle"${label.length > 5 ? ' font-size="10"' : ''}`),
      ];
    }),
    `<line x1="${x}" y1="${base}" x2="${x + panelWidth(panel)}" y2="${base}" stroke="${PALE_INK}"/>`,
    text(x + panelWidth(panel) / 2, base + 36, 'workers', 'text-anchor="middle"', PALE_INK),
  ];
}

const round = (value: number): number => Math.round(value * 10) / 10;

const text = (x: number, y: number, content: string, attributes = '', fill = INK): string =>
  `<text x="${x}" y="${y}" fill="${fill}" ${attributes}>${content}</text>`;
