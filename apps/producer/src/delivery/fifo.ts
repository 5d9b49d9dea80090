/** First in, first out, without moving what stays each time something leaves. */
export class Fifo<Item> {
  private items: Item[] = [];
  private head = 0;

  get length(): number {
    return this.items.length - this.head;
  }

  push(item: Item): void {
    this.items.push(item);
  }

  /** The item `place` from the front. */
  at(place: number): Item | undefined {
    return this.items[this.head + place];
  }

  /** Takes `count` from the front. */
  take(count: number): Item[] {
    const taken = this.items.slice(this.head, this.head + count);
    this.head += taken.length;
    // Half of it empty: moving the rest costs what taking so much has cost already, and frees what was taken.
    if (this.head * 2 >= this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return taken;
  }

  keep(wanted: (item: Item) => boolean): void {
    this.items = this.items.slice(this.head).filter(wanted);
    this.head = 0;
  }
}
