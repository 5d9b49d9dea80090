import { Ring } from './ring.ts';

export type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

export interface InOrderOptions<Key, T> {
  /** Called for one item of a key at a time, in the order of `add`; other keys meanwhile. A failed item comes in its place. */
  readonly release: (key: Key, outcome: Settled<T>) => void | Promise<void>;
  /**
   * `release` threw: nothing may pass the item that is stuck, so its key has been dropped. Not called for a key that the
   * owner has dropped meanwhile. Must not throw.
   */
  readonly releaseFailed: (key: Key, error: unknown) => void;
}

/**
 * Work runs in parallel, its results leave in the order of submission, per key. Holds what was added and not yet
 * released, so it is bounded by whatever bounds the work; a key with nothing in it takes no memory.
 */
export class InOrder<Key, T> {
  readonly #options: InOrderOptions<Key, T>;
  readonly #lanes = new Map<Key, Lane<Key, T>>();

  constructor(options: InOrderOptions<Key, T>) {
    this.#options = options;
  }

  /** keys with something in them */
  get keys(): number {
    return this.#lanes.size;
  }

  /** items of the key that are not yet released, that in hand included */
  pending(key: Key): number {
    return this.#lanes.get(key)?.pending ?? 0;
  }

  /** Takes the next place in the key's order for what the promise will give. */
  add(key: Key, promise: PromiseLike<T>): void {
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = new Lane(key, this.#options, this.#laneOver);
      this.#lanes.set(key, lane);
    }
    lane.add(promise);
  }

  /**
   * Forgets the key: none of its items is released any more, except that the one in hand runs to its end. What is added
   * afterwards begins a new order, beside that one. Returns how many items were forgotten.
   */
  drop(key: Key): number {
    const lane = this.#lanes.get(key);
    this.#lanes.delete(key);
    return lane?.drop() ?? 0;
  }

  /** Resolves when nothing of the key is left, or it was dropped and the item in hand has run to its end. */
  idle(key: Key): Promise<void> {
    return this.#lanes.get(key)?.idle() ?? Promise.resolve();
  }

  readonly #laneOver = (lane: Lane<Key, T>): void => {
    this.#lanes.delete(lane.key); // never one that was dropped: its key may have a new lane
  };
}

interface Item<T> {
  outcome: Settled<T> | null;
}

class Lane<Key, T> {
  readonly key: Key;
  readonly #options: InOrderOptions<Key, T>;
  readonly #over: (lane: Lane<Key, T>) => void;
  readonly #items = new Ring<Item<T>>();
  #releasing = false;
  #dropped = false;
  #idle: PromiseWithResolvers<void> | null = null;

  constructor(key: Key, options: InOrderOptions<Key, T>, over: (lane: Lane<Key, T>) => void) {
    this.key = key;
    this.#options = options;
    this.#over = over;
  }

  get pending(): number {
    return this.#items.length + (this.#releasing ? 1 : 0);
  }

  add(promise: PromiseLike<T>): void {
    const item: Item<T> = { outcome: null };
    this.#items.push(item);
    promise.then(
      value => this.#settled(item, { ok: true, value }),
      (error: unknown) => this.#settled(item, { ok: false, error }),
    );
  }

  drop(): number {
    const forgotten = this.#items.length;
    while (this.#items.length > 0) this.#items.shift();
    this.#dropped = true;
    this.#next();
    return forgotten;
  }

  idle(): Promise<void> {
    this.#idle ??= Promise.withResolvers();
    return this.#idle.promise;
  }

  #settled(item: Item<T>, outcome: Settled<T>): void {
    item.outcome = outcome;
    if (this.#items.peek() === item) this.#next();
  }

  /** Releases as long as the first item is settled; one that releases at once costs no further turn of the event loop. */
  #next(): void {
    while (!this.#releasing) {
      const outcome = this.#items.peek()?.outcome ?? null;
      if (outcome === null) break;
      this.#items.shift();
      this.#releasing = true;
      try {
        const released = this.#options.release(this.key, outcome);
        if (released !== undefined) {
          released.then(this.#released, this.#failed);
          return;
        }
        this.#releasing = false;
      } catch (error) {
        this.#failed(error);
        return;
      }
    }
    if (this.#releasing || this.#items.length > 0) return;
    if (!this.#dropped) this.#over(this);
    this.#idle?.resolve();
    this.#idle = null;
  }

  readonly #released = (): void => {
    this.#releasing = false;
    this.#next();
  };

  readonly #failed = (error: unknown): void => {
    this.#releasing = false;
    if (this.#dropped) return this.#next();
    this.#over(this);
    this.drop();
    this.#options.releaseFailed(this.key, error);
  };
}
