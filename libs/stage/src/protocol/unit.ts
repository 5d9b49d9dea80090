import { types } from 'node:util';
import type { DroppedRun, SourceRange } from '@pixel-relay/contracts';
import type { Fetched, LogRecord } from '@pixel-relay/kafka';

/** What one fetch gave, without the say over its bytes. */
export type FetchedRecords = Omit<Fetched, 'release'>;

/** Readers may look a little past the last event. */
export const PADDING_BYTES = 64;

/** The events of a unit, still in the buffers that they were fetched in. */
export interface Payload {
  readonly count: number;
  /** bytes that `load` writes */
  readonly byteLength: number;
  /** the one piece of memory, shared by threads, in which all events lie, with PADDING_BYTES behind each; null: they do not */
  readonly memory: SharedArrayBuffer | null;
  /** Says where in `memory` each event lies. */
  place(starts: Uint32Array, ends: Uint32Array): void;
  /** Copies the events into the arena and says where each lies. */
  load(arena: Buffer, starts: Uint32Array, ends: Uint32Array): void;
  /** One event's bytes as they came, for a dead letter. */
  event(index: number): Buffer;
  /** The raw record of an event; null between stages, where events have no record of their own. */
  record(index: number): LogRecord | null;
  /** The event's offset in the raw topic. */
  sourceOffset(index: number): number;
  /** Events [from, to) as a payload of their own. */
  slice(from: number, to: number): Payload;
}

/** What one job is made from: consecutive events of one source, out of one fetch of one input partition. */
export interface Unit {
  /** the input partition's frontier once this unit is done */
  readonly inputNext: number;
  /** what it accounts for, in the coordinates that came in; null: nothing new, only the frontier moves */
  readonly source: SourceRange | null;
  readonly payload: Payload;
  /** events of the range that ended before this stage's work: upstream, or as tombstones and expired offsets */
  readonly dropped: readonly DroppedRun[];
  /** input records that are no batches; each becomes one dead letter */
  readonly strays: readonly LogRecord[];
  /** key of the record that a single event travelled in; null for several */
  readonly key: Buffer | null;
}

/** Bounds of one unit; a single larger event travels alone. */
export interface CutBounds {
  readonly eventsMax: number;
  readonly bytesMax: number;
}

export const noPayload: Payload = {
  count: 0,
  byteLength: 0,
  memory: null,
  place: () => undefined,
  load: () => undefined,
  event: noEvent,
  record: () => null,
  sourceOffset: noEvent,
  slice: () => noPayload,
};

/** The memory behind bytes[0, end), if it is what `Payload.memory` says; null otherwise. */
export function sharedMemoryOf({ buffer, byteOffset }: Buffer, end: number): SharedArrayBuffer | null {
  const readable = byteOffset + end + PADDING_BYTES <= buffer.byteLength;
  return readable && types.isSharedArrayBuffer(buffer) ? buffer : null;
}

function noEvent(index: number): never {
  throw new RangeError(`no event ${index}`);
}
