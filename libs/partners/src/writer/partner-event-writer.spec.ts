import { describe, expect, it } from '@jest/globals';
import {
  Event,
  Identity,
  InvalidWireError,
  pixelrelay,
  type Subscription,
  SubscriptionState,
} from '@pixel-relay/contracts';
import fc from 'fast-check';
import { partnerEvent, type PartnerAnswer } from '../payload/partner-event.ts';
import { PAYLOAD_MEMBERS } from '../payload-members.ts';
import { arbitraryEvent } from '../testing/arbitrary-event.ts';
import { PartnerEventWriter } from './partner-event-writer.ts';
import type { WrittenEvent } from './write-plainly.ts';

const subscription = fc.record({
  shopId: fc.constant('shop'),
  partner: fc.constant('ads'),
  state: fc.constant(SubscriptionState.ACTIVE),
  identity: fc.constantFrom(0, Identity.NONE, Identity.HASHED, Identity.PLAIN),
  fields: fc.oneof(fc.constant([]), fc.subarray([...PAYLOAD_MEMBERS, 'unknown'])),
}) as fc.Arbitrary<Subscription>;
const answer = fc.constantFrom<PartnerAnswer>('allow', 'allow_limited');

/** Counts how often the long way is taken. */
class Watched extends PartnerEventWriter {
  longWays = 0;
  protected override writeLong(...args: Parameters<PartnerEventWriter['writeLong']>): WrittenEvent {
    this.longWays++;
    return super.writeLong(...args);
  }
}

const plainly = (bytes: Buffer, one: Subscription, how: PartnerAnswer): unknown =>
  JSON.parse(JSON.stringify(partnerEvent(Event.decode(bytes), one, how)));

/** undefined: no decoder can read it, or it has a time that is none, perhaps in a member that this partner does not get. */
function readably(bytes: Buffer, one: Subscription): unknown {
  try {
    return plainly(bytes, one, 'allow');
  } catch {
    return undefined;
  }
}

const v1 = pixelrelay.event.v1;
const one = { shopId: 's', partner: 'p' } as Subscription;

