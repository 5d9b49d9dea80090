import { Identity, Purpose, RegionPolicy, type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import { demoShops } from './shops.ts';

export interface DemoSubscriptionsOptions {
  /** where the webhook partner listens */
  readonly webhookUrl: string;
  /** a reference that the producer resolves: env:NAME or file:PATH */
  readonly webhookSecretRef: string;
  /** 0: one event a request */
  readonly webhookEventsPerRequestMax?: number;
  /** how many of the demo's shops subscribe; 200 by default */
  readonly shops?: number;
}

/** The demo's partner topics, without the deployment's prefix. */
export const demoPartnerTopics = ['partner.analytics', 'partner.marketing', 'partner.personalisation'] as const;

/** What the webhook partner asks for: the steps that lead to an order. */
export const demoWebhookEvents = ['product_added_to_cart', 'checkout_started', 'checkout_completed'] as const;

/** Rank (from 0, by size) of the shop that shares nothing with anybody. */
export const SHOP_WITHOUT_PARTNERS = 9;

const { ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA } = Purpose;

/**
 * A few partners for each of the demo's shops: every destination kind, every purpose, a shop that shares nothing and
 * subscriptions that are paused. Each third shop has the webhook, so that it gets a small part of the traffic.
 */
export function demoSubscriptions(options: DemoSubscriptionsOptions): Subscription[] {
  const { webhookUrl, webhookSecretRef, webhookEventsPerRequestMax = 0 } = options;
  return demoShops(options.shops).flatMap(({ shopId }, rank) => {
    if (rank === SHOP_WITHOUT_PARTNERS) return [];
    const common = {
      shopId,
      state: SubscriptionState.ACTIVE,
      eventNames: [] as string[],
      identity: Identity.HASHED,
      fields: [],
      regionPolicy: RegionPolicy.STRICT,
    };
    const list: Subscription[] = [
      {
        ...common,
        partner: 'analytics',
        requiredPurposes: [ANALYTICS],
        destination: 'kafka',
        kafka: { topic: 'partner.analytics' },
      },
      {
        ...common,
        partner: 'marketing',
        requiredPurposes: [MARKETING, SALE_OF_DATA],
        destination: 'kafka',
        kafka: { topic: 'partner.marketing' },
      },
    ];
    if (rank % 4 === 2) {
      list.push({
        ...common,
        partner: 'personalisation',
        eventNames: ['product_viewed', 'search_submitted', 'wishlist_added'],
        requiredPurposes: [PREFERENCES],
        identity: Identity.NONE,
        destination: 'kafka',
        kafka: { topic: 'partner.personalisation' },
      });
    }
    if (rank % 3 === 0) {
      list.push({
        ...common,
        partner: 'orders-webhook',
        eventNames: [...demoWebhookEvents],
        requiredPurposes: [MARKETING],
        destination: 'webhook',
        webhook: {
          url: webhookUrl,
          secret: webhookSecretRef,
          eventsPerRequestMax: webhookEventsPerRequestMax,
          timeoutMs: 0,
        },
      });
    }
    if (rank % 5 === 1) {
      list.push({
        ...common,
        partner: 'paused-analytics',
        state: SubscriptionState.PAUSED,
        requiredPurposes: [ANALYTICS],
        destination: 'kafka',
        kafka: { topic: 'partner.analytics' },
      });
    }
    return list;
  });
}
