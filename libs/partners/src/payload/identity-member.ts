import { type Event, InvalidWireError, pixelrelay } from '@pixel-relay/contracts';
import { normaliseEmail, normalisePhone, sha256Hex } from '../identity/normalise.ts';
import type { Profile } from './profile.ts';

type Checkout = pixelrelay.event.v1.Checkout.$Shape;

export type IdentityMember = { emailSha256?: string; phoneSha256?: string; customerIdSha256?: string };

/** Who the customer is, for matching and not for reading. undefined: not known, or not for this partner. */
export function identityMember(profile: Profile, checkout: Checkout | null | undefined): IdentityMember | undefined {
  if (profile.identity === 'none' || checkout == null) return undefined;
  const email = normaliseEmail(checkout.email ?? '');
  const phone = phoneOf(checkout);
  const customerId = checkout.order?.customer?.id;
  if (email === null && phone === null && !customerId) return undefined;
  return {
    ...(email === null ? {} : { emailSha256: sha256Hex(email) }),
    ...(phone === null ? {} : { phoneSha256: sha256Hex(phone) }),
    ...(customerId ? { customerIdSha256: sha256Hex(customerId) } : {}),
  };
}

function phoneOf({ phone, smsMarketingPhone, shippingAddress, billingAddress }: Checkout): string | null {
  for (const one of [phone, smsMarketingPhone, shippingAddress?.phone, billingAddress?.phone]) {
    const normal = normalisePhone(one ?? '');
    if (normal !== null) return normal;
  }
  return null;
}

/**
 * The client id as this partner may see it, in the payload and as a record's key. It is a pseudonym already; one that is
 * an email address after all is hashed. null: not for this partner.
 */
export function partnerClientId({ identity }: Profile, clientId: string): string | null {
  if (identity === 'none' || clientId === '') return null;
  return identity === 'hashed' && clientId.includes('@') ? sha256Hex(clientId) : clientId;
}

/** @throws InvalidWireError when it cannot be decoded */
export function decodeCheckout(bytes: Buffer): Checkout {
  try {
    return pixelrelay.event.v1.Checkout.decode(bytes);
  } catch {
    throw new InvalidWireError('the checkout cannot be decoded');
  }
}

/** The event's checkout, where it has one. */
export function checkoutOf(event: Event): Checkout | null | undefined {
  switch (event.payload) {
    case 'checkoutStarted':
      return event.checkoutStarted.checkout;
    case 'checkoutCompleted':
      return event.checkoutCompleted.checkout;
    case 'checkoutContactInfoSubmitted':
      return event.checkoutContactInfoSubmitted.checkout;
    case 'checkoutAddressInfoSubmitted':
      return event.checkoutAddressInfoSubmitted.checkout;
    case 'checkoutShippingInfoSubmitted':
      return event.checkoutShippingInfoSubmitted.checkout;
    case 'paymentInfoSubmitted':
      return event.paymentInfoSubmitted.checkout;
    default:
      return null;
  }
}
