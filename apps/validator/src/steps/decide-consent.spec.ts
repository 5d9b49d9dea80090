import { describe, expect, it } from '@jest/globals';
import {
  Event,
  Outcome,
  Purpose,
  type StepOutcome,
  type Subscription,
  SubscriptionState,
} from '@pixel-relay/contracts';
import { scanOf } from '../testing/validator-step.spec-support.ts';
import { decideConsent } from './decide-consent.ts';

const { ACTIVE } = SubscriptionState;
const strict: readonly Subscription[] = [{ partner: 'ads', state: ACTIVE, requiredPurposes: [Purpose.MARKETING] }];
const open: readonly Subscription[] = [{ partner: 'any', state: ACTIVE }];

/** Subscriptions that a test changes, and how often they were asked for. */
class Subscriptions {
  version = 1;
  asked = 0;
  readonly shops = new Map<string, readonly Subscription[]>();
  forShop(shopId: string): readonly Subscription[] {
    this.asked++;
    return this.shops.get(shopId) ?? [];
  }
}

type Step = ReturnType<typeof decideConsent>;
function run(step: Step, shopId: string, consent: Buffer = Buffer.alloc(0)): StepOutcome {
  const bytes = Buffer.concat([Event.encode({ shopId }).finish(), consent]);
  return step(scanOf(bytes), 'page_viewed');
}

describe('decideConsent', () => {
  it('asks for a shop once, again when any shop changed, and compiles only the one that did', () => {
    const subscriptions = new Subscriptions();
    subscriptions.shops.set('a', open).set('b', strict);
    const step = decideConsent({ subscriptions, shopsCachedMax: 16 });
    const first = run(step, 'a');
    expect(run(step, 'a')).toBe(first);
    expect(run(step, 'b').kind).toBe('drop');
    expect(subscriptions.asked).toBe(2);
    subscriptions.version = 2;
    subscriptions.shops.set('b', open);
    expect(run(step, 'a')).toBe(first); // the same compiled outcome, not an equal one
    expect(run(step, 'b').kind).toBe('forward');
    expect(subscriptions.asked).toBe(4);
    run(step, 'b');
    expect(subscriptions.asked).toBe(4);
  });

  it('forgets shops beyond its bound, and decides them rightly when they come back', () => {
    const subscriptions = new Subscriptions();
    subscriptions.shops.set('a', open);
    const step = decideConsent({ subscriptions, shopsCachedMax: 4 });
    for (let i = 0; i < 100; i++) {
      expect(run(step, `nobody ${i}`)).toEqual({ kind: 'drop', outcome: Outcome.FILTERED, rule: 'no_subscription' });
      expect(run(step, 'a').kind).toBe('forward');
    }
  });

  it('denies on damaged consent, even where no purpose is required', () => {
    const subscriptions = new Subscriptions();
    subscriptions.shops.set('a', open);
    const step = decideConsent({ subscriptions, shopsCachedMax: 16 });
    const damaged = Buffer.from([0x5a, 2, 0x08, 0x80]);
    expect(run(step, 'a', damaged)).toEqual({ kind: 'drop', outcome: Outcome.DENIED, rule: 'consent_unreadable' });
    expect(run(step, 'a').kind).toBe('forward');
  });
});
