import type { Reason } from '@pixel-relay/contracts';
import type { PartnerAnswer } from '@pixel-relay/partners';
import type { DeadDelivery, DeliveryJob, DeliveryResult } from './delivery-job.ts';
import type { Trouble } from './parking.ts';

/** How a hand-over ends; each ends once. */
export type Ending =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'parked' }
  | { readonly kind: 'dead'; readonly reason: Reason; readonly detail: string };

/** One event on its way to one partner. */
export class HandOver {
  readonly job: OpenJob;
  /** the event's place in the job */
  readonly index: number;
  readonly shopId: string;
  readonly partner: string;
  readonly answer: PartnerAnswer;
  readonly eventName: string;
  /** nobody else gets the event from this job */
  readonly alone: boolean;
  /** requests that it was in */
  attempts: number;
  /** those that failed and count; what holds a destination up does not */
  failures: number;
  /** ms since 1970; 0: no attempt failed yet */
  firstAttemptMs: number;
  /** what came of the last attempt that failed */
  trouble: Trouble | null = null;
  /** in a request, or being parked; null: it waits */
  underWay: 'request' | 'parking' | null = null;
  /** an attempt failed */
  troubled = false;
  settled = false;

  constructor(
    job: OpenJob,
    event: { readonly index: number; readonly shopId: string; readonly name: string },
    partner: string,
    answer: PartnerAnswer,
    alone: boolean,
  ) {
    this.job = job;
    this.index = event.index;
    this.shopId = event.shopId;
    this.eventName = event.name;
    this.partner = partner;
    this.answer = answer;
    this.alone = alone;
    const { parked } = job.job;
    this.attempts = parked?.attempts ?? 0;
    this.failures = parked?.failures ?? 0;
    this.firstAttemptMs = parked?.firstAttemptMs ?? 0;
  }

  get byteLength(): number {
    const { starts, ends } = this.job.job.events;
    return ends[this.index]! - starts[this.index]!;
  }

  /** ms since 1970 */
  get receivedMs(): number {
    return this.job.receivedMs[this.index]!;
  }

  /** Offset of the event in the raw topic. */
  get sourceOffset(): number {
    return this.job.sourceOffsets[this.index]!;
  }
}

/** A job until its last hand-over is settled. */
export class OpenJob {
  readonly job: DeliveryJob;
  readonly submittedMs: number;
  /** monotonic time of its admission: from here on its hand-overs are waited for */
  admittedMs = Infinity;
  /** by event, as are the times of receipt: numbers that would be objects in each hand-over */
  readonly sourceOffsets: Float64Array;
  readonly receivedMs: Float64Array;
  readonly dead: DeadDelivery[] = [];
  handOvers: readonly HandOver[] = [];
  accepted = 0;
  withdrawn = 0;
  parked = 0;
  private unsettled = 0;
  private firstUnsettled = 0;
  private ended = false;
  private readonly outcome = Promise.withResolvers<DeliveryResult>();

  constructor(job: DeliveryJob, submittedMs: number) {
    this.job = job;
    this.submittedMs = submittedMs;
    this.sourceOffsets = new Float64Array(job.events.count);
    this.receivedMs = new Float64Array(job.events.count);
    // Whoever submitted gets it; nobody else needs to.
    this.outcome.promise.catch(() => undefined);
  }

  get result(): Promise<DeliveryResult> {
    return this.outcome.promise;
  }

  /** Given up by whoever submitted it: what is left of it is not sent any more. */
  get abandoned(): boolean {
    return this.ended && this.unsettled > 0;
  }

  begin(handOvers: readonly HandOver[], admittedMs: number): void {
    this.handOvers = handOvers;
    this.admittedMs = admittedMs;
    this.unsettled = handOvers.length;
    if (this.unsettled === 0) this.resolve();
  }

  /** Returns whether it was the job's last one. Settling twice is a defect of ours, and says so. */
  settle(handOver: HandOver, ending: Ending): boolean {
    if (handOver.settled) throw new Error('a hand-over was settled twice');
    handOver.settled = true;
    this.unsettled--;
    if (ending.kind === 'dead')
      this.dead.push({
        index: handOver.index,
        reason: ending.reason,
        detail: ending.detail,
        attempts: handOver.attempts,
        partner: handOver.partner,
        sourceOffset: handOver.sourceOffset,
      });
    else this[ending.kind]++;
    if (this.unsettled > 0 || this.ended) return false;
    this.resolve();
    return true;
  }

  /** Rejects the result, unless it is known already. */
  abandon(reason: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.outcome.reject(reason);
  }

  oldestUnsettled(): HandOver | undefined {
    while (this.handOvers[this.firstUnsettled]?.settled) this.firstUnsettled++;
    return this.handOvers[this.firstUnsettled];
  }

  private resolve(): void {
    this.ended = true;
    const { accepted, withdrawn, parked, dead, handOvers } = this;
    dead.sort((a, b) => a.index - b.index);
    this.outcome.resolve({ handed: handOvers.length, accepted, withdrawn, parked, dead });
  }
}
