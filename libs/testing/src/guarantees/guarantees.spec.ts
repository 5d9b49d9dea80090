import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConsentFirst } from './consent-first.ts';
import type { EventId } from './event-id.ts';
import { EventStates } from './event-states.ts';
import { VIOLATIONS_MAX } from './guarantee.ts';
import { NothingDoubled } from './nothing-doubled.ts';
import { NothingLost } from './nothing-lost.ts';
import { OrderPerKey } from './order-per-key.ts';

const at = (offset: number, partition = 3, epoch = 0xabcn) => ({ epoch, partition, offset });

describe('NothingLost', () => {
  it('holds when every acknowledged event ended once, dead letters beside a later forwarding included', () => {
    const lost = new NothingLost();
    for (const offset of [0, 1, 2, 3]) lost.onRaw(at(offset));
    lost.onEnded(at(0), 'handed');
    lost.onEnded(at(1), 'denied');
    lost.onEnded(at(2), 'dead');
    lost.onEnded(at(2), 'dead');
    lost.onEnded(at(3), 'dead');
    lost.onEnded(at(3), 'handed');
    lost.onHandOver('ads', at(0));
    lost.onHandOverEnded('ads', at(0), 'accepted');
    expect(lost.violations()).toEqual([]);
  });

  it('sees an event that ended nowhere, one that ended twice, and one that came from nowhere', () => {
    const lost = new NothingLost();
    lost.onRaw(at(7));
    lost.onRaw('checkout-1');
    lost.onEnded('checkout-1', 'denied');
    lost.onEnded('checkout-1', 'filtered');
    lost.onEnded(at(9), 'handed');
    expect(lost.violations()).toEqual([
      'two ends: checkout-1 was denied and filtered',
      'lost: 0000000000000abc/3/7 ended nowhere',
      'from nowhere: 0000000000000abc/3/9 ended, but has no raw record',
    ]);
  });

  it('sees a hand-over that did not end, and an end without a hand-over', () => {
    const lost = new NothingLost();
    lost.onHandOver('ads', 'a');
    lost.onHandOver('mail', 'a');
    lost.onHandOverEnded('mail', 'a', 'dead');
    lost.onHandOverEnded('mail', 'b', 'accepted');
    expect(lost.violations()).toEqual(['lost on the way: a to ads', 'never handed over: b reached mail']);
  });

  it('lists a bounded number and counts the rest', () => {
    const lost = new NothingLost();
    for (let offset = 0; offset < VIOLATIONS_MAX + 5; offset++) lost.onRaw(at(offset));
    expect(lost.violations()).toHaveLength(VIOLATIONS_MAX + 1);
    expect(lost.violations().at(-1)).toBe('and 5 more');
  });
});

describe('NothingDoubled', () => {
  it('lets every stage take an event once, and a partner see it again under the same id', () => {
    const doubled = new NothingDoubled();
    for (const stage of ['parser', 'validator']) doubled.onTaken(stage, at(1));
    doubled.onTaken('parser', at(1, 4));
    doubled.onTaken('parser', at(1, 3, 0xdefn));
    doubled.onDelivered('ads', at(1), 'id-1');
    doubled.onDelivered('ads', at(1), 'id-1');
    doubled.onDelivered('mail', at(1), 'id-1');
    expect(doubled.violations()).toEqual([]);
    expect(doubled.repeatedDeliveries).toBe(1);
  });

  it('sees an event taken twice by one stage, once however often', () => {
    const doubled = new NothingDoubled();
    for (const offset of [1, 2, 1, 2, 2, 3]) doubled.onTaken('parser', at(offset));
    expect(doubled.violations()).toEqual([
      'doubled: parser took 0000000000000abc/3/1 twice',
      'doubled: parser took 0000000000000abc/3/2 twice',
    ]);
  });

  it('sees an event under two ids, and an id for two events', () => {
    const doubled = new NothingDoubled();
    doubled.onDelivered('ads', 'a', 'id-1');
    doubled.onDelivered('ads', 'a', 'id-2');
    doubled.onDelivered('mail', 'a', 'id-1');
    doubled.onDelivered('mail', 'b', 'id-1');
    expect(doubled.violations()).toEqual([
      'two ids: ads saw a as id-2, before as another',
      'one id, two events: mail saw id-1 for b, before for another',
    ]);
  });
});

