import { describe, expect, it } from '@jest/globals';
import { Purpose, type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import fc from 'fast-check';
import { denyingProfiles, grantingProfiles } from './consent-profiles.ts';
import { ExpectedOutcomes } from './expected-outcome.ts';
import { judgeRecord } from './spec/judge-record.ts';

const profiles = [...grantingProfiles, ...denyingProfiles];
const { ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA } = Purpose;
const subscriptions: fc.Arbitrary<Subscription[]> = fc.array(
  fc.record({
    shopId: fc.constantFrom('1', '2'),
    partner: fc.constantFrom('a', 'b', 'c', 'd'),
    state: fc.constantFrom(...[0, 1, 1, 1, 2, 3]),
    eventNames: fc.subarray(['page_viewed', 'cart_viewed', 'wishlist_added']),
    requiredPurposes: fc.subarray([ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA]),
  }),
  { maxLength: 6 },
);

describe('the expected outcome', () => {
  it('is what the rules say of the JSON that is sent, for every profile', () => {
    fc.assert(
      fc.property(
        subscriptions,
        fc.constantFrom(...profiles),
        fc.constantFrom('page_viewed', 'cart_viewed'),
        (list, profile, name) => {
          const at = '2026-01-01T00:00:00.000Z';
          const members = [
            `"id":"e","name":"${name}","clientId":"c","timestamp":"${at}","receivedAt":"${at}","shopId":"1"`,
            ...(profile.customerPrivacy === null ? [] : [`"customerPrivacy":${profile.customerPrivacy}`]),
            ...(profile.privacySignals === null ? [] : [`"privacySignals":${profile.privacySignals}`]),
          ];
          const judged = judgeRecord(Buffer.from(`{${members.join(',')}}`), 0, list);
          const expected = new ExpectedOutcomes(list).of('1', name, profile);
          expect(expected).toEqual({ outcome: judged.outcome, partners: [...judged.partners].sort() });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('never allows a purpose that nobody named', () => {
    const list = [{ shopId: '1', partner: 'a', state: SubscriptionState.ACTIVE, requiredPurposes: [0] }];
    expect(new ExpectedOutcomes(list).of('1', 'page_viewed', grantingProfiles[0]!).outcome).toBe('denied');
  });

  it('of the profiles that deny is no delivery, of those that grant a delivery to somebody', () => {
    const list = [ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA].map(purpose => ({
      shopId: '1',
      partner: String(purpose),
      state: SubscriptionState.ACTIVE,
      requiredPurposes: [purpose],
    }));
    const outcomes = new ExpectedOutcomes(list);
    for (const profile of denyingProfiles) expect(outcomes.of('1', 'page_viewed', profile).outcome).toBe('denied');
    for (const profile of grantingProfiles) expect(outcomes.of('1', 'page_viewed', profile).outcome).toBe('delivered');
  });
});
