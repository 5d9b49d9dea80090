/** Wakes everyone who waits for something to have changed. */
export class Signal {
  private waiting = Promise.withResolvers<void>();

  /** Resolves at the next notify(). */
  next(): Promise<void> {
    return this.waiting.promise;
  }

  notify(): void {
    const { resolve } = this.waiting;
    this.waiting = Promise.withResolvers<void>();
    resolve();
  }
}
