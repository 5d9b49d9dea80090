/** A set of offsets as disjoint ascending ranges [start, end). Normally one range: a hole is an upstream's gap not yet filled. */
export class OffsetRanges {
  private readonly list: [start: number, end: number][];

  constructor(ranges: readonly (readonly [number, number])[] = []) {
    this.list = ranges.map(([start, end]) => [start, end]);
  }

  get ranges(): readonly (readonly [number, number])[] {
    return this.list;
  }

  /** first offset ever added; null when empty */
  get base(): number | null {
    return this.list[0]?.[0] ?? null;
  }

  /** the place after the highest offset; null when empty */
  get next(): number | null {
    return this.list.at(-1)?.[1] ?? null;
  }

  get holes(): number {
    return Math.max(0, this.list.length - 1);
  }

  copy(): OffsetRanges {
    return new OffsetRanges(this.list);
  }

  /** What of [start, end) is not in the set, ascending. */
  missing(start: number, end: number): [start: number, end: number][] {
    const pieces: [number, number][] = [];
    let at = start;
    for (const [from, to] of this.list) {
      if (to <= at) continue;
      if (from >= end) break;
      if (from > at) pieces.push([at, from]);
      at = Math.max(at, to);
    }
    if (at < end) pieces.push([at, end]);
    return pieces;
  }

  add(start: number, end: number): void {
    if (start >= end) return;
    const last = this.list.at(-1);
    if (last !== undefined && last[1] === start) {
      last[1] = end; // what happens nearly always: ranges tile
      return;
    }
    let from = start;
    let to = end;
    let i = 0;
    while (i < this.list.length && this.list[i]![1] < from) i++;
    let j = i;
    for (; j < this.list.length && this.list[j]![0] <= to; j++) {
      from = Math.min(from, this.list[j]![0]);
      to = Math.max(to, this.list[j]![1]);
    }
    this.list.splice(i, j - i, [from, to]);
  }
}
