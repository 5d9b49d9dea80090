/**
 * EventBatch.dropped: what ended where inside a batch's range, packed as varints, ascending by offset:
 * (offset - place after the previous entry), outcome, and for runs of equal outcomes (outcome + RUN) the run's length.
 */
import { Outcome } from '../outcomes.ts';
import { VarintReader, varintLength, writeVarint } from './varint.ts';

export interface DroppedRun {
  readonly offset: number;
  readonly outcome: Outcome;
  /** how many consecutive offsets, from `offset` on, ended so */
  readonly run: number;
}

const RUN = 8;
const outcomes = new Set<number>(Object.values(Outcome));

/** @throws RangeError when the runs are not ascending, inside the range and of known outcomes */
export function readDropped(bytes: Buffer, firstOffset: number, nextOffset: number): DroppedRun[] {
  const runs: DroppedRun[] = [];
  const reader = new VarintReader(bytes);
  let place = firstOffset;
  while (reader.at < reader.end) {
    const offset = place + reader.next();
    const code = reader.next();
    const outcome = code % RUN;
    const run = code >= RUN ? reader.next() : 1;
    if (!outcomes.has(outcome) || code >= 2 * RUN || run < 1 || offset + run > nextOffset)
      throw new RangeError('dropped runs outside the range, or of no known outcome');
    runs.push({ offset, outcome: outcome as Outcome, run });
    place = offset + run;
  }
  return runs;
}

/** @param runs ascending, not overlapping, at or after firstOffset */
export function writeDropped(runs: readonly DroppedRun[], firstOffset: number): Buffer {
  const merged = joinAdjacent(runs);
  let length = 0;
  let place = firstOffset;
  for (const { offset, run } of merged) {
    length += varintLength(offset - place) + 1 + (run > 1 ? varintLength(run) : 0);
    place = offset + run;
  }
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  place = firstOffset;
  for (const { offset, outcome, run } of merged) {
    if (offset < place) throw new RangeError('dropped runs must ascend');
    at = writeVarint(bytes, at, offset - place);
    at = writeVarint(bytes, at, run > 1 ? outcome + RUN : outcome);
    if (run > 1) at = writeVarint(bytes, at, run);
    place = offset + run;
  }
  return bytes;
}

/** Two ascending lists that share no offset, as one. */
export function mergeDropped(a: readonly DroppedRun[], b: readonly DroppedRun[]): readonly DroppedRun[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return [...a, ...b].sort((x, y) => x.offset - y.offset);
}

/** The part of the runs that lies in [firstOffset, nextOffset). */
export function trimDropped(runs: readonly DroppedRun[], firstOffset: number, nextOffset: number): DroppedRun[] {
  const kept: DroppedRun[] = [];
  for (const { offset, outcome, run } of runs) {
    const start = Math.max(offset, firstOffset);
    const end = Math.min(offset + run, nextOffset);
    if (start < end) kept.push({ offset: start, outcome, run: end - start });
  }
  return kept;
}

function joinAdjacent(runs: readonly DroppedRun[]): DroppedRun[] {
  const joined: DroppedRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && last.outcome === run.outcome && last.offset + last.run === run.offset)
      joined[joined.length - 1] = { ...last, run: last.run + run.run };
    else joined.push(run);
  }
  return joined;
}
