/** What is due when: a binary heap by time, and by order of entry among equals (or by lot, see SimulatedClock). */
export interface DueEntry {
  readonly dueMs: number;
  readonly tieBreak: number;
  readonly run: () => void;
  cancelled: boolean;
}

const isBefore = (a: DueEntry, b: DueEntry): boolean =>
  a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.tieBreak < b.tieBreak);

export class DueQueue {
  readonly #heap: DueEntry[] = [];

  push(entry: DueEntry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  /** The earliest entry that is not cancelled, left in place. */
  peek(): DueEntry | undefined {
    while (this.#heap[0]?.cancelled) this.#removeFirst();
    return this.#heap[0];
  }

  pop(): DueEntry | undefined {
    const first = this.peek();
    if (first) this.#removeFirst();
    return first;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const moved = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, moved)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moved;
  }
}
