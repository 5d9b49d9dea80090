/** Where deliveries wait that could not be made: one topic for each length of wait, from the shortest to the longest. */
import { topics } from './topics.ts';

export interface RetryTier {
  readonly name: string;
  readonly topic: string;
  /** least time between a failed attempt and the next one */
  readonly delayMs: number;
}

/** A delivery goes from one to the next with each attempt that fails, and stays in the last. */
export const retryTiers = [
  { name: '10s', topic: topics.retry10s, delayMs: 10_000 },
  { name: '1m', topic: topics.retry1m, delayMs: 60_000 },
  { name: '10m', topic: topics.retry10m, delayMs: 600_000 },
  { name: '1h', topic: topics.retry1h, delayMs: 3_600_000 },
] as const satisfies readonly RetryTier[];

/** Each tier is read by a group of its own: a group's members read one topic. */
export const retryGroupId = (producerGroupId: string, { name }: Pick<RetryTier, 'name'>): string =>
  `${producerGroupId}-retry-${name}`;
