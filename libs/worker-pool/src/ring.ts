/** First in, first out, in one array that is reused: nothing is allocated per item, and it grows by doubling only. */
export class Ring<T> {
  #slots: (T | undefined)[];
  #mask: number;
  #head = 0;
  #length = 0;

  constructor() {
    this.#slots = new Array<T | undefined>(8).fill(undefined);
    this.#mask = 7;
  }

  get length(): number {
    return this.#length;
  }

  peek(): T | undefined {
    return this.#slots[this.#head];
  }

  push(item: T): void {
    if (this.#length > this.#mask) this.#grow();
    this.#slots[(this.#head + this.#length) & this.#mask] = item;
    this.#length++;
  }

  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & this.#mask;
    this.#length--;
    return item;
  }

  #grow(): void {
    const capacity = this.#slots.length;
    const wider = new Array<T | undefined>(capacity * 2).fill(undefined);
    for (let i = 0; i < this.#length; i++) wider[i] = this.#slots[(this.#head + i) & this.#mask];
    this.#slots = wider;
    this.#mask = capacity * 2 - 1;
    this.#head = 0;
  }
}
