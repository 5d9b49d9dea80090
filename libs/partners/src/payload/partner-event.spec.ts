import { describe, expect, it } from '@jest/globals';
import { Event, EventType, Identity, type Subscription } from '@pixel-relay/contracts';
import { PartnerEventWriter } from '../writer/partner-event-writer.ts';
import { amountText } from './amount.ts';
import { cloudEventHeaders } from './cloud-event.ts';
import { partnerEvent } from './partner-event.ts';
import { webhookBody } from './webhook-body.ts';

const SECRETS = {
  email: 'Ann.Other@Example.com',
  phone: '+44 20 7946 0958',
  sms: '+44 7700 900123',
  firstName: 'Annabel',
  lastName: 'Otherington',
  address1: '12 Hidden Lane',
  address2: 'Flat 9',
  city: 'Smalltown',
  zip: 'ZZ1 1ZZ',
  ip: '203.0.113.77',
  customerId: 'customer-4711',
  typed: 'half a name',
};

const address = {
  ...{ address1: SECRETS.address1, address2: SECRETS.address2, city: SECRETS.city, zip: SECRETS.zip },
  ...{ firstName: SECRETS.firstName, lastName: SECRETS.lastName, phone: SECRETS.phone },
  ...{ country: 'United Kingdom', countryCode: 'GB', province: 'England', provinceCode: 'ENG' },
};

const encode = (event: object): Buffer => Buffer.from(Event.encode(Event.create(event as Event)).finish());

const checkout = encode({
  id: 'event-1',
  name: 'checkout_completed',
  type: EventType.STANDARD,
  clientId: 'client-1',
  shopId: 'shop-1',
  shopDomain: 'shop.example',
  occurredMs: Date.UTC(2026, 1, 3, 4, 5, 6, 789),
  receivedMs: Date.UTC(2026, 1, 3, 4, 5, 7),
  seq: 3,
  client: { ip: SECRETS.ip, userAgent: 'Browser/1', country: 'GB', subdivision: 'ENG' },
  context: { document: { location: { href: `https://shop.example/?e=${encodeURIComponent(SECRETS.email)}&x=1` } } },
  checkoutCompleted: {
    checkout: {
      token: 'token-1',
      email: SECRETS.email,
      phone: SECRETS.phone,
      smsMarketingPhone: SECRETS.sms,
      billingAddress: address,
      shippingAddress: address,
      attributes: [
        { key: 'Contact Email', value: 'other@example.org' },
        { key: 'first_name', value: SECRETS.firstName },
        { key: 'gift', value: `for ${SECRETS.email}` },
      ],
      order: { id: 'order-1', customer: { id: SECRETS.customerId, isFirstOrder: true } },
      totalPrice: { units: 12, nanos: 500_000_000, currencyCode: 'GBP' },
      discountApplications: [
        { title: 'Ten', value: { percentage: 10 } },
        { title: 'Five', value: { units: 5, currencyCode: 'GBP' } },
      ],
    },
  },
  augmentation: {
    campaign: { source: 'news', clickIds: [{ parameter: 'gclid', value: 'g-1' }] },
    device: { type: 'mobile', browser: 'Safari' },
  },
});

const subscription = (identity: number, fields: string[] = []): Subscription => ({
  shopId: 'shop-1',
  partner: 'ads',
  identity,
  fields,
});

type Payload = Record<string, unknown>;

/** Both ways, which must agree. */
function payloadOf(event: Buffer, one: Subscription): Payload {
  const { json } = new PartnerEventWriter().write(event, 0, event.length, one, 'allow');
  const payload = JSON.parse(json.toString()) as Payload;
  expect(payload).toEqual(JSON.parse(JSON.stringify(partnerEvent(Event.decode(event), one, 'allow'))));
  return payload;
}

const appearsIn = (payload: Payload): string[] => {
  const text = decodeURIComponent(JSON.stringify(payload)).toLowerCase();
  return Object.entries(SECRETS).flatMap(([name, secret]) => (text.includes(secret.toLowerCase()) ? [name] : []));
};

