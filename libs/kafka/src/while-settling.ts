import type { Clock } from '@pixel-relay/clock';
import { Backoff } from './backoff.ts';
import { failureOf } from './wire/broker-failure.ts';

const settleMaxMs = 10_000;

/**
 * Asks leaders of partitions and groups' coordinators, again while one says that it is so no more, or not yet: a new topic's
 * leader is known to all before it knows itself, and a coordinator that starts reads its group first. Rejects with what it
 * was last answered.
 */
export async function whileSettling<T>(clock: Clock, ask: () => Promise<T>, again: () => Promise<unknown>): Promise<T> {
  const backoff = new Backoff(clock);
  const deadline = clock.monotonic() + settleMaxMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const { kind } = failureOf(error);
      const settling = kind === 'leader_moved' || kind === 'coordinator_moved';
      if (!settling || clock.monotonic() > deadline) throw error;
      await backoff.pause();
      await again();
    }
  }
}
