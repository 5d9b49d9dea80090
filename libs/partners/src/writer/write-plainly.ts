import { Event, InvalidWireError, type Subscription } from '@pixel-relay/contracts';
import { partnerClientId } from '../payload/identity-member.ts';
import { isoText, partnerEvent, type PartnerAnswer } from '../payload/partner-event.ts';
import { profileOf } from '../payload/profile.ts';

/** Views of memory that the writer uses again after `reset`. */
export interface WrittenEvent {
  readonly id: Buffer;
  /** ISO 8601 */
  readonly time: Buffer;
  /** the client id as this partner may see it; null: not for this partner */
  readonly key: Buffer | null;
  /** the payload's JSON text */
  readonly json: Buffer;
}

/** What a Date can hold. */
const DATE_MS_MAX = 8.64e15;

/** The long way: decodes the event whole. Its result is memory of its own. @throws InvalidWireError */
export function writePlainly(event: Buffer, subscription: Subscription, answer: PartnerAnswer): WrittenEvent {
  const decoded = decode(event);
  const { occurredMs, receivedMs } = decoded;
  for (const ms of [occurredMs ?? 0, receivedMs ?? 0])
    if (!(Math.abs(ms) <= DATE_MS_MAX)) throw new InvalidWireError('the event is stamped with no time');
  const clientId = partnerClientId(profileOf(subscription), decoded.clientId ?? '');
  return {
    id: Buffer.from(decoded.id ?? ''),
    time: Buffer.from(isoText(occurredMs ?? 0)),
    key: clientId === null ? null : Buffer.from(clientId),
    json: Buffer.from(JSON.stringify(partnerEvent(decoded, subscription, answer))),
  };
}

function decode(bytes: Buffer): Event {
  try {
    return Event.decode(bytes);
  } catch {
    throw new InvalidWireError('the event cannot be decoded');
  }
}
