import type { Clock } from '@pixel-relay/clock';

/** Draws from a clock's randomness, which is seeded in a simulation. */
export class SeededDraw {
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Uniform in [least, most]. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.clock.random() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.clock.random() < probability;
  }

  oneOf<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)]!;
  }
}