describe('ConsentFirst: what a payload says of the customer', () => {
  it.each([
    ['hashed', Identity.HASHED],
    ['left out', 0],
    ['none', Identity.NONE],
    ['of a later contract', 9],
  ])('where identity is %s, is no email, phone, name, address or IP in plain', (_, identity) => {
    expect(appearsIn(payloadOf(checkout, subscription(identity)))).toEqual([]);
  });

  it('where identity is hashed, is what partners match by', () => {
    const payload = payloadOf(checkout, subscription(Identity.HASHED));
    // As sha256sum says it of ann.other@example.com, 442079460958 and customer-4711.
    expect(payload['identity']).toEqual({
      emailSha256: '5b2731b0b25219eb329281c32c104c32ccf90c8b04fd87a22b5f918d921410d3',
      phoneSha256: '35e206e5dec4c89b9e8b71b8c32724a5bb518483ac5a20c6617d738375b3b823',
      customerIdSha256: '85d0c1e318151f3beceed00efefeed7f3961b0b4a4db57e06746fd02733cd63d',
    });
    expect(payload['clientId']).toBe('client-1');
  });

  it.each([Identity.NONE, 9])('where identity is none (%i), is nothing to match by either', identity => {
    const payload = payloadOf(checkout, subscription(identity));
    expect(payload).not.toHaveProperty('identity');
    expect(payload).not.toHaveProperty('clientId');
    expect(JSON.stringify(payload)).not.toContain('client-1');
  });

  it('where identity is plain, is everything', () => {
    const payload = payloadOf(checkout, subscription(Identity.PLAIN));
    expect(appearsIn(payload).sort()).toEqual(
      Object.keys(SECRETS)
        .filter(name => name !== 'typed')
        .sort(),
    );
    expect(payload['identity']).toHaveProperty('emailSha256');
  });

  it('is not what was typed into a field, nor personal members of free JSON', () => {
    const dom = encode({
      id: '1',
      name: 'input_changed',
      type: EventType.DOM,
      customJson: Buffer.from(JSON.stringify({ element: { name: 'q', value: SECRETS.typed } })),
    });
    expect(payloadOf(dom, subscription(Identity.HASHED))['data']).toEqual({ element: { name: 'q' } });
    expect(payloadOf(dom, subscription(Identity.PLAIN))['data']).toEqual({
      element: { name: 'q', value: SECRETS.typed },
    });
    const custom = encode({
      id: '1',
      name: 'signed_up',
      type: EventType.CUSTOM,
      customDataJson: Buffer.from(
        JSON.stringify({
          plan: 'gold',
          value: 3,
          user: { Email: 'a@b.cd', 'first-name': 'Ann', likes: ['x@y.zz', 'tea'] },
        }),
      ),
    });
    expect(payloadOf(custom, subscription(Identity.HASHED))['customData']).toEqual({
      plan: 'gold',
      value: 3,
      user: { likes: ['(removed)', 'tea'] },
    });
    const alert = encode({
      id: '1',
      name: 'alert_displayed',
      alertDisplayed: { alert: { type: 'INPUT_INVALID', value: SECRETS.typed } },
    });
    expect(payloadOf(alert, subscription(Identity.HASHED))['data']).toEqual({ alert: { type: 'INPUT_INVALID' } });
  });

  it('is hashed where the client id is an email address', () => {
    const event = encode({ id: '1', name: 'n', clientId: SECRETS.email });
    const one = subscription(Identity.HASHED);
    const { key, json } = new PartnerEventWriter().write(event, 0, event.length, one, 'allow');
    expect(json.toString().toLowerCase()).not.toContain('ann.other');
    expect(key!.toString()).toMatch(/^[0-9a-f]{64}$/);
    expect(payloadOf(event, one)['clientId']).toBe(key!.toString());
  });
});

