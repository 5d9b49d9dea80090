import type { Reason, Subscription } from '@pixel-relay/contracts';
import type { HandOver } from './open-job.ts';

/** What became of a request. A closed list: what a destination can do to us, and what we then do. `detail` has no customer data and no secret. */
export type SendOutcome =
  | { readonly kind: 'accepted' }
  /** may go well another time; `lastReason` is what its events die of when the attempts are used up (DELIVERY_EXPIRED) */
  | { readonly kind: 'retry'; readonly detail: string; readonly retryAfterMs?: number; readonly lastReason?: Reason }
  /** something in it will never be taken: halved until that stands alone */
  | { readonly kind: 'rejected'; readonly detail: string }
  /** these cannot be put into a payload; the others were not sent either */
  | { readonly kind: 'unreadable'; readonly handOvers: readonly HandOver[]; readonly detail: string }
  /** the destination wants no more from this subscription, until the subscription changes */
  | { readonly kind: 'gone'; readonly detail: string }
  /** the destination cannot be used as the subscription has it */
  | { readonly kind: 'unusable'; readonly detail: string }
  /** it is our side that is not let in, or not connected: the destination pauses, nothing is given up */
  | { readonly kind: 'held'; readonly detail: string }
  /** belongs somewhere else by now */
  | { readonly kind: 'reroute' };

export interface OutgoingEvent {
  readonly handOver: HandOver;
  readonly subscription: Subscription;
}

/** One request's content: never empty, all of one group. */
export interface OutgoingRequest {
  readonly events: readonly OutgoingEvent[];
  /** when the request was first put together, ms since 1970; the same on every attempt */
  readonly madeAtMs: number;
}

/** Speaks to one destination. */
export interface Connector {
  /** Never rejects for what a destination does. Ends soon after `signal` aborts, if it can. */
  send(request: OutgoingRequest, signal: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}

/** Where a hand-over goes: hand-overs with equal keys share a destination, its pace and its troubles. */
export interface Route {
  readonly key: string;
  /** for people; no secret, no customer data */
  readonly label: string;
  /** requests that may be under way at once */
  readonly concurrencyMax: number;
  /**
   * Whether having as many under way says that the destination is slow. Of a topic of our own cluster, written one request
   * at a time, it says that there is much to write.
   */
  readonly fullIsSlow: boolean;
  readonly requestBytesMax: number;
  /** most events of one request */
  eventsMax(subscription: Subscription): number;
  /** requests hold hand-overs of one group; '' where any may travel together */
  groupOf(handOver: HandOver): string;
  connect(): Connector;
}

/** null: this build knows no such kind of destination, or the subscription has none. */
export type Router = (subscription: Subscription, sourcePartition: number) => Route | null;
