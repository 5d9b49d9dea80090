/**
 * Rules 1 and 2 for batches: consecutive records of one source are merged up to the bounds, so that fragments heal; what
 * this assignment has taken before is trimmed away by its raw coordinates.
 */
import {
  type BatchView,
  type DroppedRun,
  NewerContractError,
  NotABatchError,
  Outcome,
  readBatch,
  readSourceOffset,
  type SourceRange,
  trimDropped,
} from '@pixel-relay/contracts';
import type { LogRecord, UnreadableRange } from '@pixel-relay/kafka';
import { type Admitted, TooManyHolesError } from './account.ts';
import { type CutBounds, type FetchedRecords, noPayload, type Payload, sharedMemoryOf, type Unit } from './unit.ts';

/** Events [from, to) of a batch record, whose raw offsets begin at `firstOffset` or later. */
interface Slice {
  readonly view: BatchView;
  readonly from: number;
  readonly to: number;
  readonly firstOffset: number;
}

/** Events of consecutive batch records; where they are copied, each record's are in one go, framing between them included. */
export class BatchPayload implements Payload {
  readonly count: number;
  readonly byteLength: number;
  readonly memory: SharedArrayBuffer | null;
  private readonly slices: readonly Slice[];

  constructor(slices: readonly Slice[]) {
    this.slices = slices;
    this.count = slices.reduce((sum, { from, to }) => sum + to - from, 0);
    this.byteLength = slices.reduce((sum, slice) => sum + bytesOf(slice), 0);
    const { bytes } = slices.at(-1)!.view;
    const memory = sharedMemoryOf(bytes, bytes.length);
    this.memory = slices.every(({ view }) => view.bytes.buffer === memory) ? memory : null;
  }

  place(starts: Uint32Array, ends: Uint32Array): void {
    let i = 0;
    for (const { view, from, to } of this.slices) {
      const { byteOffset } = view.bytes;
      for (let j = from; j < to; j++, i++) {
        starts[i] = view.starts[j]! + byteOffset;
        ends[i] = view.ends[j]! + byteOffset;
      }
    }
  }

  load(arena: Buffer, starts: Uint32Array, ends: Uint32Array): void {
    let at = 0;
    let i = 0;
    for (const { view, from, to } of this.slices) {
      if (from === to) continue;
      const start = view.starts[from]!;
      const shift = at - start;
      at += view.bytes.copy(arena, at, start, view.ends[to - 1]);
      for (let j = from; j < to; j++, i++) {
        starts[i] = view.starts[j]! + shift;
        ends[i] = view.ends[j]! + shift;
      }
    }
  }

  event(index: number): Buffer {
    const { slice, at } = this.locate(index);
    return slice.view.bytes.subarray(slice.view.starts[at], slice.view.ends[at]);
  }

  record(): null {
    return null;
  }

  sourceOffset(index: number): number {
    const { slice, at } = this.locate(index);
    return offsetOf(slice, at);
  }

  slice(from: number, to: number): Payload {
    const kept: Slice[] = [];
    let at = 0;
    for (const slice of this.slices) {
      const start = Math.max(slice.from, slice.from + from - at);
      const end = Math.min(slice.to, slice.from + to - at);
      const firstOffset = slice.firstOffset + start - slice.from;
      if (start < end) kept.push({ view: slice.view, from: start, to: end, firstOffset });
      at += slice.to - slice.from;
    }
    return new BatchPayload(kept);
  }

  private locate(index: number): { slice: Slice; at: number } {
    for (const slice of this.slices) {
      if (index < slice.to - slice.from) return { slice, at: slice.from + index };
      index -= slice.to - slice.from;
    }
    throw new RangeError('no such event');
  }
}

const bytesOf = ({ view, from, to }: Slice): number => (from === to ? 0 : view.ends[to - 1]! - view.starts[from]!);

export interface Cut {
  readonly units: readonly Unit[];
  /** the record that must not be taken, nor passed by; the units end before it */
  readonly held: UnreadableRange | null;
}

export function cutBatches(fetched: FetchedRecords, admitted: Admitted, bounds: CutBounds): Cut {
  const open = new OpenUnit(bounds);
  for (const record of fetched.records) {
    let view: BatchView | null;
    let pieces: [start: number, end: number][];
    try {
      view = viewOf(record);
      const gap = view === null ? null : admitted.takeGivenUp(view.source);
      if (gap !== null) open.add(expired(gap, view!), record.offset, null);
      pieces = view === null ? [] : admitted.take(view.source);
    } catch (error) {
      if (!(error instanceof NewerContractError || error instanceof TooManyHolesError)) throw error;
      if (record.offset > fetched.from) open.reach(record.offset);
      return {
        units: open.finish(),
        held: { from: record.offset, next: record.offset + 1, reason: error.message },
      };
    }
    if (view === null) {
      open.stray(record);
      continue;
    }
    // Several pieces only where an earlier record had left a hole; the frontier passes the record with the last of them.
    pieces.forEach(([start, end], i) => {
      open.add(pieceOf(view, start, end), i === pieces.length - 1 ? record.offset + 1 : record.offset, record.key);
    });
    open.reach(record.offset + 1);
  }
  open.reach(fetched.next);
  return { units: open.finish(), held: null };
}

