import type { HandOver } from './open-job.ts';

/** A parcel whose attempt did not end it. */
export interface Unsettled {
  readonly handOvers: readonly HandOver[];
  /** 'held': our side is not let in, which says nothing about the events */
  readonly kind: 'retry' | 'held';
  /** attempts that failed and count */
  readonly failures: number;
  /** since the oldest of its jobs was submitted */
  readonly ageMs: number;
  readonly destination: string;
  readonly detail: string;
}

/**
 * retry: this delivery goes on trying, and the stage's frontier waits for it. dead: its attempts are used up. parked:
 * somebody else has taken it over for good, acknowledged; a delivery that is parked is no longer ours to lose.
 */
export type UnsettledAnswer = 'retry' | 'dead' | 'parked';

export type OnUnsettled = (unsettled: Unsettled) => UnsettledAnswer | Promise<UnsettledAnswer>;

/** Without a place to park: try in place until the attempts are used up; wait as long as it takes while held. */
export const boundedAttempts =
  (attemptsMax: number): OnUnsettled =>
  ({ kind, failures }) =>
    kind === 'retry' && failures >= attemptsMax ? 'dead' : 'retry';
