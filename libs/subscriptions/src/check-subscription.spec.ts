import { describe, expect, it } from '@jest/globals';
import { Purpose, type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import { checkSubscription } from './check-subscription.ts';

const webhook = (more: object = {}, destination: object = {}): Subscription => ({
  shopId: 'shop',
  partner: 'ads',
  state: SubscriptionState.ACTIVE,
  destination: 'webhook',
  webhook: { url: 'https://ads.example/hook?x=1', secret: 'env:ADS_SECRET', ...destination },
  ...more,
});

const kafka = (topic: string): Subscription => ({
  ...webhook({ webhook: null }),
  destination: 'kafka',
  webhook: null,
  kafka: { topic },
});

describe('checkSubscription', () => {
  it.each<[string, Subscription]>([
    ['a webhook', webhook()],
    ['a secret in a file', webhook({}, { secret: 'file:/run/secrets/ads' })],
    ['a topic', kafka('partner.events-1')],
    [
      'everything set',
      webhook({ eventNames: ['page_viewed'], requiredPurposes: [Purpose.SALE_OF_DATA], fields: ['data'] }),
    ],
  ])('finds nothing wrong with %s', (_, subscription) => {
    expect(checkSubscription(subscription)).toEqual([]);
  });

  it.each<[string, Subscription]>([
    ['shopId must', webhook({ shopId: '' })],
    ['shopId must', webhook({ shopId: 'a\0b' })],
    ['partner must', webhook({ partner: 'x'.repeat(256) })],
    ['state must', webhook({ state: 0 })],
    ['state must', webhook({ state: 9 })],
    ['eventNames must', webhook({ eventNames: [''] })],
    ['eventNames may list', webhook({ eventNames: Array.from({ length: 101 }, (_, i) => `e${i}`) })],
    ['requiredPurposes must', webhook({ requiredPurposes: [0] })],
    ['identity must', webhook({ identity: 4 })],
    ['regionPolicy must', webhook({ regionPolicy: 3 })],
    ['fields must', webhook({ fields: ['data', 'adress'] })],
    ['A destination is missing', webhook({ destination: undefined, webhook: null })],
    ['kafka.topic must', kafka('')],
    ['kafka.topic must', kafka('..')],
    ['kafka.topic must', kafka('a/b')],
    ['webhook.url must be', webhook({}, { url: 'ftp://ads.example' })],
    ['webhook.url must be', webhook({}, { url: 'not a url' })],
    ['webhook.url must not carry', webhook({}, { url: 'https://user:pass@ads.example' })],
    ['webhook.url must not have a fragment', webhook({}, { url: 'https://ads.example/#a' })],
    ['webhook.secret must', webhook({}, { secret: 'whsec_abc' })],
    ['webhook.secret must', webhook({}, { secret: 'file:relative' })],
    ['webhook.eventsPerRequestMax must', webhook({}, { eventsPerRequestMax: 1_001 })],
    ['webhook.timeoutMs must', webhook({}, { timeoutMs: -1 })],
  ])('says "%s..." about one wrong thing', (sentence, subscription) => {
    expect(checkSubscription(subscription)).toEqual([expect.stringMatching(new RegExp(`^${sentence}.*\\.$`))]);
  });

  it('never quotes a secret that stands where a reference should', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const said = checkSubscription(webhook({ shopId: '' }, { secret, url: `https://user:${secret}@ads.example` }));
    expect(said).toHaveLength(3);
    expect(said.join(' ')).not.toContain(secret.slice(6));
  });
});
