/**
 * What an event must have, by its name. Each row is a field path of pixelrelay.event.v1.Event, or two of which one is
 * enough; the first path is the dead letter's detail. Names that are not listed need the envelope only.
 */
import { EventField } from '@pixel-relay/contracts';

/** A path of field numbers from the event down. `text`: a string that must not be empty; `message`: it must be there. */
export interface FieldPath {
  readonly kind: 'text' | 'message';
  readonly numbers: readonly number[];
}

export interface Requirement {
  /** the path in the proto's names */
  readonly path: string;
  /** one of these is enough */
  readonly anyOf: readonly FieldPath[];
}

const text = (...numbers: number[]): FieldPath => ({ kind: 'text', numbers });
const message = (...numbers: number[]): FieldPath => ({ kind: 'message', numbers });
const needs = (path: string, ...anyOf: FieldPath[]): Requirement => ({ path, anyOf });

const {
  PRODUCT_VIEWED,
  COLLECTION_VIEWED,
  SEARCH_SUBMITTED,
  PRODUCT_ADDED_TO_CART,
  PRODUCT_REMOVED_FROM_CART,
  CHECKOUT_COMPLETED,
} = EventField;

/** Of every event, beside received_ms, without which its time cannot be judged. */
export const ENVELOPE: readonly Requirement[] = [
  needs('id', text(EventField.ID)),
  needs('name', text(EventField.NAME)),
  needs('client_id', text(EventField.CLIENT_ID)),
  needs('shop_id', text(EventField.SHOP_ID)),
];

const checkoutOf = (name: string, payload: number): Requirement => needs(`${name}.checkout`, message(payload, 1));

export const REQUIRED_BY_NAME: ReadonlyMap<string, readonly Requirement[]> = new Map([
  ['product_viewed', [needs('product_viewed.product_variant', message(PRODUCT_VIEWED, 1))]],
  ['collection_viewed', [needs('collection_viewed.collection', message(COLLECTION_VIEWED, 1))]],
  ['search_submitted', [needs('search_submitted.search_result.query', text(SEARCH_SUBMITTED, 1, 1))]],
  [
    'product_added_to_cart',
    [needs('product_added_to_cart.cart_line.merchandise', message(PRODUCT_ADDED_TO_CART, 1, 3))],
  ],
  [
    'product_removed_from_cart',
    [needs('product_removed_from_cart.cart_line.merchandise', message(PRODUCT_REMOVED_FROM_CART, 1, 3))],
  ],
  ...(
    [
      ['checkout_started', EventField.CHECKOUT_STARTED],
      ['checkout_contact_info_submitted', EventField.CHECKOUT_CONTACT_INFO_SUBMITTED],
      ['checkout_address_info_submitted', EventField.CHECKOUT_ADDRESS_INFO_SUBMITTED],
      ['checkout_shipping_info_submitted', EventField.CHECKOUT_SHIPPING_INFO_SUBMITTED],
      ['payment_info_submitted', EventField.PAYMENT_INFO_SUBMITTED],
    ] as const
  ).map(([name, payload]): [string, Requirement[]] => [name, [checkoutOf(name, payload)]]),
  [
    'checkout_completed',
    [
      checkoutOf('checkout_completed', CHECKOUT_COMPLETED),
      needs(
        'checkout_completed.checkout.order.id',
        text(CHECKOUT_COMPLETED, 1, 16, 1),
        text(CHECKOUT_COMPLETED, 1, 22), // order_id
      ),
      needs('checkout_completed.checkout.total_price', message(CHECKOUT_COMPLETED, 1, 19)),
      needs(
        'checkout_completed.checkout.total_price.currency_code',
        text(CHECKOUT_COMPLETED, 1, 19, 1),
        text(CHECKOUT_COMPLETED, 1, 2), // the checkout's currency_code
      ),
    ],
  ],
]);
