import type { Reason } from './outcomes.ts';

/** Encoded events side by side in one buffer: event i is bytes[starts[i], ends[i]). */
export interface EncodedEvents {
  readonly count: number;
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** One event of a job that cannot go on (or one delivery of it: then with the partner). */
export interface DeadEvent {
  /** its place in the job */
  readonly index: number;
  readonly reason: Reason;
  /** bounded, no customer data */
  readonly detail: string;
  readonly attempts: number;
  readonly partner?: string;
}
