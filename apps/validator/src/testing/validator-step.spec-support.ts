/** What the validator's specs have in common: events as bytes, a few shops, a step that knows them, outcomes to compare with. */
import {
  Event,
  FieldScan,
  Purpose,
  Reason,
  type StepOutcome,
  type Subscription,
  SubscriptionState,
} from '@pixel-relay/contracts';
import { VALIDATOR_STEP_DEFAULTS, validatorStep } from '../validator-step.ts';

export const RECEIVED_MS = 1_764_000_000_000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

export type EventShape = Parameters<typeof Event.encode>[0];

export const encode = (event: EventShape): Buffer => Buffer.from(Event.encode(event).finish());

/** The event's top fields, found as the step finds them. */
export function scanOf(bytes: Buffer): FieldScan {
  const scan = new FieldScan();
  scan.read(bytes, 0, bytes.length);
  return scan;
}

const { ACTIVE } = SubscriptionState;
const { ANALYTICS, MARKETING } = Purpose;
const stats = { partner: 'stats', state: ACTIVE, requiredPurposes: [ANALYTICS] };
const ads = { partner: 'ads', state: ACTIVE, requiredPurposes: [MARKETING] };
const shops: Readonly<Record<string, readonly Subscription[]>> = {
  shop: [
    { shopId: 'shop', ...stats },
    { shopId: 'shop', ...ads, eventNames: ['checkout_completed'] },
  ],
  strict: [{ shopId: 'strict', ...ads }],
  open: [{ shopId: 'open', partner: 'any', state: ACTIVE }],
};

/** Of the shops `shop`, `strict` and `open`; nobody else has a subscription. */
export const table = {
  version: 1,
  forShop: (shopId: string): readonly Subscription[] => (Object.hasOwn(shops, shopId) ? shops[shopId]! : []),
};

export const newStep = (): ReturnType<typeof validatorStep> =>
  validatorStep({ options: VALIDATOR_STEP_DEFAULTS, subscriptions: table });

/** The partners of a verdict, decoded as it stands behind an event; any other outcome as it is. */
export function opened(outcome: StepOutcome): unknown {
  if (outcome.kind !== 'forward') return outcome;
  return Event.decode(Buffer.concat([encode({ id: 'e' }), outcome.append])).verdict?.partners;
}

export const missing = (detail: string): StepOutcome => ({ kind: 'dead', reason: Reason.MISSING_FIELD, detail });
