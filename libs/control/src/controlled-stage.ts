import type { FrontierExplanation, StageStatus } from '@pixel-relay/contracts';

/** Records that an operator gives up, where a partition is held at them. Texts are bounded. */
export interface SkipOrder {
  readonly topic: string;
  readonly partition: number;
  /** where the partition is held */
  readonly offset: number;
  readonly reason: string;
  readonly by: string;
}

/** `why`, skipped: why the records [from, next) could not be read; else what the operator reads. */
export type SkipOutcome =
  | { readonly skipped: true; readonly from: number; readonly next: number; readonly why: string }
  | { readonly skipped: false; readonly why: string };

/** A running stage as the control plane sees it. */
export interface ControlledStage {
  /** Called for every GetStatus and once an interval for every watcher: cheap, and it never throws. */
  status(): StageStatus;
  /** Resolves when the pool has that many workers. `by` is bounded, and shown in the status and the log. */
  setWorkers(workers: number, by: string): Promise<void>;
  /** Stops fetching; what is in flight is finished. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves when everything in flight is finished and committed, or its deadline has passed. */
  drain(): Promise<void>;
  /** The oldest job that is not finished, and what it waits for. */
  explainFrontier(): FrontierExplanation;
  /** Passes a partition over what it is held at, if it is held exactly there, and here. */
  skip(order: SkipOrder): Promise<SkipOutcome>;
  /** The event loop turns and the stage is not beyond repair. false: start the process again. */
  readonly live: boolean;
  /** Joined the group once, tables ready, producer connected; stays true through a rebalance. */
  readonly ready: boolean;
}

/**
 * Thrown by a ControlledStage that will not do what it is asked. `invalid`: the request is wrong, in any state;
 * `not_now`: this state forbids it. The message says what to do; it is what the operator reads.
 */
export class ControlRefusedError extends Error {
  readonly kind: 'invalid' | 'not_now';
  constructor(kind: 'invalid' | 'not_now', message: string) {
    super(message);
    this.name = 'ControlRefusedError';
    this.kind = kind;
  }
}
