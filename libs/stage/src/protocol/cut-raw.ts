/** Rule 1 for raw records: they are their own source, so the input's offsets are the events' coordinates for life. */
import { type DroppedRun, Outcome, type SourceRange } from '@pixel-relay/contracts';
import type { LogRecord, ValuePlace } from '@pixel-relay/kafka';
import { RAW_EPOCH } from './epochs.ts';
import { type CutBounds, type FetchedRecords, noPayload, type Payload, sharedMemoryOf, type Unit } from './unit.ts';

/** Raw record values, each followed by a NUL byte, so that a reader of JSON needs no bounds checks. */
export class RawPayload implements Payload {
  readonly count: number;
  readonly byteLength: number;
  readonly memory: SharedArrayBuffer | null;
  private readonly records: readonly LogRecord[];

  constructor(records: readonly LogRecord[]) {
    this.records = records;
    this.count = records.length;
    this.byteLength = records.reduce((sum, record) => sum + lengthOf(record) + 1, 0);
    const last = placeOf(records.at(-1)!);
    const memory = sharedMemoryOf(last.memory, last.valueEnd);
    this.memory = records.every(record => placeOf(record).memory.buffer === memory) ? memory : null;
  }

  /** What lies behind a value in a record that was read is of no use to anyone any more. */
  place(starts: Uint32Array, ends: Uint32Array): void {
    const bytes = new Uint8Array(this.memory!);
    for (let i = 0; i < this.count; i++) {
      const { memory, valueStart, valueEnd } = placeOf(this.records[i]!);
      starts[i] = memory.byteOffset + valueStart;
      ends[i] = memory.byteOffset + valueEnd;
      bytes[memory.byteOffset + valueEnd] = 0;
    }
  }

  load(arena: Buffer, starts: Uint32Array, ends: Uint32Array): void {
    let at = 0;
    for (let i = 0; i < this.count; i++) {
      const { memory, valueStart, valueEnd } = placeOf(this.records[i]!);
      starts[i] = at;
      at += memory.copy(arena, at, valueStart, valueEnd);
      ends[i] = at;
      arena[at++] = 0;
    }
  }

  event(index: number): Buffer {
    return this.records[index]!.value!;
  }

  record(index: number): LogRecord {
    return this.records[index]!;
  }

  sourceOffset(index: number): number {
    return this.records[index]!.offset;
  }

  slice(from: number, to: number): Payload {
    return new RawPayload(this.records.slice(from, to));
  }
}

/** Of a record with a value. */
function placeOf(record: LogRecord): ValuePlace {
  const { place } = record;
  if (place !== undefined) return place;
  const memory = record.value!;
  return { memory, valueStart: 0, valueEnd: memory.length };
}

/** Below 0 for a tombstone. */
function lengthOf(record: LogRecord): number {
  const { place } = record;
  return place === undefined ? (record.value?.length ?? -1) : place.valueEnd - place.valueStart;
}

/** Cuts what one fetch gave. The units' ranges tile [fetched.from, fetched.next), gaps inside. */
export function cutRaw(topic: string, partition: number, fetched: FetchedRecords, bounds: CutBounds): Unit[] {
  const units: Unit[] = [];
  let first = fetched.from;
  let records: LogRecord[] = [];
  let bytes = 0;
  let dropped: DroppedRun[] = fetched.expired ? [run(fetched.from, Outcome.EXPIRED, fetched.next - fetched.from)] : [];

  const cut = (next: number): void => {
    const source: SourceRange = {
      topic,
      epoch: RAW_EPOCH,
      partition,
      firstOffset: first,
      nextOffset: next,
      oldestReceivedMs: 0, // only the parser can read when an event was received
    };
    const payload = records.length === 0 ? noPayload : new RawPayload(records);
    units.push({
      inputNext: next,
      source,
      payload,
      dropped,
      strays: [],
      key: records.length === 1 ? records[0]!.key : null,
    });
    first = next;
    records = [];
    bytes = 0;
    dropped = [];
  };

  for (const record of fetched.records) {
    const length = lengthOf(record);
    if (length < 0) {
      dropped.push(run(record.offset, Outcome.FILTERED, 1)); // a tombstone says nothing that could be shared
      continue;
    }
    if (records.length >= bounds.eventsMax || (records.length > 0 && bytes + length > bounds.bytesMax))
      cut(record.offset);
    records.push(record);
    bytes += length;
  }
  if (first < fetched.next) cut(fetched.next);
  return units;
}

const run = (offset: number, outcome: Outcome, length: number): DroppedRun => ({ offset, outcome, run: length });
