/** Encoded events for the specs, as they come from the augmenter. */
import { Decision, Event, type EncodedEvents, entryLengthMax, EventType, writeEntry } from '@pixel-relay/contracts';
import type { DeliveryJob } from '../delivery/delivery-job.ts';

export interface EventWish {
  readonly id: string;
  readonly shopId?: string;
  readonly name?: string;
  readonly offset?: number;
  /** partner -> decision */
  readonly verdict?: Readonly<Record<string, number>> | null;
  readonly more?: Partial<Event>;
}

export const RECEIVED_MS = Date.UTC(2026, 0, 1);

export function encodeEvent({
  id,
  shopId = 'shop',
  name = 'page_viewed',
  offset = 0,
  verdict,
  more,
}: EventWish): Buffer {
  const partners = Object.entries(verdict ?? { ads: Decision.ALLOW }).map(([partner, decision]) => ({
    partner,
    decision,
  }));
  const event = {
    id,
    name,
    type: EventType.STANDARD,
    clientId: `client-of-${id}`,
    shopId,
    occurredMs: RECEIVED_MS - 1_000,
    receivedMs: RECEIVED_MS,
    sourceOffset: offset,
    pageViewed: {},
    ...(verdict === null ? {} : { verdict: { partners, rulesVersion: 1 } }),
    ...more,
  } as Event;
  return Buffer.from(Event.encode(Event.create(event)).finish());
}

export function eventsOf(encoded: readonly Buffer[]): EncodedEvents {
  // Not at the beginning of their buffer, as in a batch.
  const bytes = Buffer.concat([Buffer.from([0xff]), ...encoded]);
  const starts = new Uint32Array(encoded.length);
  const ends = new Uint32Array(encoded.length);
  let at = 1;
  encoded.forEach((event, index) => {
    starts[index] = at;
    ends[index] = at += event.length;
  });
  return { count: encoded.length, bytes, starts, ends };
}

export function jobOf(wishes: readonly EventWish[], partition = 0, firstOffset = 0): DeliveryJob {
  const encoded = wishes.map((wish, index) => encodeEvent({ offset: firstOffset + index, ...wish }));
  return jobOfEncoded(encoded, partition, firstOffset);
}

export const jobOfEncoded = (encoded: readonly Buffer[], partition = 0, firstOffset = 0): DeliveryJob => ({
  events: eventsOf(encoded),
  source: {
    topic: 'events.raw',
    epoch: 1n,
    partition,
    firstOffset,
    nextOffset: firstOffset + encoded.length,
    oldestReceivedMs: RECEIVED_MS,
  },
});

/** As a batch holds them. */
export function entriesOf({ count, bytes, starts, ends }: EncodedEvents): Buffer {
  const entries: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    const event = bytes.subarray(starts[i], ends[i]);
    const entry = Buffer.alloc(entryLengthMax(event.length));
    entries.push(entry.subarray(0, writeEntry(entry, 0, event, Buffer.alloc(0))));
  }
  return Buffer.concat(entries);
}
