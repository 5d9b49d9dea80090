import { describe, expect, it } from '@jest/globals';
import { SubscriptionState } from '@pixel-relay/contracts';
import { checkSubscription, readSubscriptions, writeSubscriptions } from '@pixel-relay/subscriptions';
import { demoPartnerTopics, demoSubscriptions, demoWebhookEvents } from './demo-subscriptions.ts';
import { demoShops } from './shops.ts';

const options = { webhookUrl: 'http://127.0.0.1:8090/hooks', webhookSecretRef: 'env:SECRET' };
const subscriptions = demoSubscriptions(options);

describe("the demo's subscriptions", () => {
  it('are ones that the service takes, one for each shop and partner', () => {
    expect(subscriptions.flatMap(it => checkSubscription(it))).toEqual([]);
    expect(new Set(subscriptions.map(it => `${it.shopId} ${it.partner}`)).size).toBe(subscriptions.length);
  });

  it('leave one shop out, pause some, and use every kind of destination', () => {
    const active = subscriptions.filter(({ state }) => state === SubscriptionState.ACTIVE);
    const sharing = new Set(active.map(({ shopId }) => shopId));
    expect(demoShops().filter(({ shopId }) => !sharing.has(shopId))).toHaveLength(1);
    expect(subscriptions.some(({ state }) => state === SubscriptionState.PAUSED)).toBe(true);
    expect(new Set(active.flatMap(({ kafka }) => kafka?.topic ?? []))).toEqual(new Set(demoPartnerTopics));
    const webhooks = active.filter(({ webhook }) => webhook);
    expect(webhooks.every(({ eventNames }) => eventNames!.join() === demoWebhookEvents.join())).toBe(true);
    expect(webhooks.length / sharing.size).toBeCloseTo(1 / 3, 1);
  });

  it('can be made for the largest shops only', () => {
    const few = demoSubscriptions({ ...options, shops: 2 });
    expect(new Set(few.map(({ shopId }) => shopId))).toEqual(new Set(demoShops(2).map(({ shopId }) => shopId)));
    expect(() => demoSubscriptions({ ...options, shops: 201 })).toThrow(/1 to 200/);
  });

  it('survive being written to a file with names for numbers', () => {
    const text = writeSubscriptions(subscriptions);
    expect(text).toMatch(/"state": "PAUSED"/);
    expect(readSubscriptions(text)).toEqual(subscriptions.map(({ destination: _destination, ...rest }) => rest));
  });
});
