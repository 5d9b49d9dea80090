import type { Reason } from '@pixel-relay/contracts';

/** Raw records of one partition, side by side in one buffer, as the parser packs them. */
export interface TranscodeJob {
  /**
   * Record i is bytes[starts[i], ends[i]), one JSON document in UTF-8, in order and without overlap. A zero byte follows
   * each record, and at least PADDING_BYTES of any value follow the last: the engine reads words ahead instead of
   * asking at every byte where the record ends.
   */
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly count: number;
  /** offset in events.raw, per record */
  readonly sourceOffsets: Float64Array;
  /** the record's timestamp, ms since 1970, per record: when it was received, where the event does not say. Not above 0: unknown */
  readonly recordMs: Float64Array;
}

export const PADDING_BYTES = 64;

export interface Transcoded {
  /**
   * The events that could be read, in order, as they stand in an EventBatch: tag and length of `repeated Event events`,
   * then the event's bytes. A view of a buffer that the next call overwrites, unless the caller lent one (see `transcode`).
   */
  readonly entries: Buffer;
  /** events in `entries` */
  readonly count: number;
  /** least received_ms in `entries`; 0 when there is none */
  readonly oldestReceivedMs: number;
  readonly failures: readonly TranscodeFailure[];
}

/** A record that is not an event. */
export interface TranscodeFailure {
  /** its place in the job */
  readonly index: number;
  readonly reason: Reason;
  /** bounded, no customer data; for MISSING_FIELD the first of the required members that is not there */
  readonly detail: string;
}

export interface EventTranscoder {
  /**
   * Throws a RangeError when the job is not laid out as TranscodeJob says; never for what is in a record.
   * @param into memory to write the entries to, from its beginning, growing into a new one when it is too small: look at
   *   `entries.buffer` for which it was. It stays the caller's, to be transferred or kept. Without it, memory of the
   *   transcoder's own is used again by the next call.
   */
  transcode(job: TranscodeJob, into?: Buffer): Transcoded;
}

export interface TranscoderLimits {
  /** records above it are TOO_LARGE; the output buffer grows to at most about four times this beyond a job's usual size */
  readonly eventBytesMax: number;
  /** objects and arrays inside one another, the event itself counted; deeper records are TOO_DEEP */
  readonly depthMax: number;
}

export const DEFAULT_LIMITS: TranscoderLimits = { eventBytesMax: 1 << 20, depthMax: 32 };

/** Recursion goes as deep as depthMax; lengths inside an event are 32-bit integers. */
export function checkLimits({ eventBytesMax, depthMax }: TranscoderLimits): void {
  if (!Number.isInteger(eventBytesMax) || eventBytesMax < 1 || eventBytesMax > 1 << 26)
    throw new RangeError(`eventBytesMax is ${eventBytesMax}; set it to 1 to ${1 << 26} bytes`);
  if (!Number.isInteger(depthMax) || depthMax < 1 || depthMax > 512)
    throw new RangeError(`depthMax is ${depthMax}; set it to 1 to 512 levels`);
}

/** @returns the end of the record before record i: where the next may begin */
export function checkRecord(job: TranscodeJob, index: number, from: number): number {
  const start = job.starts[index]!;
  const end = job.ends[index]!;
  if (start < from || end < start || end + PADDING_BYTES > job.bytes.length || job.bytes[end] !== 0)
    throw new RangeError(
      `record ${index} is bytes ${start} to ${end} of ${job.bytes.length}: records must be in order, each followed by ` +
        `a zero byte, the last by ${PADDING_BYTES} bytes of padding`,
    );
  return end + 1;
}
