import { type Catalogue, money, type Variant } from './catalogue.ts';
import type { Customer } from './customers.ts';
import type { EventMix, EventName } from './event-mix.ts';
import type { Prng } from './prng.ts';

/** What an event needs to say beside its envelope. */
export interface EventBody {
  /** value of `data`, as JSON */
  readonly data: string;
  /** value of `customData`, as JSON; '' for none */
  readonly customData: string;
  /** path of the page on which it happened */
  readonly path: string;
  /** title of that page, as JSON */
  readonly title: string;
}

/** What a damaged event leaves out; see malformed.ts. */
export type DataFlaw =
  'no_variant' | 'no_query' | 'no_merchandise' | 'no_checkout' | 'no_order_id' | 'no_total' | 'no_currency';

const words =
  'linen mug wool blanket oak chair red scarf travel bottle desk lamp winter jacket gift card candle set rug'.split(
    ' ',
  );

/** The body of one event of the customer's session; moves the session on. */
export function inventBody(prng: Prng, mix: EventMix, customer: Customer, name: EventName, flaw?: DataFlaw): EventBody {
  const { catalogue } = customer;
  if (name === 'page_viewed' || name === 'product_viewed') customer.variant = prng.pick(catalogue.variants);
  const { variant } = customer;
  const body = (data: string, path = variant.path, title = variant.title, customData = ''): EventBody => ({
    data,
    customData,
    path,
    title,
  });
  switch (name) {
    case 'page_viewed':
      return prng.chance(0.3) ? body('{}', '/', JSON.stringify(catalogue.shop.name)) : body('{}');
    case 'product_viewed':
      if (flaw === 'no_variant') return body(prng.chance(0.5) ? '{}' : '{"productVariant":null}');
      return body(`{"productVariant":${variant.json}}`);
    case 'collection_viewed': {
      const { id, title, path } = prng.pick(catalogue.collections);
      const listed = listVariants(prng, catalogue, mix.listedMax);
      return body(`{"collection":{"id":${id},"title":${title},"productVariants":[${listed}]}}`, path, title);
    }
    case 'search_submitted': {
      const query = `${prng.pick(words)} ${prng.pick(words)} ${prng.pick(words)}`;
      const listed = listVariants(prng, catalogue, mix.listedMax);
      const member = flaw === 'no_query' ? (prng.chance(0.5) ? '' : '"query":null,') : `"query":"${query}",`;
      return body(`{"searchResult":{${member}"productVariants":[${listed}]}}`, '/search', `"Search: ${query}"`);
    }
    case 'cart_viewed':
      return body(`{"cart":${cart(prng, mix, customer)}}`, '/cart', '"Your cart"');
    case 'product_added_to_cart':
    case 'product_removed_from_cart':
      if (flaw === 'no_merchandise') {
        return body(prng.chance(0.5) ? '{"cartLine":null}' : '{"cartLine":{"quantity":1,"merchandise":null}}');
      }
      return body(`{"cartLine":${cartLine(prng, catalogue, variant)}}`);
    case 'checkout_started':
    case 'checkout_contact_info_submitted':
    case 'payment_info_submitted':
    case 'checkout_completed': {
      const path = `/checkouts/cn/${customer.cartToken.slice(0, 32)}`;
      const title = `"Checkout - ${catalogue.shop.name}"`;
      if (flaw === 'no_checkout') return body(prng.chance(0.5) ? '{}' : '{"checkout":null}', path, title);
      return body(`{"checkout":${checkout(prng, mix, customer, name, flaw)}}`, path, title);
    }
    case 'wishlist_added':
    case 'theme:quick_view':
      return body('{}', undefined, undefined, `{"variantId":${variant.id},"position":${prng.int(40)},"list":null}`);
    case 'size_guide_opened':
    case 'newsletter_shown':
      return body(
        '{}',
        undefined,
        undefined,
        `{"popup":"${prng.hex(6)}","seconds":${prng.int(300) / 10},"tags":["a","b"]}`,
      );
  }
}

