import type { Profile } from '../payload/profile.ts';
import type { PayloadMember } from '../payload-members.ts';
import { eventNumbers } from './event-numbers.ts';
import { type Words, wordsOf } from './words.ts';

/** One member of the payload: how it is begun, and what is then written. */
export interface MemberStep {
  readonly member: PayloadMember;
  readonly opening: Words;
  /** of the field of Event that it is made from, if it is made from one */
  readonly field: number;
}

const FIELD_OF: Readonly<Partial<Record<PayloadMember, number>>> = {
  seq: eventNumbers.of('seq'),
  receivedAt: eventNumbers.of('receivedMs'),
  shopId: eventNumbers.of('shopId'),
  shopDomain: eventNumbers.of('shopDomain'),
  client: eventNumbers.of('client'),
  context: eventNumbers.of('context'),
  customData: eventNumbers.of('customDataJson'),
};

/** A profile's members as steps, made once for each. */
const steps = new WeakMap<Profile, readonly MemberStep[]>();
export function stepsOf(profile: Profile): readonly MemberStep[] {
  let own = steps.get(profile);
  if (own === undefined) {
    own = [...profile.members].map(member => ({
      member,
      opening: wordsOf(`,"${member}":`),
      field: FIELD_OF[member] ?? 0,
    }));
    steps.set(profile, own);
  }
  return own;
}
