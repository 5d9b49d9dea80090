import type { Clock } from '@pixel-relay/clock';

export interface BackoffLimits {
  /** upper end of the first wait */
  readonly baseMs: number;
  readonly maxMs: number;
}

/**
 * Full jitter: anything up to a bound that doubles with each failure, so that those who failed together do not come
 * back together. @param failures in a row, at least 1
 */
export function backoffMs(failures: number, { baseMs, maxMs }: BackoffLimits, clock: Clock): number {
  const bound = Math.min(maxMs, baseMs * 2 ** Math.min(failures - 1, 30));
  return Math.ceil(clock.random() * bound);
}
