interface Waiting {
  readonly count: number;
  readonly bytes: number;
  enter(): void;
}

/**
 * Bounds what is inside, by count and by bytes. Whoever does not fit waits, first come first served: this is what holds
 * the stage's intake back. One that is larger than a bound enters alone.
 */
export class Admission {
  private readonly countMax: number;
  private readonly bytesMax: number;
  private readonly waiting = new Set<Waiting>();
  private inside = 0;
  private bytesInside = 0;

  constructor(countMax: number, bytesMax: number) {
    this.countMax = countMax;
    this.bytesMax = bytesMax;
  }

  get count(): number {
    return this.inside;
  }

  get bytes(): number {
    return this.bytesInside;
  }

  /** Resolves when it is in; rejects with the signal's reason when that comes first. */
  enter(count: number, bytes: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.waiting.size === 0 && this.fits(count, bytes)) {
      this.add(count, bytes);
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.waiting.delete(waiting);
        reject(signal.reason);
        this.letIn();
      };
      const waiting: Waiting = {
        count,
        bytes,
        enter: () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.add(waiting);
    });
  }

  leave(count: number, bytes: number): void {
    this.inside -= count;
    this.bytesInside -= bytes;
    this.letIn();
  }

  private letIn(): void {
    for (const waiting of this.waiting) {
      if (!this.fits(waiting.count, waiting.bytes)) return;
      this.waiting.delete(waiting);
      this.add(waiting.count, waiting.bytes);
      waiting.enter();
    }
  }

  private fits(count: number, bytes: number): boolean {
    return this.inside === 0 || (this.inside + count <= this.countMax && this.bytesInside + bytes <= this.bytesMax);
  }

  private add(count: number, bytes: number): void {
    this.inside += count;
    this.bytesInside += bytes;
  }
}
