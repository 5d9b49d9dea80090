/**
 * What travels between a computing stage and its worker threads. Both buffers are transferred, not copied, and come back
 * with the result to be used again. One arena holds the tables and the events, so that one transfer moves it all:
 * [source offsets][record times][starts][ends][events][padding].
 */
import type { DeadEvent } from '@pixel-relay/contracts';
import type { Payload } from '../protocol/unit.ts';

/** Readers may look a little past the last event. */
export const PADDING_BYTES = 64;

/** Left free in an output before the entries, so that the batch and its record can be written around them. */
export const ENTRIES_AT = 512;
/** What is left free after them: the batch's list of dropped events, and what a writer asks for ahead of its last event. */
export const OUTPUT_TAIL_BYTES = 12 << 10;

export interface ComputeJob {
  readonly arena: SharedArrayBuffer;
  /** where the worker writes the encoded `events` fields, from ENTRIES_AT on; it may return a larger one in its place */
  readonly output: SharedArrayBuffer;
  readonly count: number;
  readonly eventBytes: number;
  readonly nowMs: number;
}

export interface ComputeResult {
  readonly arena: SharedArrayBuffer;
  readonly output: SharedArrayBuffer;
  /** where the entries begin, and how long they are */
  readonly outputAt: number;
  readonly outputBytes: number;
  readonly forwarded: number;
  /** 0: not looked at */
  readonly oldestReceivedMs: number;
  /** events that ended here, ascending: place in the job, outcome, place in the job, outcome... */
  readonly dropped: readonly number[];
  readonly dead: readonly DeadEvent[];
  readonly endedBy: readonly EndedBy[];
}

/** How many events of a job ended by one rule or reason. */
export interface EndedBy {
  readonly outcome: number;
  /** a rule's id, or a dead letter's reason */
  readonly rule: string;
  readonly count: number;
}

/** The arena's parts, as both sides see them. */
export interface ArenaView {
  /** raw events only: their coordinates and the records' timestamps */
  readonly sourceOffsets: Float64Array;
  readonly recordMs: Float64Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly events: Buffer;
}

const tableBytes = (count: number): number => count * 24;

export const arenaBytes = (count: number, eventBytes: number): number => tableBytes(count) + eventBytes + PADDING_BYTES;

export function viewArena(arena: SharedArrayBuffer, count: number, eventBytes: number): ArenaView {
  return {
    sourceOffsets: new Float64Array(arena, 0, count),
    recordMs: new Float64Array(arena, count * 8, count),
    starts: new Uint32Array(arena, count * 16, count),
    ends: new Uint32Array(arena, count * 20, count),
    events: Buffer.from(arena, tableBytes(count), eventBytes + PADDING_BYTES),
  };
}

/** Copies events into an arena of at least arenaBytes(). */
export function loadArena(arena: SharedArrayBuffer, payload: Payload): void {
  const view = viewArena(arena, payload.count, payload.byteLength);
  payload.load(view.events, view.starts, view.ends);
  view.events.fill(0, payload.byteLength);
  for (let i = 0; i < payload.count; i++) {
    const record = payload.record(i);
    if (record === null) break; // between stages events carry their coordinates themselves
    view.sourceOffsets[i] = record.offset;
    view.recordMs[i] = record.timestampMs;
  }
}
