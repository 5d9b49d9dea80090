import type { LoadProgress } from './load-report.ts';

const WIDTH = 30;

/** One line of a running load: how much of it, at which rate, and how long it still takes. */
export function progressLine({ acknowledged, target, elapsedMs, eventsPerSecond, etaMs }: LoadProgress): string {
  const rate = `${group(Math.round(eventsPerSecond))}/s`;
  if (target === null) return `${group(acknowledged)} events  ${rate}  ${duration(elapsedMs)}`;
  const share = target === 0 ? 1 : Math.min(1, acknowledged / target);
  const filled = Math.floor(share * WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
  const left = etaMs === null ? '' : `  ${duration(etaMs)} left`;
  return `${bar} ${Math.floor(share * 100)} %  ${group(acknowledged)}/${group(target)}  ${rate}${left}`;
}

/** Redraws the line in place on a terminal; elsewhere says nothing, since a file of bars helps nobody. */
export function progressBar(out: NodeJS.WriteStream): { draw(progress: LoadProgress): void; end(): void } {
  if (!out.isTTY) return { draw: () => {}, end: () => {} };
  return {
    draw: progress => out.write(`\r\x1b[2K${progressLine(progress)}`),
    end: () => out.write('\n'),
  };
}

const group = (count: number): string => count.toLocaleString('en-US');

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
