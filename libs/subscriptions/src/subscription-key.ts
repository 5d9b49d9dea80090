/** A record's key: shop id, a NUL byte, partner. Both sides of the topic use this and nothing else. */
const NUL = '\0';

export interface SubscriptionName {
  readonly shopId: string;
  readonly partner: string;
}

/** @throws RangeError when either name is empty or has a NUL in it: such a key could not be read back */
export function subscriptionKey(shopId: string, partner: string): Buffer {
  if (shopId === '' || partner === '' || shopId.includes(NUL) || partner.includes(NUL))
    throw new RangeError('a subscription needs a shop id and a partner name, neither with a NUL character in it');
  return Buffer.from(shopId + NUL + partner, 'utf8');
}

/** null when the bytes are no key of a subscription. */
export function readSubscriptionKey(key: Buffer): SubscriptionName | null {
  const [shopId, partner, ...more] = key.toString('utf8').split(NUL);
  return shopId && partner && more.length === 0 ? { shopId, partner } : null;
}
