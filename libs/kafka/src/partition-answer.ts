import { ArenaLoan, ArenaPool } from '@pixel-relay/worker-pool';
import type { Fetched, UnreadableRange } from './log.ts';
import { RecordsReader } from './wire/decode-records.ts';
import type { FetchedPartition } from './wire/fetch-request.ts';
import type { LentResponse } from './wire/lent-response.ts';

export interface AnswerLimits {
  readonly maxDecompressedBytes: number;
  readonly checkCrc: boolean;
  /** of one hand-over, decompressed, unless its first batch alone is larger */
  readonly fetchMaxBytesPerPartition: number;
}

/** The next hand-over, or why there is none: null for the answer's end. */
export type AnswerPart =
  | { readonly fetched: Fetched; readonly more: boolean }
  | { readonly fetched: null; readonly unreadable: UnreadableRange | null };

/** Several small batches share an arena. */
const ARENA_BYTES_MIN = 64 << 10;
/** Of arenas that nobody holds: what stages with default options hold at once, so that it need not be made again. */
const RETAINED_BYTES_MAX = 32 << 20;

/**
 * Where compressed records are decompressed to: buffers of this size, made anew for every fetch, keep a collector busy. Shared
 * by threads, so that who works on records in one can read them where they are.
 */
export const answerArenas = (): ArenaPool<SharedArrayBuffer> =>
  ArenaPool.shared({ retainedBytesMax: RETAINED_BYTES_MAX, smallestBytes: ARENA_BYTES_MIN });

/** What one answer holds of one partition, handed over in parts: a small one may hold very much. */
export class PartitionAnswer {
  private readonly reader: RecordsReader;
  private readonly end: number;
  private readonly response: LentResponse;
  private readonly doneReading: () => void;
  private readonly limits: AnswerLimits;
  private readonly arenas: ArenaPool<SharedArrayBuffer>;

  constructor(
    from: number,
    fetched: FetchedPartition,
    response: LentResponse,
    limits: AnswerLimits,
    arenas: ArenaPool<SharedArrayBuffer>,
  ) {
    const { bytes, abortedTransactions, lastStableOffset } = fetched;
    const { maxDecompressedBytes, checkCrc } = limits;
    this.reader = new RecordsReader(bytes, from, abortedTransactions, maxDecompressedBytes, checkCrc);
    this.end = lastStableOffset;
    this.response = response;
    this.doneReading = response.share();
    this.limits = limits;
    this.arenas = arenas;
  }

  next(from: number): AnswerPart {
    const room = new ArenaLoan(this.arenas);
    const { records, next, unreadable, more } = this.reader.read(this.limits.fetchMaxBytesPerPartition, room);
    // What was not compressed still lies in the response.
    const share = this.response.share();
    if (!more) this.doneReading();
    const release = (): void => {
      room.release();
      share();
    };
    if (next > from) return { fetched: { from, next, records, expired: false, end: this.end, release }, more };
    release();
    if (unreadable === null) return { fetched: null, unreadable };
    // What is damaged may say that it reaches anywhere: nobody is to be led behind the end of the log.
    return {
      fetched: null,
      unreadable: { ...unreadable, next: Math.max(from + 1, Math.min(unreadable.next, this.end)) },
    };
  }
}
