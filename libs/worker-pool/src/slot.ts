import type { Timer } from '@pixel-relay/clock';
import type { Ticket } from './ticket.ts';
import type { Worker } from './worker.ts';

interface JobEnds<Job, Result> {
  jobSucceeded(slot: Slot<Job, Result>, result: Result): void;
  jobFailed(slot: Slot<Job, Result>, error: unknown): void;
}

/** One place in the crew: one start, one worker, and the job it has. It ends with its worker; a replacement is a new slot. */
export class Slot<Job, Result> {
  state: 'starting' | 'idle' | 'busy' | 'ending' = 'starting';
  worker: Worker<Job, Result> | null = null;
  ticket: Ticket<Job, Result> | null = null;
  /** jobs it has ended */
  jobs = 0;
  /** starts in a row that failed, in the slots that this one replaces */
  failedStarts: number;
  /** newWorker has been called and has not settled */
  attempting = false;
  /** Its worker is being killed: nothing that it still does counts. */
  killing = false;
  readonly startAbort = new AbortController();
  /** the one wait of its current state: before a start, for a start, for a close */
  timer: Timer | null = null;
  /** One pair for all jobs of the slot: nothing is allocated per job to hear how it ended. */
  readonly onResult: (result: Result) => void;
  readonly onError: (error: unknown) => void;

  constructor(failedStarts: number, owner: JobEnds<Job, Result>) {
    this.failedStarts = failedStarts;
    this.onResult = result => owner.jobSucceeded(this, result);
    this.onError = error => owner.jobFailed(this, error);
  }
}
