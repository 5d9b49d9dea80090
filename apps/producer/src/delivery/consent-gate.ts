import { Reason, type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import type { SubscriptionTable } from '@pixel-relay/subscriptions';
import type { Ending, HandOver } from './open-job.ts';

/**
 * Consent again, at the last moment: the verdict allowed it when it was made; whether the shop still shares this event
 * with this partner is asked before every attempt. What the gate does not pass it says how to end.
 */
export class ConsentGate {
  private readonly table: SubscriptionTable;
  /** whose destination wants no more; an updated subscription is another object and begins anew */
  private readonly gone = new WeakSet<Subscription>();

  constructor(table: SubscriptionTable) {
    this.table = table;
  }

  subscriptionOf({ shopId, partner }: HandOver): Subscription | undefined {
    for (const subscription of this.table.forShop(shopId)) if (subscription.partner === partner) return subscription;
    return undefined;
  }

  check(handOver: HandOver): { readonly subscription: Subscription } | { readonly ending: Ending } {
    const subscription = this.subscriptionOf(handOver);
    if (subscription === undefined || !wants(subscription, handOver.eventName)) return { ending: WITHDRAWN };
    return this.gone.has(subscription) ? { ending: GONE } : { subscription };
  }

  /** The destination said that it wants no more from the subscriptions of these. */
  close(handOvers: readonly HandOver[]): void {
    for (const handOver of handOvers) {
      const subscription = this.subscriptionOf(handOver);
      if (subscription !== undefined) this.gone.add(subscription);
    }
  }
}

const WITHDRAWN: Ending = { kind: 'withdrawn' };
const GONE: Ending = {
  kind: 'dead',
  reason: Reason.DESTINATION_INVALID,
  detail: 'the destination wants no more (gone); change the subscription to try it again',
};

const wants = ({ state, eventNames }: Subscription, eventName: string): boolean =>
  state === SubscriptionState.ACTIVE && (!eventNames?.length || eventNames.includes(eventName));
