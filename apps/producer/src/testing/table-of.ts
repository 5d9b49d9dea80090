import { type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import type { SubscriptionTable } from '@pixel-relay/subscriptions';

/** A table that a spec changes by hand. */
export interface HandTable extends SubscriptionTable {
  put(subscription: Subscription): void;
  remove(shopId: string, partner: string): void;
}

export function tableOf(...subscriptions: readonly Subscription[]): HandTable {
  const shops = new Map<string, readonly Subscription[]>();
  const without = (shopId: string, partner: string): Subscription[] =>
    (shops.get(shopId) ?? []).filter(one => one.partner !== partner);
  const table: HandTable = {
    version: 0,
    size: 0,
    unreadable: 0,
    forShop: shopId => shops.get(shopId) ?? [],
    onChange: () => () => undefined,
    entries: () => [],
    ended: new Promise(() => undefined),
    close: async () => undefined,
    put: one => void shops.set(one.shopId!, [...without(one.shopId!, one.partner!), one]),
    remove: (shopId, partner) => void shops.set(shopId, without(shopId, partner)),
  };
  for (const one of subscriptions) table.put(one);
  return table;
}

export const webhookSubscription = (partner: string, webhook: object = {}, more: object = {}): Subscription => ({
  shopId: 'shop',
  partner,
  state: SubscriptionState.ACTIVE,
  destination: 'webhook',
  webhook: { url: `https://${partner}.example/`, secret: 'env:SECRET', ...webhook },
  ...more,
});

export const topicSubscription = (partner: string, topic: string, more: object = {}): Subscription => ({
  shopId: 'shop',
  partner,
  state: SubscriptionState.ACTIVE,
  destination: 'kafka',
  kafka: { topic },
  ...more,
});
