/** The stages as they run, one line each, redrawn in place on a terminal and every few seconds elsewhere. */
import type { StageStatus } from '@pixel-relay/contracts';
import { stageNames } from './pipeline.ts';

const COLUMNS = ['stage', 'events/s', 'workers', 'queued', 'in flight', 'lag', 'age p99', 'CPU', 'memory'] as const;
const WIDTHS = [10, 9, 8, 7, 10, 9, 9, 7, 9];
const PLAIN_EVERY_MS = 5_000;

export interface StageRates {
  readonly eventsPerSecond: number;
  /** share of one core */
  readonly cpu: number;
}

export class LiveTable {
  private readonly out: NodeJS.WriteStream;
  private drawnLines = 0;
  private plainAtMs = 0;

  constructor(out: NodeJS.WriteStream) {
    this.out = out;
  }

  draw(headline: string, statuses: readonly (StageStatus | null)[], rates: readonly StageRates[], nowMs: number): void {
    const lines = [headline, row(COLUMNS), ...statuses.map((status, i) => stageRow(i, status, rates[i]!))];
    if (this.out.isTTY) {
      if (this.drawnLines > 0) this.out.write(`\x1b[${this.drawnLines}A\x1b[J`);
      this.out.write(`${lines.join('\n')}\n`);
      this.drawnLines = lines.length;
    } else if (nowMs - this.plainAtMs >= PLAIN_EVERY_MS) {
      this.plainAtMs = nowMs;
      this.out.write(`${lines.join('\n')}\n\n`);
    }
  }
}

function stageRow(i: number, status: StageStatus | null, { eventsPerSecond, cpu }: StageRates): string {
  const name = stageNames[i]!;
  if (status === null) return row([name, 'no answer']);
  const { pool, partitions, process: usage, age } = status;
  const sum = (of: (partition: NonNullable<typeof partitions>[number]) => number | null | undefined): number =>
    (partitions ?? []).reduce((total, partition) => total + (of(partition) ?? 0), 0);
  return row([
    name,
    count(eventsPerSecond),
    `${pool?.busy ?? 0}/${pool?.workers ?? 0}`,
    count(pool?.queued ?? 0),
    count(sum(({ inFlightEvents }) => inFlightEvents)),
    count(sum(({ lagEvents }) => lagEvents)),
    milliseconds(age?.p99Ms ?? 0),
    `${Math.round(cpu * 100)} %`,
    `${Math.round((usage?.residentBytes ?? 0) / 2 ** 20)} MiB`,
  ]);
}

const row = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i]!) : cell.padStart(WIDTHS[i]!))).join(' ');
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');
export const milliseconds = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