function viewOf(record: LogRecord): BatchView | null {
  if (record.value === null) return null;
  try {
    return readBatch(record.value);
  } catch (error) {
    if (error instanceof NotABatchError) return null;
    throw error;
  }
}

interface Piece {
  readonly source: SourceRange;
  readonly slice: Slice;
  readonly dropped: readonly DroppedRun[];
}

/** What an operator passed over: no event of it is there. */
const expired = (source: SourceRange, view: BatchView): Piece => ({
  source,
  slice: { view, from: 0, to: 0, firstOffset: source.firstOffset },
  dropped: [{ offset: source.firstOffset, outcome: Outcome.EXPIRED, run: source.nextOffset - source.firstOffset }],
});

/** The part of a batch that lies in [start, end) of its source. */
function pieceOf(view: BatchView, start: number, end: number): Piece {
  const whole: Slice = { view, from: 0, to: view.count, firstOffset: view.source.firstOffset };
  if (start === view.source.firstOffset && end === view.source.nextOffset)
    return { source: view.source, slice: whole, dropped: view.dropped };
  let from = 0;
  while (from < view.count && offsetOf(whole, from) < start) from++;
  let to = from;
  while (to < view.count && offsetOf(whole, to) < end) to++;
  return {
    source: { ...view.source, firstOffset: start, nextOffset: end },
    slice: { view, from, to, firstOffset: start },
    dropped: trimDropped(view.dropped, start, end),
  };
}

/**
 * The raw offset of the record's event `at`, which lies in the slice. An event whose bytes are no message takes the place
 * after its neighbour's: events ascend, and every range has room for all of its own, so the place is nobody else's.
 */
function offsetOf({ view, from, firstOffset }: Slice, at: number): number {
  for (let i = at; i >= from; i--) {
    try {
      return readSourceOffset(view.bytes, view.starts[i]!, view.ends[i]!) + at - i;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return firstOffset + at - from;
}

/** The unit being filled. */
class OpenUnit {
  private readonly bounds: CutBounds;
  private readonly units: Unit[] = [];
  private source: SourceRange | null = null;
  private slices: Slice[] = [];
  private dropped: DroppedRun[] = [];
  private strays: LogRecord[] = [];
  private key: Buffer | null = null;
  private events = 0;
  private bytes = 0;
  private next = -1;

  constructor(bounds: CutBounds) {
    this.bounds = bounds;
  }

  add({ source, slice, dropped }: Piece, inputNext: number, key: Buffer | null): void {
    const events = slice.to - slice.from;
    const bytes = bytesOf(slice);
    if (this.source !== null && !this.continues(source, events, bytes)) this.close();
    const { oldestReceivedMs } = this.source ?? source;
    this.source = {
      ...(this.source ?? source),
      nextOffset: source.nextOffset,
      oldestReceivedMs: earliest(oldestReceivedMs, source.oldestReceivedMs),
    };
    this.slices.push(slice);
    this.dropped.push(...dropped);
    this.key = this.slices.length === 1 ? key : null;
    this.events += events;
    this.bytes += bytes;
    this.next = inputNext;
  }

  stray(record: LogRecord): void {
    this.strays.push(record);
    this.next = record.offset + 1;
  }

  reach(inputNext: number): void {
    this.next = Math.max(this.next, inputNext);
  }

  finish(): Unit[] {
    if (this.next >= 0) this.close();
    return this.units;
  }

  private continues(source: SourceRange, events: number, bytes: number): boolean {
    const last = this.source!;
    return (
      last.partition === source.partition &&
      last.epoch === source.epoch &&
      last.topic === source.topic &&
      last.nextOffset === source.firstOffset &&
      this.events + events <= this.bounds.eventsMax &&
      this.bytes + bytes <= this.bounds.bytesMax
    );
  }

  private close(): void {
    this.units.push({
      inputNext: this.next,
      source: this.source,
      payload: this.events === 0 ? noPayload : new BatchPayload(this.slices),
      dropped: this.dropped,
      strays: this.strays,
      key: this.events === 1 ? this.key : null,
    });
    this.source = null;
    this.slices = [];
    this.dropped = [];
    this.strays = [];
    this.key = null;
    this.events = 0;
    this.bytes = 0;
  }
}

const earliest = (a: number, b: number): number => (a === 0 ? b : b === 0 ? a : Math.min(a, b));
