/** For contenders without backpressure of their own: lets no more than so many jobs be under way. */
export class Room {
  readonly #jobsMax: number;
  #left: number;
  #waiting: (() => void) | null = null;

  constructor(jobsMax: number) {
    this.#jobsMax = jobsMax;
    this.#left = jobsMax;
  }

  get empty(): boolean {
    return this.#left === this.#jobsMax;
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
