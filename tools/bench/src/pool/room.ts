/** For contenders without backpressure of their own: lets no more than so many jobs be under way. */
export class Room {
  #left: number;
  #waiting: (() => void) | null = null;

  constructor(jobsMax: number) {
    this.#left = jobsMax;
  }

  /** Undefined when there is room: a wait that is not needed costs nothing. Only one caller may wait. */
  enter(): Promise<void> | undefined {
    this.#left--;
    return this.#left >= 0 ? undefined : new Promise(resolve => (this.#waiting = resolve));
  }

  leave(): void {
    this.#left++;
    this.#waiting?.();
    this.#waiting = null;
  }
}
