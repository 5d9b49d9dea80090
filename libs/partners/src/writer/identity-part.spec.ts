import { describe, expect, it } from '@jest/globals';
import { pixelrelay } from '@pixel-relay/contracts';
import fc from 'fast-check';
import { identityMember } from '../payload/identity-member.ts';
import { identityPart } from './identity-part.ts';

const { Checkout } = pixelrelay.event.v1;
const hashed = { identity: 'hashed', members: new Set<never>() } as const;

const email = fc.constantFrom('', 'ann@shop.example', 'Bob@shop.example');
const phone = fc.constantFrom('', '+447700900123', '07700 900123');
const address = fc.option(fc.record({ city: fc.constant('Oslo'), phone }), { nil: null });
const checkout = fc
  .record({
    email,
    phone,
    smsMarketingPhone: phone,
    shippingAddress: address,
    billingAddress: address,
    order: fc.option(fc.record({ id: fc.constant('o'), customer: fc.record({ id: email }) }), { nil: null }),
    lineItems: fc.array(fc.record({ quantity: fc.nat(), title: fc.string({ maxLength: 300 }) }), { maxLength: 3 }),
    buyerAcceptsEmailMarketing: fc.boolean(),
  })
  .map(fields => Buffer.from(Checkout.encode(Checkout.create(fields)).finish()));

describe('the part of a checkout that says who the customer is', () => {
  it('says what the whole says, also where fields come twice', () => {
    fc.assert(
      fc.property(fc.array(checkout, { minLength: 1, maxLength: 2 }), pieces => {
        const whole = Buffer.concat([Buffer.from('before'), ...pieces, Buffer.from('after')]);
        const [start, end] = [6, whole.length - 5];
        const part = identityPart(whole, start, end);
        expect(identityMember(hashed, Checkout.decode(part))).toEqual(
          identityMember(hashed, Checkout.decode(whole.subarray(start, end))),
        );
      }),
    );
  });

  it('leaves the goods out', () => {
    const fields = { email: 'ann@shop.example', lineItems: [{ title: 'x'.repeat(5_000), quantity: 2 }] };
    const whole = Buffer.from(Checkout.encode(Checkout.create(fields)).finish());
    expect(identityPart(whole, 0, whole.length).length).toBeLessThan(30);
  });

  it('is the whole where it is cut off, longer than it may be, or of another make', () => {
    const good = Buffer.from(Checkout.encode(Checkout.create({ email: 'ann@shop.example' })).finish());
    const odd = [
      good.subarray(0, good.length - 1),
      Buffer.concat([good, Buffer.from([0x1a, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01])]),
      Buffer.concat([good, Buffer.from([0x0d, 1, 2, 3, 4])]),
      Buffer.concat([good, Buffer.from([0x80])]),
      Buffer.concat([good, Buffer.from([0x80, 0x80, 0x01, 0x00])]),
    ];
    for (const bytes of odd) expect(identityPart(bytes, 0, bytes.length)).toEqual(bytes);
  });
});
