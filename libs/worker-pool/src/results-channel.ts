import { Ring } from './ring.ts';

/** A job that was admitted and has settled. */
export type Done<Job, Result> =
  | { readonly job: Job; readonly ok: true; readonly result: Result }
  | { readonly job: Job; readonly ok: false; readonly error: unknown };

/**
 * Go's output channel: iterators share it, each item goes to one of them. While nobody iterates, items are not kept, so
 * an unused channel costs nothing. While someone does, `full` tells the pool to start no further job until an item is
 * taken: a slow reader slows the workers instead of filling the memory.
 */
export class ResultsChannel<T> implements AsyncIterable<T> {
  readonly #items = new Ring<T>();
  readonly #takers = new Ring<(next: IteratorResult<T, undefined>) => void>();
  readonly #max: number;
  readonly #onTaken: () => void;
  #iterators = 0;
  #ended = false;

  constructor(max: number, onTaken: () => void) {
    this.#max = max;
    this.#onTaken = onTaken;
  }

  get open(): boolean {
    return this.#iterators > 0;
  }

  get full(): boolean {
    return this.#items.length >= this.#max && this.#iterators > 0;
  }

  put(item: T): void {
    if (this.#iterators === 0) return;
    const taker = this.#takers.shift();
    if (taker === undefined) this.#items.push(item);
    else taker({ done: false, value: item });
  }

  /** No further item comes; iterators still get those that are kept. */
  end(): void {
    this.#ended = true;
    this.#releaseTakers();
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    this.#iterators++;
    let live = true;
    return {
      next: () => (live ? this.#take() : Promise.resolve({ done: true, value: undefined })),
      return: () => {
        if (live) {
          live = false;
          this.#leave();
        }
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  #take(): Promise<IteratorResult<T, undefined>> {
    if (this.#items.length > 0) {
      const value = this.#items.shift() as T;
      this.#onTaken();
      return Promise.resolve({ done: false, value });
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise(resolve => this.#takers.push(resolve));
  }

  #leave(): void {
    this.#iterators--;
    if (this.#iterators > 0) return;
    while (this.#items.length > 0) this.#items.shift();
    this.#releaseTakers();
    this.#onTaken();
  }

  #releaseTakers(): void {
    for (let taker = this.#takers.shift(); taker !== undefined; taker = this.#takers.shift()) {
      taker({ done: true, value: undefined });
    }
  }
}
