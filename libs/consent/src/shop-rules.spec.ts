import { describe, expect, it } from '@jest/globals';
import {
  Decision,
  Event,
  Outcome,
  Purpose,
  type StepOutcome,
  type Subscription,
  SubscriptionState,
} from '@pixel-relay/contracts';
import fc from 'fast-check';
import { bitsOf, CONSENT_BITS_END, type ConsentInput, inputOf } from './consent-input.ts';
import { decide } from './decide.ts';
import { RULES_VERSION } from './rules.ts';
import { compileShop, NO_SUBSCRIPTION } from './shop-rules.ts';

const { ACTIVE, PAUSED, DISABLED, STATE_UNSPECIFIED } = SubscriptionState;
const { PURPOSE_UNSPECIFIED, ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA } = Purpose;
const names = fc.constantFrom('page_viewed', 'checkout_completed', '__proto__', 'constructor', '', 'é');
const subscriptions: fc.Arbitrary<Subscription[]> = fc.array(
  fc.record({
    shopId: fc.constant('shop'),
    partner: fc.string({ maxLength: 20 }),
    state: fc.constantFrom(STATE_UNSPECIFIED, ACTIVE, ACTIVE, ACTIVE, PAUSED, DISABLED),
    eventNames: fc.array(names, { maxLength: 3 }),
    requiredPurposes: fc.array(fc.constantFrom(PURPOSE_UNSPECIFIED, ANALYTICS, MARKETING, PREFERENCES, SALE_OF_DATA), {
      maxLength: 3,
    }),
  }),
  { maxLength: 6 },
);

/** The plain reading of the rules, one event at a time. */
function plainOutcome(shop: readonly Subscription[], eventName: string, input: ConsentInput): unknown {
  const considered = shop
    .filter(
      ({ state, eventNames }) => state === ACTIVE && (eventNames!.length === 0 || eventNames!.includes(eventName)),
    )
    .map(subscription => ({ partner: subscription.partner, ...decide(input, subscription) }));
  if (considered.length === 0) return { kind: 'drop', outcome: Outcome.FILTERED, rule: NO_SUBSCRIPTION };
  if (considered.every(({ decision }) => decision === Decision.DENY))
    return { kind: 'drop', outcome: Outcome.DENIED, rule: considered[0]!.rule };
  return { kind: 'forward', partners: considered };
}

/** An outcome with its bytes decoded, as they stand behind an event. */
function opened(outcome: StepOutcome): unknown {
  if (outcome.kind !== 'forward') return outcome;
  const { verdict, id } = Event.decode(Buffer.concat([Event.encode({ id: 'e' }).finish(), outcome.append]));
  expect([id, verdict?.rulesVersion]).toEqual(['e', RULES_VERSION]);
  const partners = (verdict!.partners ?? []).map(({ partner, decision, rule }) => ({
    partner: partner ?? '',
    decision,
    rule,
  }));
  return { kind: 'forward', partners };
}

describe('compileShop', () => {
  it('gives every name and consent what the rules give, the first time and from memory', () => {
    fc.assert(
      fc.property(
        subscriptions,
        fc.array(fc.tuple(names, fc.nat(CONSENT_BITS_END - 1)), { maxLength: 40 }),
        (shop, events) => {
          const rules = compileShop(shop);
          for (const [name, bits] of [...events, ...events])
            expect(opened(rules.outcomeOf(name, bits))).toEqual(plainOutcome(shop, name, inputOf(bits)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('makes an outcome once, and makes none per invented name', () => {
    const rules = compileShop([
      { partner: 'all', state: ACTIVE },
      { partner: 'some', state: ACTIVE, eventNames: ['a'] },
    ]);
    expect(rules.outcomeOf('a', 3)).toBe(rules.outcomeOf('a', 3));
    expect(rules.outcomeOf('invented', 3)).toBe(rules.outcomeOf('invented too', 3));
    expect(rules.outcomeOf('invented', 3)).not.toBe(rules.outcomeOf('a', 3));
  });

  it('decides rightly with more listed names than it remembers', () => {
    const eventNames = Array.from({ length: 200 }, (_, i) => `name ${i}`);
    const shop: Subscription[] = [{ partner: 'p', state: ACTIVE, eventNames, requiredPurposes: [ANALYTICS] }];
    const rules = compileShop(shop);
    const input: ConsentInput = { ...inputOf(0), analytics: true };
    for (const name of [...eventNames, ...eventNames, 'another'])
      expect(opened(rules.outcomeOf(name, bitsOf(input)))).toEqual(plainOutcome(shop, name, input));
  });

  it('lists those who may not beside those who may', () => {
    const rules = compileShop([
      { partner: 'ads', state: ACTIVE, requiredPurposes: [MARKETING] },
      { partner: 'stats', state: ACTIVE, requiredPurposes: [ANALYTICS] },
      { partner: 'paused', state: PAUSED },
    ]);
    expect(opened(rules.outcomeOf('page_viewed', bitsOf({ ...inputOf(0), analytics: true })))).toEqual({
      kind: 'forward',
      partners: [
        { partner: 'ads', decision: Decision.DENY, rule: 'signals_not_read' },
        { partner: 'stats', decision: Decision.ALLOW, rule: 'purposes_allowed' },
      ],
    });
  });
});