describe('the writer', () => {
  it('writes what partnerEvent makes of the decoded event, and takes the long way for none of ours', () => {
    const writer = new Watched(1_024);
    fc.assert(
      fc.property(
        fc.array(arbitraryEvent, { minLength: 1, maxLength: 3 }),
        subscription,
        answer,
        (events, one, how) => {
          writer.longWays = 0;
          writer.reset();
          const bytes = Buffer.concat([Buffer.from('before'), ...events, Buffer.from('after')]);
          let at = 6;
          // All written before any is looked at: they must not get into each other's way.
          const written = events.map(event => writer.write(bytes, at, (at += event.length), one, how));
          written.forEach(({ json, id, time, key }, index) => {
            const expected = plainly(events[index]!, one, how) as Record<string, unknown>;
            expect(JSON.parse(json.toString())).toEqual(expected);
            expect(id.toString()).toBe(expected['id']);
            expect(time.toString()).toBe(expected['timestamp']);
            const all = plainly(events[index]!, { ...one, fields: [] }, how) as Record<string, unknown>;
            expect(key?.toString()).toBe(all['clientId']);
          });
          // Once more from the last to the first, as when some are tried again.
          const repeated = events
            .map((_, index) => events.length - 1 - index)
            .map(index => {
              const start = 6 + events.slice(0, index).reduce((sum, { length }) => sum + length, 0);
              return writer.write(bytes, start, start + events[index]!.length, one, how).json.toString();
            });
          expect(repeated.reverse()).toEqual(written.map(({ json }) => json.toString()));
          expect(writer.longWays).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('places the same between room for others, wherever in its memory, and says when that begins anew', () => {
    const writer = new PartnerEventWriter(100_000);
    fc.assert(
      fc.property(arbitraryEvent, subscription, answer, fc.nat(300), fc.nat(300), (event, one, how, before, after) => {
        const { json, time, key, id } = new PartnerEventWriter(1_024).write(event, 0, event.length, one, how);
        if (!writer.hasRoomFor(event.length, before + after)) writer.reset();
        const { used, places } = writer;
        const memory = used === 0 ? null : places.memory;
        memory?.fill(0x2a, used);
        expect(writer.place(event, 0, event.length, one, how, before, after)).toBeNull();
        if (memory !== null) {
          expect(places.memory).toBe(memory);
          expect(memory.subarray(used, used + before)).toEqual(Buffer.alloc(before, 0x2a));
        }
        expect(places.jsonStart).toBe(used + before);
        expect(writer.used).toBe(places.jsonEnd + after);
        expect(places.views()).toEqual({ json, time, key, id });
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the order of members', () => {
    const all = arbitraryEvent.filter(event => event.length > 300);
    fc.assert(
      fc.property(all, subscription, (event, one) => {
        const { json } = new PartnerEventWriter(1_024).write(event, 0, event.length, one, 'allow');
        const expected = partnerEvent(Event.decode(event), one, 'allow');
        expect(Object.keys(JSON.parse(json.toString()) as object)).toEqual(Object.keys(expected));
      }),
      { numRuns: 50 },
    );
  });

  it('agrees with a decoder about damaged bytes that one can read, or refuses them', () => {
    const writer = new Watched(1_024);
    let agreed = 0;
    fc.assert(
      fc.property(
        arbitraryEvent,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 2 }),
        fc.constantFrom('change', 'insert', 'cut', 'repeat'),
        subscription,
        (event, places, how, one) => {
          let bytes = Buffer.from(event);
          for (const [place, byte] of places) {
            const at = place % (bytes.length + 1);
            if (how === 'change') bytes[at] = byte;
            else if (how === 'insert')
              bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at)]);
            else if (how === 'cut') bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
            else
              bytes = Buffer.concat([
                bytes.subarray(0, at),
                bytes.subarray(Math.max(0, at - byte), at),
                bytes.subarray(at),
              ]);
          }
          writer.reset();
          let json: string;
          try {
            json = writer.write(bytes, 0, bytes.length, one, 'allow').json.toString();
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidWireError);
            return;
          }
          const written: unknown = JSON.parse(json);
          const expected = readably(bytes, one);
          if (expected === undefined) return;
          agreed++;
          expect(written).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
    expect(agreed).toBeGreaterThan(10);
  });

  const cart = (one: object): Buffer => Buffer.from(v1.CartViewed.encode(v1.CartViewed.create({ cart: one })).finish());
  const line = { quantity: 2, merchandise: { title: 'Boots' } };
  const text = (number: number, value: Buffer): Buffer =>
    Buffer.concat([Buffer.from([number * 8 + 2, value.length]), value]);
  /** A cart's only number, 1, as one of 33 bits whose lower half is 1. */
  const widened = (one: object): Buffer => {
    const [tag, , ...path] = cart(one);
    expect([tag, path.at(-1)]).toEqual([0x0a, 1]);
    let bytes: Buffer = Buffer.from([path.at(-2)!, 0x81, 0x80, 0x80, 0x80, 0x10]);
    for (let i = path.length - 4; i >= 0; i -= 2) bytes = text((path[i]! - 2) / 8, bytes);
    return text(1, bytes);
  };
  it.each<[string, Buffer]>([
    ['an amount with a part wider than its field', widened({ cost: { totalAmount: { nanos: 1 } } })],
    [
      'a message that comes in two parts',
      Buffer.concat([cart({ id: '1', lines: [line] }), cart({ totalQuantity: 3, lines: [line] })]),
    ],
    ['a value that comes twice', text(1, Buffer.concat([text(1, Buffer.from('old')), text(1, Buffer.from('new'))]))],
    [
      'a list in pieces',
      text(1, Buffer.concat([text(4, Buffer.alloc(0)), text(1, Buffer.from('id')), text(4, Buffer.alloc(0))])),
    ],
    ['a field of a later contract', text(1, Buffer.concat([text(1, Buffer.from('id')), text(9, Buffer.from('new'))]))],
  ])('takes the long way for %s, and comes to the same', (_, cartViewed) => {
    const head = Buffer.from(Event.encode(Event.create({ id: 'x', name: 'cart_viewed' })).finish());
    const bytes = Buffer.concat([head, Buffer.from([0xda, 0x01, cartViewed.length]), cartViewed]);
    const writer = new Watched();
    const { json } = writer.write(bytes, 0, bytes.length, one, 'allow');
    const written = JSON.parse(json.toString()) as { data: object };
    expect(written).toEqual(plainly(bytes, one, 'allow'));
    expect(written.data).toHaveProperty('cart');
    expect(writer.longWays).toBe(1);
  });

  it('refuses a list whose length is below zero, so that it would go on where it began', () => {
    const back = Buffer.from([4 * 8 + 2, 0xf5, ...Buffer.alloc(8, 0xff), 0x01]);
    const cartViewed = text(1, Buffer.concat([text(1, Buffer.from('id')), back]));
    const bytes = Buffer.concat([Buffer.from([0x0a, 1, 0x78, 0xda, 0x01, cartViewed.length]), cartViewed]);
    expect(() => new PartnerEventWriter().write(bytes, 0, bytes.length, one, 'allow')).toThrow(InvalidWireError);
  });

  it('takes the long way for an event with two payloads, and comes to the same', () => {
    const first = Event.encode(Event.create({ id: 'x', cartViewed: { cart: { id: '1' } } })).finish();
    const second = Event.encode(Event.create({ searchSubmitted: { searchResult: { query: 'boots' } } })).finish();
    for (const parts of [
      [first, second],
      [second, first],
    ]) {
      const bytes = Buffer.concat(parts);
      const writer = new Watched();
      const { json } = writer.write(bytes, 0, bytes.length, one, 'allow');
      expect(JSON.parse(json.toString())).toEqual(plainly(bytes, one, 'allow'));
      expect(writer.longWays).toBe(1);
    }
  });

  it('takes the long way for a large event, and comes to the same', () => {
    const writer = new Watched();
    const event = { id: 'x', name: 'n', context: { document: { title: 'long '.repeat(20_000) } } } as Event;
    const bytes = Buffer.from(Event.encode(Event.create(event)).finish());
    expect(JSON.parse(writer.write(bytes, 0, bytes.length, one, 'allow').json.toString())).toEqual(
      plainly(bytes, one, 'allow'),
    );
    expect(writer.longWays).toBe(1);
  });

  it('refuses an event with text that is not UTF-8', () => {
    const bytes = Buffer.from(Event.encode(Event.create({ id: 'x', context: { document: { title: '??' } } })).finish());
    bytes[bytes.indexOf('??')] = 0xff;
    expect(() => new PartnerEventWriter().write(bytes, 0, bytes.length, one, 'allow')).toThrow(InvalidWireError);
  });

  it('refuses an event that is stamped with no time', () => {
    const bytes = Buffer.from(Event.encode(Event.create({ id: 'x', occurredMs: 8.7e15 })).finish());
    expect(() => new PartnerEventWriter().write(bytes, 0, bytes.length, one, 'allow')).toThrow(InvalidWireError);
  });
});
