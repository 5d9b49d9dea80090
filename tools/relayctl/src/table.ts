/** Plain text tables. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** numbers stand to the right */
  readonly right?: true;
}

/** One line a row under one line of heads; columns two spaces apart, no spaces at the ends of lines. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = [columns.map(({ head }) => head), ...rows.map(row => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, at) => Math.max(...cells.map(line => line[at]!.length)));
  return cells
    .map(line =>
      line
        .map((text, at) => (columns[at]!.right ? text.padStart(widths[at]!) : text.padEnd(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** 12,345 */
export const count = (value: number | null | undefined): string => (value ?? 0).toLocaleString('en-US');

/** 0 ms, 950 ms, 1.2 s, 3.5 min, 2.0 h */
export function duration(ms: number | null | undefined): string {
  const value = ms ?? 0;
  if (value < 999.5) return `${Math.round(value)} ms`;
  if (value < 60_000) return `${(value / 1_000).toFixed(1)} s`;
  return value < 3_600_000 ? `${(value / 60_000).toFixed(1)} min` : `${(value / 3_600_000).toFixed(1)} h`;
}

export const mebibytes = (bytes: number | null | undefined): string => `${Math.round((bytes ?? 0) / 2 ** 20)} MiB`;
