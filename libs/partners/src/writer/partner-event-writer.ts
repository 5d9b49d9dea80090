import { Event, InvalidWireError, type Subscription } from '@pixel-relay/contracts';
import { partnerClientId } from './identity-member.ts';
import { isoText, partnerEvent, type PartnerAnswer } from './partner-event.ts';
import { profileOf } from './profile.ts';

export interface WrittenEvent {
  readonly id: string;
  /** ISO 8601 */
  readonly timestamp: string;
  /** the client id as this partner may see it; null: not for this partner */
  readonly key: Buffer | null;
  /** the payload's JSON text */
  readonly json: Buffer;
}

/** Makes partners' payloads from encoded events. One is used for many. */
export class PartnerEventWriter {
  /** Of the event in bytes[start, end). @throws InvalidWireError when it cannot be read */
  write(bytes: Buffer, start: number, end: number, subscription: Subscription, answer: PartnerAnswer): WrittenEvent {
    let event: Event;
    try {
      event = Event.decode(bytes.subarray(start, end));
    } catch {
      throw new InvalidWireError('the event cannot be decoded');
    }
    if (Math.abs(event.occurredMs ?? 0) > 8.64e15) throw new InvalidWireError('the event happened at no time');
    const clientId = partnerClientId(profileOf(subscription), event.clientId ?? '');
    return {
      id: event.id ?? '',
      timestamp: isoText(event.occurredMs ?? 0),
      key: clientId === null ? null : Buffer.from(clientId),
      json: Buffer.from(JSON.stringify(partnerEvent(event, subscription, answer))),
    };
  }
}
