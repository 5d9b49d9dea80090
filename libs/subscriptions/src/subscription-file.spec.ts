import { describe, expect, it } from '@jest/globals';
import { Identity, Purpose, RegionPolicy, Subscription, SubscriptionState } from '@pixel-relay/contracts';
import { encodeSubscription } from './encode-subscription.ts';
import { readSubscriptions, SubscriptionFileError, writeSubscriptions } from './subscription-file.ts';

const full: readonly Subscription[] = [
  {
    shopId: '1',
    partner: 'orders',
    state: SubscriptionState.ACTIVE,
    eventNames: ['checkout_completed'],
    requiredPurposes: [Purpose.MARKETING, Purpose.SALE_OF_DATA],
    identity: Identity.PLAIN,
    fields: ['event_id'],
    regionPolicy: RegionPolicy.BY_LAW,
    webhook: { url: 'https://example.com/hook', secret: 'env:KEY', eventsPerRequestMax: 10, timeoutMs: 500 },
  },
  {
    shopId: '1',
    partner: 'topic',
    state: SubscriptionState.PAUSED,
    identity: Identity.HASHED,
    regionPolicy: RegionPolicy.STRICT,
    kafka: { topic: 'partner' },
  },
];

const problemsOf = (text: string): readonly string[] => {
  try {
    readSubscriptions(text);
  } catch (error) {
    if (error instanceof SubscriptionFileError) return error.problems;
  }
  throw new Error('it was taken');
};

describe('a file of subscriptions', () => {
  it('comes back as it was written, every member by name', () => {
    const text = writeSubscriptions(full);
    expect(text).toMatch(/"state": "PAUSED"/);
    expect(text).toMatch(/"SALE_OF_DATA"/);
    expect(readSubscriptions(text)).toEqual(full);
  });

  it('can be written from what the topic holds', () => {
    const decoded = full.map(one => Subscription.decode(encodeSubscription(one)));
    const encoded = readSubscriptions(writeSubscriptions(decoded)).map(one => encodeSubscription(one));
    expect(encoded).toEqual(full.map(one => encodeSubscription(one)));
  });

  it('takes numbers for names, and safe defaults for what is left out', () => {
    expect(readSubscriptions('[{"shopId":"1","partner":"p","state":1,"kafka":{"topic":"t"},"webhook":null}]')).toEqual([
      {
        shopId: '1',
        partner: 'p',
        state: SubscriptionState.ACTIVE,
        identity: Identity.HASHED,
        regionPolicy: RegionPolicy.STRICT,
        kafka: { topic: 't' },
      },
    ]);
  });

  it('is told everything that is wrong with it at once', () => {
    const good = { shopId: '1', partner: 'p', state: 'ACTIVE' };
    const bad = [
      { ...good, requiredPurpose: ['MARKETING'], eventNames: 'all', webhook: { url: 1, tiemoutMs: 3 } },
      { ...good, kafka: { topic: 't' }, webhook: { url: 'u' } },
      { ...good, partner: 'q', requiredPurposes: ['FUN'], identity: 'NAMED', state: null },
    ];
    expect(problemsOf(JSON.stringify(bad))).toEqual([
      expect.stringMatching(/^subscription 1: requiredPurpose is unknown; there are .*requiredPurposes/),
      'subscription 1: eventNames is not a list of texts',
      'subscription 1: webhook.url is not text',
      expect.stringMatching(/^subscription 1: webhook.tiemoutMs is unknown; there are .*timeoutMs/),
      expect.stringMatching(/^subscription 2: kafka and webhook are both given/),
      expect.stringMatching(/^subscription 3: requiredPurposes: "FUN" is none of .*MARKETING/),
      expect.stringMatching(/^subscription 3: identity: "NAMED" is none of .*HASHED/),
      expect.stringMatching(/^subscription 3: state is missing/),
      'subscription 2: shop and partner are those of subscription 1',
    ]);
  });

  it.each([
    ['no json', /not JSON/],
    ['{}', /not a JSON list/],
    ['[1]', /subscription 1 is not an object/],
    ['[null, []]', /subscription 1 is not an object\nsubscription 2 is not an object/],
    ['[{}]', /subscription 1: state is missing: give .*ACTIVE, PAUSED/],
    ['[{"state":"ASLEEP"}]', /"ASLEEP" is none of .*ACTIVE, PAUSED/],
    ['[{"state":7}]', /7 is none of/],
    ['[{"state":"ACTIVE","requiredPurposes":3}]', /requiredPurposes is not a list/],
    ['[{"state":"ACTIVE","__proto__":{"shopId":"1"}}]', /__proto__ is unknown/],
  ])('that is none says so: %s', (text, message) => {
    expect(() => readSubscriptions(text)).toThrow(message);
  });
});
