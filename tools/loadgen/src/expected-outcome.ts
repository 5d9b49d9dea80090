import { type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import type { ConsentProfile } from './consent-profiles.ts';

/** How an event should end; a closed list. */
export const expectedOutcomes = ['delivered', 'denied', 'filtered', 'dead'] as const;
export type ExpectedOutcome = (typeof expectedOutcomes)[number];

/** What should become of one well-formed event. */
export interface Expected {
  readonly outcome: ExpectedOutcome;
  /** names of the partners that must have it, and no others may; empty unless delivered */
  readonly partners: readonly string[];
}

const filtered: Expected = { outcome: 'filtered', partners: [] };
const denied: Expected = { outcome: 'denied', partners: [] };

/** The outcomes that the subscriptions ask for, by rules of this tool's own. */
export class ExpectedOutcomes {
  readonly #byShop = new Map<string, Subscription[]>();
  readonly #known = new Map<string, Map<string, Map<ConsentProfile, Expected>>>();

  constructor(subscriptions: readonly Subscription[]) {
    for (const subscription of subscriptions) {
      if (subscription.state !== SubscriptionState.ACTIVE) continue;
      const shopId = subscription.shopId ?? '';
      const ofShop = this.#byShop.get(shopId) ?? [];
      ofShop.push(subscription);
      this.#byShop.set(shopId, ofShop);
    }
  }

  /** True when some active subscription exists: without one, nothing can be denied. */
  get wanted(): boolean {
    return this.#byShop.size > 0;
  }

  /** Answers are kept: there are only so many shops, event names and profiles. */
  of(shopId: string, eventName: string, profile: ConsentProfile): Expected {
    const ofEvent = within(within(this.#known, shopId), eventName);
    let answer = ofEvent.get(profile);
    if (answer === undefined) {
      answer = this.#decide(shopId, eventName, profile);
      ofEvent.set(profile, answer);
    }
    return answer;
  }

  #decide(shopId: string, eventName: string, profile: ConsentProfile): Expected {
    const wanting = (this.#byShop.get(shopId) ?? []).filter(({ eventNames }) => {
      return eventNames == null || eventNames.length === 0 || eventNames.includes(eventName);
    });
    if (wanting.length === 0) return filtered;
    if (profile.blocked) return denied;
    const partners = wanting
      .filter(({ requiredPurposes }) => (requiredPurposes ?? []).every(purpose => profile.granted.includes(purpose)))
      .map(({ partner }) => partner ?? '')
      .sort();
    return partners.length === 0 ? denied : { outcome: 'delivered', partners };
  }
}

function within<K, V>(all: Map<string, Map<K, V>>, name: string): Map<K, V> {
  let found = all.get(name);
  if (found === undefined) all.set(name, (found = new Map<K, V>()));
  return found;
}
