import type { Clock } from '@pixel-relay/clock';
import type { PartitionLog } from './partition-log.ts';

/**
 * Resolves when the partition changes, when `withinMs` is over, or when the function given to `onWaker` is called: a
 * long poll that ends at once when there is something to say.
 */
export function waitForChange(
  clock: Clock,
  log: PartitionLog | null,
  withinMs: number,
  onWaker: (wake: () => void) => void,
): Promise<void> {
  return new Promise(resolve => {
    const wake = (): void => {
      timer.cancel();
      unwatch?.();
      resolve();
    };
    const timer = clock.setTimer(withinMs, wake);
    const unwatch = log?.watch(wake);
    onWaker(wake);
  });
}
