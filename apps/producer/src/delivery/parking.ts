import type { Reason } from '@pixel-relay/contracts';
import type { HandOver } from './open-job.ts';

/** Why a hand-over is not settled, as its dead letter would say it. `detail` has no customer data and no secret. */
export interface Trouble {
  readonly reason: Reason;
  readonly detail: string;
}

/**
 * Where hand-overs go that would hold the stage's frontier. Once parked, somebody else has taken them over for good,
 * acknowledged; they are no longer ours to lose.
 */
export interface Parking {
  /** how long a hand-over may take here, from the admission of its job */
  readonly afterMs: number;
  /** false: no further attempt fits into the attempts or the time that it has left */
  fits(handOver: HandOver): boolean;
  /**
   * For each, whether it is acknowledged to be parked; what is not (or not known to be) stays ours. Bounded in time.
   * A hand-over whose job has an owner is parked for it: nothing is parked for one that died.
   */
  park(handOvers: readonly HandOver[]): Promise<readonly boolean[]>;
}