function listVariants(prng: Prng, { variants }: Catalogue, max: number): string {
  const first = prng.int(variants.length);
  let text = '';
  for (let i = 0, count = 1 + prng.int(max); i < count; i += 1) {
    text += (i === 0 ? '' : ',') + variants[(first + i) % variants.length]!.json;
  }
  return text;
}

function cartLine(prng: Prng, { currency, moneyAsText }: Catalogue, variant: Variant): string {
  const quantity = 1 + prng.int(3);
  const total = money(variant.cents * quantity, currency, moneyAsText);
  return `{"quantity":${quantity},"cost":{"totalAmount":${total}},"merchandise":${variant.json}}`;
}

function cart(prng: Prng, mix: EventMix, { catalogue, cartToken }: Customer): string {
  const count = 1 + prng.int(mix.linesMax);
  let lines = '';
  for (let i = 0; i < count; i += 1) {
    lines += (i === 0 ? '' : ',') + cartLine(prng, catalogue, prng.pick(catalogue.variants));
  }
  const total = money(2_500 * count, catalogue.currency, catalogue.moneyAsText);
  return (
    `{"id":"gid://shopify/Cart/${cartToken}","totalQuantity":${count},"cost":{"totalAmount":${total}},` +
    `"lines":[${lines}],"attributes":[]}`
  );
}

function checkout(prng: Prng, mix: EventMix, customer: Customer, name: EventName, flaw?: DataFlaw): string {
  const { catalogue, person, home, variant } = customer;
  const { moneyAsText } = catalogue;
  // A currency that is missing is missing everywhere: one left behind would make the event valid to a lenient reader.
  const price = (cents: number): string =>
    flaw === 'no_currency' ? `{"amount":${cents / 100}}` : money(cents, catalogue.currency, moneyAsText);
  const count = 1 + prng.int(mix.linesMax);
  let lines = '';
  for (let i = 0; i < count; i += 1) {
    const item = i === 0 ? variant : prng.pick(catalogue.variants);
    lines +=
      `${i === 0 ? '' : ','}{"id":"${prng.int(1e9)}","title":${item.title},"quantity":${1 + prng.int(3)},"variant":${item.json},` +
      `"finalLinePrice":${price(item.cents)},"properties":[],"discountAllocations":[],"sellingPlanAllocation":null}`;
  }
  const subtotal = variant.cents * count;
  const completed = name === 'checkout_completed';
  const order =
    completed && flaw !== 'no_order_id'
      ? `"order":{"id":"${5_000_000_000_000 + prng.int(2 ** 32)}","customer":{"id":"${prng.int(1e9)}","isFirstOrder":${prng.chance(0.4)}}},`
      : prng.chance(0.5)
        ? '"order":null,'
        : '';
  return (
    `{"token":"${prng.hex(32)}",${flaw === 'no_currency' ? '' : `"currencyCode":"${catalogue.currency}",`}` +
    `"email":"${person.email}","phone":${completed ? `"${person.phone}"` : 'null'},"smsMarketingPhone":null,` +
    `"buyerAcceptsEmailMarketing":${prng.chance(0.3)},"buyerAcceptsSmsMarketing":false,"attributes":[],` +
    `"shippingAddress":${person.address},"billingAddress":${completed ? person.address : 'null'},` +
    `"delivery":{"selectedDeliveryOptions":[{"handle":"${prng.hex(32)}","type":"shipping","title":"Standard","cost":${price(490)}}]},` +
    `"discountApplications":[],"discountsAmount":${price(0)},"lineItems":[${lines}],` +
    `"localization":{"country":{"isoCode":"${home.country}"},"language":{"isoCode":"${home.language}"},"market":{"id":"${prng.int(1e6)}","handle":"main"}},` +
    `${order}"shippingLine":{"price":${price(490)}},"subtotalPrice":${price(subtotal)},` +
    `${flaw === 'no_total' ? '' : `"totalPrice":${price(subtotal + 490)},`}"totalTax":${price(Math.round(subtotal / 10))},` +
    `"transactions":${completed ? `[{"amount":${price(subtotal + 490)},"gateway":"shopify_payments","paymentMethod":{"name":"visa","type":"creditCard"}}]` : '[]'}}`
  );
}
