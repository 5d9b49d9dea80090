import type { DeadEvent, EncodedEvents, SourceRange } from '@pixel-relay/contracts';
import type { UnitOwner } from '@pixel-relay/stage';

/** Validated and augmented events of one source range, to be delivered to whom their verdicts allow. */
export interface DeliveryJob {
  /** must stay as it is until the result */
  readonly events: EncodedEvents;
  readonly source: SourceRange;
  /** for whom its hand-overs are parked; absent: they never are */
  readonly owner?: UnitOwner;
  /** what is known of the one delivery that it is about, taken from a retry topic; absent: the events' first time here */
  readonly parked?: ParkedState;
}

/** A delivery between two retry topics. */
export interface ParkedState {
  readonly partner: string;
  /** place in retryTiers of the topic that it came from */
  readonly tier: number;
  /** requests that it was in */
  readonly attempts: number;
  /** those that failed and count */
  readonly failures: number;
  /** ms since 1970 */
  readonly firstAttemptMs: number;
  /** ms since 1970 */
  readonly deadlineMs: number;
}

/** A hand-over that is dead, or (without a partner) an event that could not be read at all. */
export type DeadDelivery = DeadEvent & { readonly sourceOffset: number };

/** How a job ended. Each hand-over (event x allowed partner) is counted once: handed = accepted + withdrawn + parked + dead ones with a partner. */
export interface DeliveryResult {
  readonly handed: number;
  readonly accepted: number;
  /** allowed by the verdict, but the subscription was gone, paused or changed when it came to sending */
  readonly withdrawn: number;
  /** taken over by a retry topic */
  readonly parked: number;
  /** in the order of the events */
  readonly dead: readonly DeadDelivery[];
}

/** The delivery was closed before the job was done. Its events are delivered by whoever takes them again. */
export class DeliveryClosedError extends Error {
  override readonly name = 'DeliveryClosedError';

  constructor() {
    super('the delivery was closed; what it had not delivered is taken up again from the log');
  }
}
