/** Bounds the bytes between admission and acknowledgement, first come first served: memory does not grow with lag. */
export class ByteBudget {
  readonly bytesMax: number;
  private used = 0;
  private readonly waiting: { bytes: number; grant: (granted: boolean) => void; signal: AbortSignal }[] = [];

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get bytesUsed(): number {
    return this.used;
  }

  /** Waits for room; false when aborted first. Something larger than the whole budget is let in alone. */
  acquire(bytes: number, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    if (this.waiting.length === 0 && this.fits(bytes)) {
      this.used += bytes;
      return Promise.resolve(true);
    }
    return new Promise(resolve => {
      const entry = { bytes, grant: resolve, signal };
      this.waiting.push(entry);
      signal.addEventListener(
        'abort',
        () => {
          const at = this.waiting.indexOf(entry);
          if (at < 0) return;
          this.waiting.splice(at, 1);
          resolve(false);
          this.grantWaiting();
        },
        { once: true },
      );
    });
  }

  release(bytes: number): void {
    this.used -= bytes;
    this.grantWaiting();
  }

  private fits(bytes: number): boolean {
    return this.used === 0 || this.used + bytes <= this.bytesMax;
  }

  private grantWaiting(): void {
    while (this.waiting.length > 0 && this.fits(this.waiting[0]!.bytes)) {
      const { bytes, grant } = this.waiting.shift()!;
      this.used += bytes;
      grant(true);
    }
  }
}
