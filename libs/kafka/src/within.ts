import type { Clock } from '@pixel-relay/clock';

/** The promise's outcome, or `late` after `afterMs`; the timer does not outlive the call. */
export async function within<T, L>(clock: Clock, afterMs: number, promise: Promise<T>, late: L): Promise<T | L> {
  const timedOut = Promise.withResolvers<L>();
  const timer = clock.setTimer(afterMs, () => timedOut.resolve(late));
  try {
    return await Promise.race([promise, timedOut.promise]);
  } finally {
    timer.cancel();
  }
}
