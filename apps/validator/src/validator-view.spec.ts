/** The step, which reads by place, held to the same rules on the documented view and its generated decoder. */
import { describe, expect, it } from '@jest/globals';
import { bitsOf, decide, inputOf } from '@pixel-relay/consent';
import { Decision, Outcome, Reason, ValidatorView } from '@pixel-relay/contracts';
import fc from 'fast-check';
import {
  DAY_MS,
  encode,
  type EventShape,
  MINUTE_MS,
  missing,
  newStep,
  opened,
  RECEIVED_MS,
  table,
} from './testing/validator-step.spec-support.ts';

const text = fc.oneof(fc.string({ maxLength: 10 }), fc.constantFrom('', '__proto__', 'x'));
const variant = fc.constantFrom(null, {}, { id: 'v', price: { currencyCode: 'EUR', units: 3 } });
const money = fc.constantFrom(null, {}, { units: 5 }, { currencyCode: 'EUR' });
const checkout = fc.constantFrom(null, {}).chain(none =>
  fc.oneof(
    fc.constant(none),
    fc.record({
      currencyCode: fc.constantFrom('', 'EUR'),
      orderId: fc.constantFrom('', 'o'),
      order: fc.constantFrom(null, {}, { id: 'o' }, { customer: { id: 'c' } }),
      totalPrice: money,
      lineItems: fc.array(fc.record({ id: text, variant }), { maxLength: 3 }),
    }),
  ),
);
const step = fc.record({ checkout });
const line = fc.record({
  cartLine: fc.constantFrom(null, {}, { quantity: 1 }, { merchandise: {} }, { merchandise: { id: 'm' } }),
});
const payloads = {
  page_viewed: fc.record({ pageViewed: fc.constant({}) }),
  product_viewed: fc.record({ productViewed: fc.record({ productVariant: variant }) }),
  collection_viewed: fc.record({ collectionViewed: fc.record({ collection: fc.constantFrom(null, {}, { id: 'c' }) }) }),
  search_submitted: fc.record({
    searchSubmitted: fc.record({ searchResult: fc.constantFrom(null, {}, { query: '' }, { query: 'q' }) }),
  }),
  product_added_to_cart: fc.record({ productAddedToCart: line }),
  product_removed_from_cart: fc.record({ productRemovedFromCart: line }),
  checkout_started: fc.record({ checkoutStarted: step }),
  checkout_contact_info_submitted: fc.record({ checkoutContactInfoSubmitted: step }),
  checkout_address_info_submitted: fc.record({ checkoutAddressInfoSubmitted: step }),
  checkout_shipping_info_submitted: fc.record({ checkoutShippingInfoSubmitted: step }),
  payment_info_submitted: fc.record({ paymentInfoSubmitted: step }),
  checkout_completed: fc.record({ checkoutCompleted: step }),
  invented: fc.record({ customJson: fc.uint8Array({ maxLength: 5 }) }),
};
const flag = fc.constantFrom(true, false, null);
const events: fc.Arbitrary<EventShape> = fc
  .constantFrom(...(Object.keys(payloads) as (keyof typeof payloads)[]))
  .chain(name =>
    fc.tuple(
      // Mostly its own payload; sometimes another's, or none.
      fc.oneof({ weight: 8, arbitrary: payloads[name] }, payloads.product_viewed, fc.constant({})),
      fc.record({
        id: fc.constantFrom('e', 'e', 'e', ''),
        name: fc.constantFrom(name, name, name, '__proto__', ''),
        clientId: fc.constantFrom('c', 'c', 'c', ''),
        shopId: fc.constantFrom('shop', 'shop', 'strict', 'open', '', 'nobody', '__proto__'),
        receivedMs: fc.constantFrom(RECEIVED_MS, RECEIVED_MS, 0, -1, null),
        consent: fc.option(
          fc.record({
            analyticsProcessingAllowed: flag,
            marketingAllowed: flag,
            signals: fc.constantFrom(null, null, {}, { gpc: false }, { gpc: true }, { gpp: 'x' }, { tcf: 'x' }),
          }),
        ),
        seq: fc.integer(),
        context: fc.record({ document: fc.record({ title: text }) }),
      }),
      fc.constantFrom(0, 0, 0, -8 * DAY_MS, 11 * MINUTE_MS, -RECEIVED_MS),
    ),
  )
  .map(([payload, base, aheadMs]) => ({ ...base, ...payload, occurredMs: RECEIVED_MS + aheadMs }));

type View = NonNullable<Parameters<typeof ValidatorView.encode>[0]>;

