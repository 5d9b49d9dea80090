import { describe, expect, it } from '@jest/globals';
import { eventSchema, REQUIRED } from './event-schema.ts';

const schema = eventSchema();
const member = (name: string) => schema.event.members.find(m => m.name === name)!;

describe('event schema', () => {
  it('takes from the root of a raw event these members only, so that none can write what a stage owns', () => {
    expect(schema.event.members.map(m => m.name).sort()).toEqual(
      'client clientId context customData customerPrivacy data id name privacySignals receivedAt seq shopDomain shopId timestamp type'.split(' '), // prettier-ignore
    );
  });

  it('has the required members first, in their order, since the lowest bit missing names the first', () => {
    expect(schema.event.members.slice(0, REQUIRED.length).map(m => m.name)).toEqual([...REQUIRED]);
    expect(schema.event.members.map(m => m.required)).toEqual(schema.event.members.map((_, i) => i < REQUIRED.length));
  });

  it('keeps signals out of customerPrivacy', () => {
    expect(member('customerPrivacy').message!.members.map(m => m.name)).toEqual([
      'analyticsProcessingAllowed',
      'marketingAllowed',
      'preferencesProcessingAllowed',
      'saleOfDataAllowed',
    ]);
  });

  it('knows the storefront words of event types', () => {
    expect([...member('type').values!]).toEqual([
      ['standard', 1],
      ['custom', 2],
      ['dom', 3],
      ['advanced-dom', 4],
      ['meta', 5],
    ]);
  });

  it('finds the payload of every standard event by its name', () => {
    expect([...schema.payloads].map(([name, rule]) => [name, rule.number, rule.message!.name])).toEqual([
      ['page_viewed', 20, 'PageViewed'],
      ['product_viewed', 21, 'ProductViewed'],
      ['search_submitted', 22, 'SearchSubmitted'],
      ['product_added_to_cart', 23, 'CartLineChanged'],
      ['checkout_started', 24, 'CheckoutStep'],
      ['checkout_completed', 25, 'CheckoutStep'],
      ['collection_viewed', 26, 'CollectionViewed'],
      ['cart_viewed', 27, 'CartViewed'],
      ['product_removed_from_cart', 28, 'CartLineChanged'],
      ['checkout_contact_info_submitted', 29, 'CheckoutStep'],
      ['checkout_address_info_submitted', 30, 'CheckoutStep'],
      ['checkout_shipping_info_submitted', 31, 'CheckoutStep'],
      ['payment_info_submitted', 32, 'CheckoutStep'],
      ['alert_displayed', 33, 'AlertDisplayed'],
      ['ui_extension_errored', 34, 'UiExtensionErrored'],
    ]);
    expect(schema.customPayload.number).toBe(39);
  });
});