describe('OrderPerKey', () => {
  it('holds when the keys of a partition interleave, each in its order, and for records without a key', () => {
    const order = new OrderPerKey();
    for (const [key, offset] of [
      ['a', 1],
      ['b', 0],
      ['a', 1],
      ['a', 4],
      ['b', 2],
    ] as const) {
      order.onTaken('parser', key, at(offset));
    }
    order.onTaken('validator', 'a', at(0));
    order.onTaken('parser', 'a', at(0, 4));
    order.onTaken('parser', 'a', at(0, 3, 0xdefn));
    order.onTaken('parser', null, at(9));
    order.onTaken('parser', null, at(8));
    expect(order.violations()).toEqual([]);
  });

  it('sees a key go back, and measures later ones against the highest', () => {
    const order = new OrderPerKey();
    for (const offset of [5, 3, 4, 6]) order.onTaken('parser', 'a', at(offset));
    expect(order.violations()).toEqual([
      'reordered: parser 0000000000000abc/3 took offset 3 of key a after 5',
      'reordered: parser 0000000000000abc/3 took offset 4 of key a after 5',
    ]);
  });
});

describe('ConsentFirst', () => {
  it('holds when only partners that may have an event get it', () => {
    const consent = new ConsentFirst();
    consent.onExpected(at(1), ['ads', 'mail']);
    consent.onExpected('b', ['mail']);
    consent.onDelivered('ads', at(1));
    consent.onDelivered('mail', at(1));
    consent.onDelivered('mail', 'b');
    expect(consent.violations()).toEqual([]);
  });

  it('sees a partner that may not have it, an event that nobody may have, and one of which nothing is known', () => {
    const consent = new ConsentFirst();
    consent.onExpected('b', ['mail']);
    consent.onExpected('c', []);
    consent.onDelivered('ads', 'b');
    consent.onDelivered('mail', 'c');
    consent.onDelivered('mail', at(1));
    expect(consent.violations()).toEqual([
      'leaked: b reached ads; may not have it',
      'leaked: c reached mail; may not have it',
      'leaked: 0000000000000abc/3/1 reached mail; nobody is known to be allowed',
    ]);
    expect(consent.leaked).toBe(3);
  });
});

describe('EventStates', () => {
  const event: fc.Arbitrary<EventId> = fc.oneof(
    fc.string({ maxLength: 2 }),
    fc.record({
      epoch: fc.bigInt(0n, 2n),
      partition: fc.nat(2),
      offset: fc.oneof(fc.nat(3000), fc.constantFrom(2 ** 40, 2 ** 53 - 1)),
    }),
  );

  it('remembers what a map would', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.integer({ min: 1, max: 0xffff }))), writes => {
        const text = (id: EventId): string =>
          typeof id === 'string' ? `id ${id}` : `at ${id.epoch} ${id.partition} ${id.offset}`;
        const states = new EventStates();
        const model = new Map<string, number>();
        for (const [id, state] of writes) {
          expect(states.get(id)).toBe(model.get(text(id)) ?? 0);
          states.set(id, state);
          model.set(text(id), state);
        }
        expect(new Map([...states.entries()].map(([id, state]) => [text(id), state]))).toEqual(model);
      }),
    );
  });

  it('keeps a million neighbouring events in a few bytes each', () => {
    const states = new EventStates();
    const before = process.memoryUsage().arrayBuffers;
    for (let offset = 0; offset < 1_000_000; offset++) states.set(at(offset), 1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 1_000_000);
  });
});