describe('a payload', () => {
  it('has this shape', () => {
    expect(payloadOf(checkout, subscription(Identity.HASHED))).toEqual({
      id: 'event-1',
      name: 'checkout_completed',
      type: 'standard',
      timestamp: '2026-02-03T04:05:06.789Z',
      seq: 3,
      receivedAt: '2026-02-03T04:05:07.000Z',
      shopId: 'shop-1',
      shopDomain: 'shop.example',
      clientId: 'client-1',
      decision: 'allow',
      identity: expect.any(Object),
      client: { userAgent: 'Browser/1', country: 'GB', subdivision: 'ENG' },
      context: { document: { location: { href: 'https://shop.example/?e=(removed)&x=1' } } },
      data: {
        checkout: {
          token: 'token-1',
          attributes: [{ key: 'gift', value: 'for (removed)' }],
          billingAddress: { country: 'United Kingdom', countryCode: 'GB', province: 'England', provinceCode: 'ENG' },
          shippingAddress: { country: 'United Kingdom', countryCode: 'GB', province: 'England', provinceCode: 'ENG' },
          discountApplications: [
            { title: 'Ten', value: { percentage: 10 } },
            { title: 'Five', value: { amount: '5.00', currencyCode: 'GBP' } },
          ],
          order: { id: 'order-1', customer: { isFirstOrder: true } },
          totalPrice: { amount: '12.50', currencyCode: 'GBP' },
        },
      },
      campaign: { source: 'news', clickIds: [{ parameter: 'gclid', value: 'g-1' }] },
      device: { type: 'mobile', browser: 'Safari' },
      bot: false,
    });
  });

  it('has, beside id, name, type and time, only the members that the subscription lists', () => {
    const listed = payloadOf(checkout, subscription(Identity.HASHED, ['device', 'shopId', 'no such member']));
    expect(Object.keys(listed)).toEqual(['id', 'name', 'type', 'timestamp', 'shopId', 'device']);
    const none = payloadOf(checkout, subscription(Identity.HASHED, ['no such member']));
    expect(Object.keys(none)).toEqual(['id', 'name', 'type', 'timestamp']);
  });

  it('keeps free JSON as it came, to the last digit, where nothing in it is personal', () => {
    const text = '{"n":12345678901234567890,"f":1.0}';
    const event = encode({ id: '1', name: 'n', type: EventType.CUSTOM, customJson: Buffer.from(text) });
    const { json } = new PartnerEventWriter().write(event, 0, event.length, subscription(Identity.HASHED), 'allow');
    expect(json.toString()).toContain(`"data":${text}`);
  });

  it.each([
    [12, 500_000_000, '12.50'],
    [12, 0, '12.00'],
    [0, 5_000_000, '0.005'],
    [0, -5_000_000, '-0.005'],
    [-3, -250_000_000, '-3.25'],
    [1, 1, '1.000000001'],
    [1_200, 0, '1200.00'],
    [Number.MAX_SAFE_INTEGER, 990_000_000, '9007199254740991.99'],
  ])('writes %i units and %i nanos as %s', (units, nanos, text) => {
    expect(amountText(units, nanos)).toBe(text);
    const event = encode({ id: '1', name: 'n', checkoutStarted: { checkout: { totalTax: { units, nanos } } } });
    expect(payloadOf(event, subscription(Identity.HASHED))['data']).toEqual({
      checkout: { totalTax: { amount: text } },
    });
  });
});

describe('around a payload', () => {
  it('a webhook says whose events they are', () => {
    const body = webhookBody([Buffer.from('{"id":"1"}'), '{"id":"ü"}'], 'ads "x"', 'shop', '2026-01-01T00:00:00.000Z');
    expect(JSON.parse(body.toString())).toEqual({
      type: 'pixelrelay.events.v1',
      timestamp: '2026-01-01T00:00:00.000Z',
      data: { partner: 'ads "x"', shopId: 'shop', events: [{ id: '1' }, { id: 'ü' }] },
    });
  });

  it('a record has the attributes that CloudEvents 1.0 asks for', () => {
    const [id, time] = [Buffer.from('1'), Buffer.from('2026-01-01T00:00:00.000Z')];
    const headers = cloudEventHeaders({ id, time, name: 'page_viewed', shopId: 'gid://shop/1 ü' });
    expect(Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.toString()]))).toEqual({
      ce_specversion: '1.0',
      ce_id: '1',
      ce_source: '/shops/gid%3A%2F%2Fshop%2F1%20%C3%BC',
      ce_type: 'com.pixelrelay.page_viewed',
      ce_time: '2026-01-01T00:00:00.000Z',
      'content-type': 'application/json',
    });
  });
});