/** The rules of an event name, on the decoded view: undefined, or the path that is missing. */
function missingOf(view: View): string | undefined {
  const { name } = view;
  const completed = view.checkoutCompleted?.checkout;
  const want = (there: unknown, path: string): string | undefined => (there ? undefined : `${name}.${path}`);
  switch (name) {
    case 'product_viewed':
      return want(view.productViewed?.productVariant, 'product_variant');
    case 'collection_viewed':
      return want(view.collectionViewed?.collection, 'collection');
    case 'search_submitted':
      return want(view.searchSubmitted?.searchResult?.query, 'search_result.query');
    case 'product_added_to_cart':
      return want(view.productAddedToCart?.cartLine?.merchandise, 'cart_line.merchandise');
    case 'product_removed_from_cart':
      return want(view.productRemovedFromCart?.cartLine?.merchandise, 'cart_line.merchandise');
    case 'checkout_started':
      return want(view.checkoutStarted?.checkout, 'checkout');
    case 'checkout_contact_info_submitted':
      return want(view.checkoutContactInfoSubmitted?.checkout, 'checkout');
    case 'checkout_address_info_submitted':
      return want(view.checkoutAddressInfoSubmitted?.checkout, 'checkout');
    case 'checkout_shipping_info_submitted':
      return want(view.checkoutShippingInfoSubmitted?.checkout, 'checkout');
    case 'payment_info_submitted':
      return want(view.paymentInfoSubmitted?.checkout, 'checkout');
    case 'checkout_completed':
      return (
        want(completed, 'checkout') ??
        want(completed?.order?.id || completed?.orderId, 'checkout.order.id') ??
        want(completed?.totalPrice, 'checkout.total_price') ??
        want(completed?.totalPrice?.currencyCode || completed?.currencyCode, 'checkout.total_price.currency_code')
      );
    default:
      return undefined;
  }
}

/** The validator by the documented view, its generated decoder and the plain consent rules; outcomes as opened gives. */
function reference(bytes: Buffer): unknown {
  const view: View = ValidatorView.decode(bytes);
  if (view.verdict?.length) return { kind: 'dead', reason: Reason.ALREADY_STAGED, detail: expect.anything() };
  const receivedMs = view.receivedMs ?? 0;
  const lacking =
    (['id', 'name'] as const).find(field => !view[field]) ??
    (view.clientId ? undefined : 'client_id') ??
    (view.shopId ? undefined : 'shop_id') ??
    (receivedMs > 0 ? undefined : 'received_ms') ??
    missingOf(view);
  if (lacking !== undefined) return missing(lacking);
  const aheadMs = (view.occurredMs ?? 0) - receivedMs;
  if (aheadMs >= 10 * MINUTE_MS) return { kind: 'dead', reason: Reason.EVENT_FROM_FUTURE, detail: expect.anything() };
  if (aheadMs < -7 * DAY_MS) return { kind: 'dead', reason: Reason.EVENT_TOO_OLD, detail: expect.anything() };
  const signals = view.consent?.signals;
  const input = inputOf(
    bitsOf({
      readable: true,
      analytics: view.consent?.analyticsProcessingAllowed === true,
      marketing: view.consent?.marketingAllowed === true,
      preferences: view.consent?.preferencesProcessingAllowed === true,
      saleOfData: view.consent?.saleOfDataAllowed === true,
      signals: signals?.gpc === true || Boolean(signals?.gpp) || Boolean(signals?.tcf),
    }),
  );
  const partners = table
    .forShop(view.shopId!)
    .filter(({ eventNames }) => !eventNames?.length || eventNames.includes(view.name!))
    .map(subscription => ({ partner: subscription.partner, ...decide(input, subscription) }));
  if (partners.length === 0) return { kind: 'drop', outcome: Outcome.FILTERED, rule: 'no_subscription' };
  if (partners.every(({ decision }) => decision === Decision.DENY))
    return { kind: 'drop', outcome: Outcome.DENIED, rule: partners[0]!.rule };
  return partners;
}

describe('validatorStep by places, and by the generated view', () => {
  it('decide every event the same', () => {
    const step = newStep();
    const kinds = new Set<string>();
    fc.assert(
      fc.property(events, shape => {
        const bytes = encode(shape);
        const outcome = step(bytes, 0);
        kinds.add(outcome.kind);
        expect(opened(outcome)).toEqual(reference(bytes));
      }),
      { numRuns: 2_000 },
    );
    expect([...kinds].sort()).toEqual(['dead', 'drop', 'forward']);
  });

  it('let nothing pass that the other would not, whatever the bytes, and never throw', () => {
    const step = newStep();
    const damaged = fc
      .tuple(events, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }))
      .map(([shape, changes]) => {
        const bytes = encode({
          ...shape,
          id: 'e',
          clientId: 'c',
          receivedMs: RECEIVED_MS,
          occurredMs: RECEIVED_MS,
        });
        for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
        return bytes;
      });
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 9, arbitrary: damaged },
          fc.uint8Array({ maxLength: 60 }).map(bytes => Buffer.from(bytes)),
        ),
        bytes => {
          const outcome = step(bytes, 0);
          if (outcome.kind !== 'forward') return;
          let expected: unknown;
          try {
            expected = reference(bytes);
          } catch {
            return; // damage inside of what only its presence is looked at
          }
          expect(opened(outcome)).toEqual(expected);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
