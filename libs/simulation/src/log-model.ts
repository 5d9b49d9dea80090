/**
 * What the batch topics say, read as the next stage must read them: of every raw offset of an epoch the first batch that
 * holds it counts. Written apart from libs/stage, to hold it against.
 */
import { type BatchView, type Epoch, Event, Outcome, readSourceOffset } from '@pixel-relay/contracts';

/** An event that is there, beside the outcomes of those that are not. */
export const PRESENT = 8;
export type Seen = typeof PRESENT | Outcome;

/** The raw offsets of one (epoch, raw partition) in one topic. */
export class SeenOffsets {
  private readonly byOffset: (Seen | undefined)[] = [];
  /** the place after the last offset that was new when it came */
  next: number | null = null;

  get(offset: number): Seen | undefined {
    return this.byOffset[offset];
  }

  set(offset: number, seen: Seen): void {
    this.byOffset[offset] = seen;
  }

  /** The lowest offset seen. */
  get first(): number | undefined {
    const first = this.byOffset.findIndex(seen => seen !== undefined);
    return first < 0 ? undefined : first;
  }

  /** Every offset seen, ascending. */
  entries(): [offset: number, seen: Seen][] {
    return this.byOffset.flatMap((seen, offset): [number, Seen][] => (seen === undefined ? [] : [[offset, seen]]));
  }
}

export interface NewlySeen {
  readonly offset: number;
  readonly seen: Seen;
  /** whether it follows the one that was new before it: rule 1 */
  readonly tiles: boolean;
}

export class LogModel {
  private readonly topics = new Map<string, Map<string, SeenOffsets>>();

  of(topic: string, epoch: Epoch, partition: number): SeenOffsets | undefined {
    return this.topics.get(topic)?.get(`${epoch}/${partition}`);
  }

  /** All that a topic holds of a raw partition, by epoch, in the order of first sight. */
  *epochs(topic: string, partition: number): Generator<readonly [Epoch, SeenOffsets]> {
    for (const [key, seen] of this.topics.get(topic) ?? []) {
      const [epoch, of] = key.split('/');
      if (of === String(partition)) yield [BigInt(epoch!), seen];
    }
  }

  /** Reads one batch at its place in the log; returns what was new in it. */
  read(topic: string, view: BatchView): NewlySeen[] {
    const { epoch, partition, firstOffset, nextOffset } = view.source;
    const bySource = this.topics.get(topic) ?? new Map<string, SeenOffsets>();
    this.topics.set(topic, bySource);
    const key = `${epoch}/${partition}`;
    const known = bySource.get(key) ?? new SeenOffsets();
    bySource.set(key, known);
    const inside = outcomesOf(view);
    const fresh: NewlySeen[] = [];
    for (let offset = firstOffset; offset < nextOffset; offset++) {
      if (known.get(offset) !== undefined) continue;
      const seen = inside.get(offset) ?? Outcome.ABSENT;
      fresh.push({ offset, seen, tiles: known.next === null || known.next === offset });
      known.set(offset, seen);
      known.next = offset + 1;
    }
    return fresh;
  }
}

/** @throws RangeError when the batch contradicts itself */
function outcomesOf(view: BatchView): Map<number, Seen> {
  const { partition, firstOffset, nextOffset } = view.source;
  const inside = new Map<number, Seen>();
  for (const { offset, outcome, run } of view.dropped) for (let i = 0; i < run; i++) inside.set(offset + i, outcome);
  for (let i = 0; i < view.count; i++) {
    const offset = readSourceOffset(view.bytes, view.starts[i]!, view.ends[i]!);
    if (offset < firstOffset || offset >= nextOffset) throw new RangeError(`event ${offset} outside its batch`);
    if (inside.has(offset)) throw new RangeError(`offset ${offset} twice in one batch`);
    const { id } = Event.decode(view.bytes.subarray(view.starts[i], view.ends[i]));
    if (id !== `${partition}/${offset}`) throw new RangeError(`event ${id} stands at ${partition}/${offset}`);
    inside.set(offset, PRESENT);
  }
  return inside;
}
