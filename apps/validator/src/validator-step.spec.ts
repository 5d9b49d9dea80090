import { describe, expect, it } from '@jest/globals';
import { Decision, Outcome, Reason, type StepOutcome } from '@pixel-relay/contracts';
import {
  DAY_MS,
  encode,
  type EventShape,
  newStep,
  opened,
  RECEIVED_MS,
} from './testing/validator-step.spec-support.ts';
import { VALIDATOR_STEP_DEFAULTS } from './validator-step.ts';

const event: EventShape = {
  id: 'e1',
  name: 'page_viewed',
  clientId: 'c1',
  shopId: 'shop',
  occurredMs: RECEIVED_MS,
  receivedMs: RECEIVED_MS,
  sourceOffset: 7,
  consent: { analyticsProcessingAllowed: true, marketingAllowed: true },
  pageViewed: {},
};
const run = (changes: EventShape, step = newStep()): StepOutcome => step(encode({ ...event, ...changes }), 0);

describe('validatorStep', () => {
  it('appends a verdict that lists every partner that wants the event', () => {
    expect(opened(run({}))).toMatchObject([{ partner: 'stats', decision: Decision.ALLOW, rule: 'purposes_allowed' }]);
    const checkout = { checkout: { orderId: 'o', totalPrice: { currencyCode: 'EUR', units: 5 } } };
    const consent = { analyticsProcessingAllowed: true };
    expect(opened(run({ name: 'checkout_completed', checkoutCompleted: checkout, consent }))).toMatchObject([
      { partner: 'stats', decision: Decision.ALLOW, rule: 'purposes_allowed' },
      { partner: 'ads', decision: Decision.DENY, rule: 'signals_not_read' },
    ]);
  });

  it('drops what nobody may have, or nobody wants', () => {
    expect(run({ consent: {} })).toEqual({ kind: 'drop', outcome: Outcome.DENIED, rule: 'signals_not_read' });
    expect(run({ consent: null })).toEqual({ kind: 'drop', outcome: Outcome.DENIED, rule: 'signals_not_read' });
    const filtered = { kind: 'drop', outcome: Outcome.FILTERED, rule: 'no_subscription' };
    for (const shopId of ['nobody', '__proto__', 'constructor', 'x'.repeat(100_000)])
      expect(run({ shopId })).toEqual(filtered);
  });

  it('decides the same at any time', () => {
    const step = newStep();
    expect(step(encode(event), 0)).toEqual(step(encode(event), RECEIVED_MS + 400 * DAY_MS));
  });

  it('dead-letters what is too large, was here before, or is no event', () => {
    const large = { customDataJson: Buffer.alloc(VALIDATOR_STEP_DEFAULTS.eventBytesMax) };
    expect(run(large)).toMatchObject({ kind: 'dead', reason: Reason.TOO_LARGE });
    const step = newStep();
    const first = step(encode(event), 0);
    const again = Buffer.concat([encode(event), first.kind === 'forward' ? first.append : Buffer.alloc(0)]);
    expect(step(again, 0)).toMatchObject({ kind: 'dead', reason: Reason.ALREADY_STAGED });
    const invalid = { kind: 'dead', reason: Reason.INVALID_FIELD };
    for (const bytes of [
      Buffer.from([0xff, 0xff, 0xff]),
      encode(event).subarray(0, 20),
      Buffer.concat([encode(event), Buffer.from([0x2a, 1, 0x61])]), // a second shop id
      Buffer.concat([encode(event), encode({ consent: { marketingAllowed: true } })]), // a second consent
      Buffer.concat([encode({ ...event, shopId: null }), Buffer.from([0x2a, 1, 0xff])]), // not UTF-8
      Buffer.concat([encode({ ...event, name: null }), Buffer.from([0x12, 1, 0xff])]),
      Buffer.concat([encode({ ...event, occurredMs: null }), Buffer.from([0x32, 1, 0x61])]), // a time as a string
    ])
      expect(step(bytes, 0)).toMatchObject(invalid);
    expect(step(Buffer.alloc(0), 0)).toMatchObject({ kind: 'dead', reason: Reason.MISSING_FIELD });
  });

  it('says nothing of the customer in a dead letter', () => {
    const secret = 'jane@example.com';
    for (const bytes of [
      encode({ ...event, id: secret, clientId: '' }),
      encode({ ...event, id: secret }).subarray(0, 30),
      encode({ ...event, id: secret, occurredMs: 1 }),
    ]) {
      const outcome = newStep()(bytes, 0);
      expect(outcome.kind).toBe('dead');
      expect(JSON.stringify(outcome)).not.toContain('jane');
    }
  });
});
