import { describe, expect, it } from '@jest/globals';
import { Event, type StepOutcome } from '@pixel-relay/contracts';
import { missing, scanOf } from '../testing/validator-step.spec-support.ts';
import { checkFields, compileRequirements } from './check-fields.ts';
import { REQUIRED_BY_NAME } from './required-fields.ts';

const envelope = { id: 'e', clientId: 'c', shopId: 's', receivedMs: 1 };
const line = { cartLine: { merchandise: {} } };
const step = { checkout: {} };
const order = { id: 'o' };
const totalPrice = { currencyCode: 'EUR' };
const completed = (checkout: object | null) => ({ checkoutCompleted: { checkout } });
const check = checkFields();

function run(shape: object, ...more: number[]): StepOutcome | undefined {
  const bytes = Buffer.concat([Event.encode(shape).finish(), Buffer.from(more)]);
  const name = (shape as { name?: string }).name ?? '';
  return check(scanOf(bytes), compileRequirements(REQUIRED_BY_NAME.get(name) ?? []));
}

describe('checkFields', () => {
  it.each([
    ['id', 'id'],
    ['name', 'name'],
    ['clientId', 'client_id'],
    ['shopId', 'shop_id'],
  ])('wants %s of every event', (field, path) => {
    const event = { ...envelope, name: 'made_up' };
    expect(run(event)).toBeUndefined();
    expect(run({ ...event, [field]: null })).toEqual(missing(path));
  });

  it('takes a string that is there, and empty, for a missing one', () => {
    expect(run({ ...envelope, id: null, name: 'made_up' }, 0x0a, 0)).toEqual(missing('id'));
    expect(run({ ...envelope, id: null, name: 'made_up' }, 0x0a, 1, 0x61)).toBeUndefined();
  });

  it('wants a receipt, by which the time is judged', () => {
    for (const receivedMs of [null, 0, -1])
      expect(run({ ...envelope, name: 'made_up', receivedMs })).toEqual(missing('received_ms'));
  });

  it.each<[string, object, object, string]>([
    ['product_viewed', { productViewed: { productVariant: {} } }, { productViewed: {} }, 'product_variant'],
    ['collection_viewed', { collectionViewed: { collection: {} } }, { collectionViewed: {} }, 'collection'],
    [
      'search_submitted',
      { searchSubmitted: { searchResult: { query: 'q' } } },
      { searchSubmitted: { searchResult: { query: '' } } },
      'search_result.query',
    ],
    [
      'product_added_to_cart',
      { productAddedToCart: line },
      { productAddedToCart: { cartLine: {} } },
      'cart_line.merchandise',
    ],
    [
      'product_removed_from_cart',
      { productRemovedFromCart: line },
      { productRemovedFromCart: {} },
      'cart_line.merchandise',
    ],
    ['checkout_started', { checkoutStarted: step }, { checkoutStarted: {} }, 'checkout'],
    ['checkout_contact_info_submitted', { checkoutContactInfoSubmitted: step }, {}, 'checkout'],
    ['checkout_address_info_submitted', { checkoutAddressInfoSubmitted: step }, {}, 'checkout'],
    ['checkout_shipping_info_submitted', { checkoutShippingInfoSubmitted: step }, {}, 'checkout'],
    ['payment_info_submitted', { paymentInfoSubmitted: step }, { checkoutStarted: step }, 'checkout'],
    ['checkout_completed', completed({ order, totalPrice }), completed(null), 'checkout'],
    [
      'checkout_completed',
      completed({ orderId: 'o', totalPrice }),
      completed({ order: {}, totalPrice }),
      'checkout.order.id',
    ],
    [
      'checkout_completed',
      completed({ order, totalPrice }),
      completed({ order, currencyCode: 'EUR' }),
      'checkout.total_price',
    ],
    [
      'checkout_completed',
      completed({ order, totalPrice: { units: 0 }, currencyCode: 'EUR' }),
      completed({ order, totalPrice: { units: 5 } }),
      'checkout.total_price.currency_code',
    ],
  ])('%s passes with %j, not with %j', (name, enough, tooLittle, path) => {
    expect(run({ ...envelope, name, ...enough })).toBeUndefined();
    expect(run({ ...envelope, name, ...tooLittle })).toEqual(missing(`${name}.${path}`));
  });
});
