import { Identity, type Subscription } from '@pixel-relay/contracts';
import { PAYLOAD_MEMBERS, type PayloadMember } from '../payload-members.ts';

/** What a subscription lets into a payload. */
export interface Profile {
  readonly identity: 'none' | 'hashed' | 'plain';
  readonly members: ReadonlySet<PayloadMember>;
}

/** Kinds of profile that are known as such; more, and equal ones are taken for different. */
const KINDS_MAX = 1_024;
const kinds = new Map<string, Profile>();
/** Subscriptions never change in place (an update is another object), so each is looked at once. */
const profiles = new WeakMap<Subscription, Profile>();

/** Equal profiles are nearly always one object: partners that have it get the same of an event. */
export function profileOf(subscription: Subscription): Profile {
  let profile = profiles.get(subscription);
  if (profile === undefined) {
    profile = oneOf({ identity: identityOf(subscription), members: membersOf(subscription) });
    profiles.set(subscription, profile);
  }
  return profile;
}

function oneOf(profile: Profile): Profile {
  const kind = [profile.identity, ...profile.members].join();
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  if (kinds.size === KINDS_MAX) kinds.clear();
  kinds.set(kind, profile);
  return profile;
}

function identityOf({ identity }: Subscription): Profile['identity'] {
  switch (identity) {
    case Identity.PLAIN:
      return 'plain';
    case Identity.HASHED:
    case Identity.IDENTITY_UNSPECIFIED:
    case null:
    case undefined:
      return 'hashed';
    default:
      // NONE, or a kind that this build has no name for: the least.
      return 'none';
  }
}

/** A name in the list that is no member allows nothing. */
function membersOf({ fields }: Subscription): ReadonlySet<PayloadMember> {
  if (!fields?.length) return new Set(PAYLOAD_MEMBERS);
  return new Set(PAYLOAD_MEMBERS.filter(member => fields.includes(member)));
}
