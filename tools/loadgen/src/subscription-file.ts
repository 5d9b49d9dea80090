import { Identity, Purpose, RegionPolicy, type Subscription, SubscriptionState } from '@pixel-relay/contracts';

/** A file of subscriptions that cannot be read; the message says what is expected. */
export class SubscriptionFileError extends Error {}

type Names = Readonly<Record<string, number | string>>;

/** Subscriptions as JSON, with the names of states, purposes and policies in place of their numbers. */
export const writeSubscriptions = (subscriptions: readonly Subscription[]): string =>
  JSON.stringify(subscriptions.map(readable), null, 2);

/** The reverse of writeSubscriptions; numbers are taken too. Throws SubscriptionFileError. */
export function readSubscriptions(text: string): Subscription[] {
  const list = parse(text);
  if (!Array.isArray(list)) throw new SubscriptionFileError('the subscriptions are not a JSON list');
  return list.map((one: unknown, i) => {
    if (typeof one !== 'object' || one === null) throw new SubscriptionFileError(`subscription ${i} is not an object`);
    const given = one as Record<string, unknown>;
    const purposes: unknown = given['requiredPurposes'] ?? [];
    if (!Array.isArray(purposes)) throw new SubscriptionFileError(`subscription ${i}: requiredPurposes is not a list`);
    return {
      ...(given as Subscription),
      state: numbered(SubscriptionState, given['state'], i),
      requiredPurposes: purposes.map(purpose => numbered(Purpose, purpose, i)),
      identity: numbered(Identity, given['identity'] ?? Identity.HASHED, i),
      regionPolicy: numbered(RegionPolicy, given['regionPolicy'] ?? RegionPolicy.STRICT, i),
    };
  });
}

function readable(subscription: Subscription): object {
  return {
    ...subscription,
    // Which destination it is shows by what follows.
    destination: undefined,
    state: named(SubscriptionState, subscription.state),
    requiredPurposes: (subscription.requiredPurposes ?? []).map(purpose => named(Purpose, purpose)),
    identity: named(Identity, subscription.identity),
    regionPolicy: named(RegionPolicy, subscription.regionPolicy),
  };
}

const named = (names: Names, number: number | null | undefined): string | undefined =>
  Object.keys(names).find(name => names[name] === number);

function numbered(names: Names, given: unknown, place: number): number {
  const number = typeof given === 'string' ? names[given] : given;
  if (typeof number === 'number' && named(names, number) !== undefined) return number;
  const choices = Object.keys(names).filter(name => typeof names[name] === 'number');
  throw new SubscriptionFileError(`subscription ${place}: ${JSON.stringify(given)} is none of ${choices.join(', ')}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SubscriptionFileError(`the subscriptions are not JSON: ${(cause as Error).message}`, { cause });
  }
}
