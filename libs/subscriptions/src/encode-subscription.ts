import { Subscription } from '@pixel-relay/contracts';

/** A record's value. */
export const encodeSubscription = (subscription: Subscription): Buffer =>
  Buffer.from(Subscription.encode(Subscription.create(subscription)).finish());
