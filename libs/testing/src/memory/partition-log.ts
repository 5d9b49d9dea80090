import type { LogRecord, OutgoingRecord, UnreadableRange } from '@pixel-relay/kafka';
import type { ReadRecords } from './lend-records.ts';
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
  /** offset -> why it cannot be read */
  readonly #damaged = new Map<number, string>();
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

  /** Makes the record at `offset` one that no reader can decode. */
  damage(offset: number, reason: string): void {
    this.#damaged.set(offset, reason);
    this.#changed();
  }

  /** What cannot be read at this very offset; null: it can be, as far as is known. */
  unreadableAt(from: number): UnreadableRange | null {
    const reason = from < this.#start ? undefined : this.#damaged.get(from);
    return reason === undefined ? null : { from, next: from + 1, reason };
  }

  /**
   * What a fetch from `from` gives: at most `bytesMax`, but always one record; null when there is nothing, or less than
   * `bytesMin`. Below the start: the deleted offsets, as expired. Ends before what cannot be read; not to be asked there,
   * nor above the end.
   */
  read(from: number, bytesMax: number, bytesMin = 1): ReadRecords | null {
    const end = this.#end;
    if (from < this.#start) return { from, next: this.#start, records: [], expired: true, end };
    if (from >= end) return null;
    const records = this.#records;
    const first = this.#indexOf(from);
    let last = first;
    let bytes = 0;
    for (; last < records.length; last++) {
      if (this.#damaged.size > 0 && this.#damaged.has(records[last]!.offset)) break;
      bytes += recordBytes(records[last]!);
      if (bytes > bytesMax && last > first) break;
    }
    if (last === records.length && bytes < bytesMin && bytesMin > 1) return null;
    const next = last < records.length ? this.#nextBefore(first, last) : end;
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

  /** Where a fetch of the records [first, last) ends when more follow: at once, or at what stopped it. */
  #nextBefore(first: number, last: number): number {
    return last === first ? this.#records[last]!.offset : this.#records[last - 1]!.offset + 1;
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
