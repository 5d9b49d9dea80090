import type { Clock } from '@pixel-relay/clock';

const firstMs = 50;
const maxMs = 2_000;

/** Growing pauses between tries of something that may come back; half of each is random, so that members spread. */
export class Backoff {
  private readonly clock: Clock;
  private nextMs = firstMs;
  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Sleeps; returns early, without an error, when the signal aborts. */
  async pause(signal?: AbortSignal): Promise<void> {
    const delayMs = this.nextMs * (0.5 + this.clock.random() / 2);
    this.nextMs = Math.min(maxMs, this.nextMs * 2);
    await this.clock.sleep(delayMs, signal).catch(() => {});
  }

  reset(): void {
    this.nextMs = firstMs;
  }
}
