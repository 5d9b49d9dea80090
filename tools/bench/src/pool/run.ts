import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { measurements } from './measurements.ts';
import { medianRow, type PoolRow } from './pool-row.ts';

export interface PoolBenchOptions {
  /** how long each run counts */
  readonly seconds: number;
  /** runs of each measurement, in turn with the others; the row is their median. Default 3. */
  readonly runs?: number | undefined;
  readonly onRow?: ((row: PoolRow) => void) | undefined;
}

/** Workers that wait: 1 to 500 of them, and unbounded spawning beside. */
export function runAlone(options: PoolBenchOptions): Promise<PoolRow[]> {
  return runTable('alone', options);
}

/** What a job costs, beside p-queue and fastq (async workers) and piscina (threads). */
export function runOverhead(options: PoolBenchOptions): Promise<PoolRow[]> {
  return runTable('overhead', options);
}

/** What computing costs on one thread and on two: the parser's job. */
export function runCpu(options: PoolBenchOptions): Promise<PoolRow[]> {
  return runTable('cpu', options);
}

/** Contenders take turns run by run, so that a machine that slows down meanwhile slows all of them. */
async function runTable(table: PoolRow['table'], options: PoolBenchOptions): Promise<PoolRow[]> {
  const { seconds, runs = 3, onRow } = options;
  const chosen = measurements.flatMap((measurement, index) => (measurement.table === table ? [index] : []));
  const taken = new Map<number, PoolRow[]>(chosen.map(index => [index, []]));
  for (let run = 0; run < runs; run++) {
    for (const index of chosen) {
      const row = await measureApart(index, seconds);
      taken.get(index)!.push(row);
      onRow?.(row);
    }
  }
  return chosen.map(index => medianRow(taken.get(index)!));
}

async function measureApart(index: number, seconds: number): Promise<PoolRow> {
  const path = fileURLToPath(new URL('./measure-one.ts', import.meta.url));
  const child = fork(path, [String(index), String(seconds)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  let row: PoolRow | undefined;
  child.on('message', message => (row = message as PoolRow));
  const [code] = (await ended) as [number | null];
  if (row === undefined)
    throw new Error(`measuring ${measurements[index]!.name} ended, code ${code}, without a result`);
  return row;
}
