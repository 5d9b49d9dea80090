export interface CapacityOptions {
  /** requests worked on at once; Infinity: no limit */
  readonly concurrentMax: number;
  /** requests that may wait beyond those; the next one is refused */
  readonly queueMax: number;
}

/** How much a partner can do at once: so many requests are worked on, so many wait in line, the rest is refused. */
export class Capacity {
  readonly #options: CapacityOptions;
  readonly #line: (() => void)[] = [];
  active = 0;
  activeMax = 0;
  queuedMax = 0;

  constructor(options: CapacityOptions) {
    this.#options = options;
  }

  get queued(): number {
    return this.#line.length;
  }

  /** Calls `work` when there is a place, at once if there is; false: the line is full, and it is not called. */
  enter(work: () => void): boolean {
    if (this.active < this.#options.concurrentMax) {
      this.#begin(work);
      return true;
    }
    if (this.#line.length >= this.#options.queueMax) return false;
    this.#line.push(work);
    this.queuedMax = Math.max(this.queuedMax, this.#line.length);
    return true;
  }

  /** The work of one `enter` is over: the first in line begins. */
  leave(): void {
    this.active -= 1;
    const next = this.#line.shift();
    if (next !== undefined) this.#begin(next);
  }

  #begin(work: () => void): void {
    this.active += 1;
    this.activeMax = Math.max(this.activeMax, this.active);
    work();
  }
}
