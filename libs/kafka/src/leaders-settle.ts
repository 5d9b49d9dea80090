import type { Clock } from '@pixel-relay/clock';
import { Backoff } from './backoff.ts';
import { failureOf } from './wire/broker-failure.ts';

const settleMaxMs = 10_000;

/**
 * Asks leaders of partitions, again while one of them says that it leads no more, or not yet: a new topic's leader is known
 * to all before it knows itself. Rejects with what it was last answered.
 */
export async function whileLeadersSettle<T>(
  clock: Clock,
  ask: () => Promise<T>,
  again: () => Promise<unknown>,
): Promise<T> {
  const backoff = new Backoff(clock);
  const deadline = clock.monotonic() + settleMaxMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (failureOf(error).kind !== 'leader_moved' || clock.monotonic() > deadline) throw error;
      await backoff.pause();
      await again();
    }
  }
}
