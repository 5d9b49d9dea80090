/**
 * What travels between a computing stage and its worker threads: names of shared memory, and numbers. The events lie where
 * the fetch decompressed them, if that is one piece of shared memory, and are copied otherwise; the tables say where each is:
 * [source offsets][record times][starts][ends].
 */
import type { DeadEvent } from '@pixel-relay/contracts';
import { PADDING_BYTES, type Payload } from '../protocol/unit.ts';

/** Left free in an output before the entries, so that the batch and its record can be written around them. */
export const ENTRIES_AT = 512;
/** What is left free after them: the batch's list of dropped events, and what a writer asks for ahead of its last event. */
export const OUTPUT_TAIL_BYTES = 12 << 10;

export interface ComputeJob {
  readonly tables: SharedArrayBuffer;
  /** in which the events lie, at places that the tables say, among other things; readable to PADDING_BYTES past each */
  readonly events: SharedArrayBuffer;
  /** where the worker writes the encoded `events` fields, from ENTRIES_AT on; it may return a larger one in its place */
  readonly output: SharedArrayBuffer;
  readonly count: number;
  /** of all events together */
  readonly eventBytes: number;
  readonly nowMs: number;
}

export interface ComputeResult {
  /** made by the worker, because the job's was too small; null: the job's */
  readonly output: SharedArrayBuffer | null;
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

/** A job's memory, as both sides see it. */
export interface JobView {
  /** raw events only: their coordinates and the records' timestamps */
  readonly sourceOffsets: Float64Array;
  readonly recordMs: Float64Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** all of the memory that the events lie in */
  readonly events: Buffer;
}

export const tableBytes = (count: number): number => count * 24;

export function viewJob({ tables, events, count }: Pick<ComputeJob, 'tables' | 'events' | 'count'>): JobView {
  return {
    sourceOffsets: new Float64Array(tables, 0, count),
    recordMs: new Float64Array(tables, count * 8, count),
    starts: new Uint32Array(tables, count * 16, count),
    ends: new Uint32Array(tables, count * 20, count),
    events: Buffer.from(events),
  };
}

/** Room for a copy of the payload's events. */
export const copyBytes = ({ byteLength }: Payload): number => byteLength + PADDING_BYTES;

/** Fills the tables, and where the events do not lie in memory of their own that threads see, copies them to `view.events`. */
export function loadJob(view: JobView, payload: Payload): void {
  if (payload.memory === null) {
    payload.load(view.events, view.starts, view.ends);
    view.events.fill(0, payload.byteLength, copyBytes(payload));
  } else payload.place(view.starts, view.ends);
  for (let i = 0; i < payload.count; i++) {
    const record = payload.record(i);
    if (record === null) break; // between stages events carry their coordinates themselves
    view.sourceOffsets[i] = record.offset;
    view.recordMs[i] = record.timestampMs;
  }
}
