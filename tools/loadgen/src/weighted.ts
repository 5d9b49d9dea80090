import type { Prng } from './prng.ts';

/** Picks items in proportion to their weights, in constant time (alias method). */
export class Weighted<T> {
  readonly #items: readonly T[];
  readonly #threshold: Float64Array;
  readonly #alias: Uint32Array;

  /** Weights are relative, not negative, and not all zero. */
  constructor(entries: readonly (readonly [item: T, weight: number])[]) {
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    if (!(total > 0)) throw new RangeError('weights must add up to more than zero');
    this.#items = entries.map(([item]) => item);
    this.#threshold = Float64Array.from(entries, ([, weight]) => (weight / total) * entries.length);
    this.#alias = new Uint32Array(entries.length);
    const small: number[] = [];
    const large: number[] = [];
    this.#threshold.forEach((share, i) => (share < 1 ? small : large).push(i));
    while (small.length > 0 && large.length > 0) {
      const low = small.pop()!;
      const high = large.at(-1)!;
      this.#alias[low] = high;
      this.#threshold[high]! -= 1 - this.#threshold[low]!;
      if (this.#threshold[high]! < 1) small.push(large.pop()!);
    }
    for (const i of [...small, ...large]) this.#threshold[i] = 1;
  }

  pick(prng: Prng): T {
    const place = prng.float() * this.#items.length;
    const i = Math.floor(place);
    return this.#items[place - i < this.#threshold[i]! ? i : this.#alias[i]!]!;
  }
}

/** Weights 1, 1/2**s, 1/3**s, ...: a few large ones, many small ones. */
export const zipfWeights = (count: number, exponent = 1): number[] =>
  Array.from({ length: count }, (_, rank) => 1 / (rank + 1) ** exponent);
