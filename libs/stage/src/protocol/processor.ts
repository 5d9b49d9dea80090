import type { DeadEvent, DroppedRun } from '@pixel-relay/contracts';
import type { EndedBy } from '../compute/compute-job.ts';
import type { Unit } from './unit.ts';

/** What a stage made of one unit. */
export interface UnitResult {
  /** encoded `events` fields of an EventBatch, valid until `release`; empty for the last stage */
  readonly entries: Buffer;
  /** events that went on (or were handed to delivery) */
  readonly forwarded: number;
  /** receipt of the oldest event, ms since 1970; 0 when unknown */
  readonly oldestReceivedMs: number;
  /** events of this unit that ended here, ascending; the dead among them */
  readonly dropped: readonly DroppedRun[];
  /** what goes to the dead letters: events that ended here, and deliveries that did */
  readonly dead: readonly (DeadEvent & { readonly sourceOffset: number })[];
  /** the same events by rule or reason, for metrics */
  readonly endedBy: readonly EndedBy[];
  /** Gives the buffers back. Called exactly once. */
  release(): void;
}

/** The result of a unit without events. */
export const nothingToDo: UnitResult = {
  entries: Buffer.alloc(0),
  forwarded: 0,
  oldestReceivedMs: 0,
  dropped: [],
  dead: [],
  endedBy: [],
  release: () => undefined,
};

/** A stage's work on units: a pool of workers computing, or deliveries being made. */
export interface UnitProcessor {
  /**
   * Resolves at admission, which waits while there is no room: this is the backpressure. An abort gives the unit up,
   * admitted or not: nobody will send its result.
   */
  submit(unit: Unit, signal: AbortSignal): Promise<{ readonly result: Promise<UnitResult> }>;
}
