import type { Fetched, LogRecord, OutgoingRecord } from '@pixel-relay/kafka';
import { copyRecord, recordBytes } from './record-copy.ts';

/** Dropped records are cut out of the array when they are this many and outnumber the rest: amortised, a constant each. */
const CUT_AT_LEAST = 1024;

/**
 * The records of one partition, in the order of their offsets. Reading gives the stored records themselves; offsets
 * without a record (compacted, or written by transactions) take no room.
 */
export class PartitionLog {
  #records: LogRecord[] = [];
  /** index of the first record still in the log */
  #head = 0;
  #start = 0;
  #end = 0;
  #removed = false;
  readonly #retainRecordsMax: number;
  readonly #watchers = new Set<() => void>();

  constructor(retainRecordsMax: number) {
    this.#retainRecordsMax = retainRecordsMax;
  }

  /** first offset still in the log */
  get start(): number {
    return this.#start;
  }

  /** next offset to be written */
  get end(): number {
    return this.#end;
  }

  /** true once its topic was removed: nothing is written or read any more */
  get removed(): boolean {
    return this.#removed;
  }

  /** Every readable record still there, oldest first. A copy of the list, not of the records. */
  records(): readonly LogRecord[] {
    return this.#records.slice(this.#head);
  }

  /** How many records memory holds: those that can be read, and a bounded number of deleted ones. */
  get heldRecords(): number {
    return this.#records.length;
  }

  /** Returns the offset of the first record. */
  append(records: readonly OutgoingRecord[], nowMs: number): number {
    const base = this.#end;
    for (const record of records) this.#records.push(copyRecord(record, this.#end++, nowMs));
    const surplus = this.#records.length - this.#head - this.#retainRecordsMax;
    if (surplus > 0) this.deleteBefore(this.#records[this.#head + surplus]?.offset ?? this.#end);
    this.#changed();
    return base;
  }

  /** `offsets` offsets that hold nothing readable: markers, or the records of an aborted transaction. */
  appendGap(offsets: number): void {
    this.#end += offsets;
    this.#changed();
  }

  /** Moves the start up to `offset`, never back and never past the end. */
  deleteBefore(offset: number): void {
    if (offset <= this.#start) return;
    this.#start = Math.min(offset, this.#end);
    this.#head = this.#indexOf(this.#start);
    if (this.#head >= CUT_AT_LEAST && this.#head * 2 > this.#records.length) {
      this.#records = this.#records.slice(this.#head);
      this.#head = 0;
    }
    this.#changed();
  }

  /** Keeps the last record of every key and those without a key; their offsets stay. Start and end do not move. */
  compact(): void {
    const last = new Map<string, number>();
    const kept = this.records();
    for (const { key, offset } of kept) if (key) last.set(key.toString('latin1'), offset);
    this.#records = kept.filter(({ key, offset }) => !key || last.get(key.toString('latin1')) === offset);
    this.#head = 0;
  }

  /**
   * What a fetch from `from` gives: at most `bytesMax`, but always one record; null when there is nothing yet. Below the
   * start: the deleted offsets, as expired. Above the end (the topic was made anew): an empty answer with that end.
   */
  read(from: number, bytesMax: number): Fetched | null {
    const end = this.#end;
    if (from < this.#start) return { from, next: this.#start, records: [], expired: true, end };
    if (from > end) return { from, next: from, records: [], expired: false, end };
    if (from === end) return null;
    const records = this.#records;
    const first = this.#indexOf(from);
    let last = first;
    for (let bytes = 0; last < records.length; last++) {
      bytes += recordBytes(records[last]!);
      if (bytes > bytesMax && last > first) break;
    }
    const next = last === records.length ? end : records[last - 1]!.offset + 1;
    return { from, next, records: records.slice(first, last), expired: false, end };
  }

  /** Calls `run` after every change of start, end or existence, until the returned function is called. */
  watch(run: () => void): () => void {
    this.#watchers.add(run);
    return () => void this.#watchers.delete(run);
  }

  /** The topic was removed: those who wait look again. */
  remove(): void {
    this.#removed = true;
    this.#records = [];
    this.#head = 0;
    this.#changed();
  }

  #changed(): void {
    for (const run of [...this.#watchers]) run();
  }

  /** Index of the first record at or above `offset`. */
  #indexOf(offset: number): number {
    const records = this.#records;
    let low = this.#head;
    let high = records.length;
    // Without gaps the place is known at once.
    const guess = low + offset - (records[low]?.offset ?? offset);
    if (records[guess]?.offset === offset) return guess;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (records[middle]!.offset < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
