import type { DeadEvent, DroppedRun } from '@pixel-relay/contracts';
import type { OutgoingRecord } from '@pixel-relay/kafka';
import type { EndedBy } from '../compute/compute-job.ts';
import type { PairCounters } from './account.ts';
import type { Sender } from './sender.ts';
import type { Unit } from './unit.ts';

/** What a stage made of one unit. */
export interface UnitResult {
  /** encoded `events` fields of an EventBatch, valid until `release`; empty for the last stage */
  readonly entries: Buffer;
  /** nothing else lies in their buffer: what is around them may be written to; false when left out */
  readonly alone?: boolean;
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
  /** how the deliveries of its events ended, where a stage makes them */
  readonly pairs?: PairCounters;
  /** dead letters that the processor has written itself, sent with the others */
  readonly letters?: readonly OutgoingRecord[];
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

/** For whom a unit is worked on. Who sends something beside the unit's result sends it for its owner (rule 8). */
export interface UnitOwner extends Sender {
  readonly lease: { readonly partition: number };
}

/** A stage's work on units: a pool of workers computing, or deliveries being made. */
export interface UnitProcessor {
  /**
   * Resolves when the unit's time has come, or `signal` aborts because the partition is being given up. Until then nothing
   * more of its partition is taken in.
   */
  ready?(unit: Unit, signal: AbortSignal): Promise<void>;
  /**
   * Resolves at admission, which waits while there is no room: this is the backpressure. An abort gives the unit up,
   * admitted or not: nobody will send its result.
   */
  submit(unit: Unit, signal: AbortSignal, owner: UnitOwner): Promise<{ readonly result: Promise<UnitResult> }>;
}
