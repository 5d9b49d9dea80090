import { describe, expect, it } from '@jest/globals';
import { Decision, type Event, EventType, Identity, InvalidWireError, type Subscription } from '@pixel-relay/contracts';
import { type OutgoingRecord, RecordBody } from '@pixel-relay/kafka';
import { cloudEventHeaders, PartnerEventWriter } from '@pixel-relay/partners';
import { type HandOver, OpenJob } from '../delivery/open-job.ts';
import { HandOverReader } from '../delivery/read-hand-overs.ts';
import { encodeEvent, type EventWish, jobOfEncoded } from '../testing/make-events.ts';
import { topicSubscription } from '../testing/table-of.ts';
import { EventContents } from './event-contents.ts';

/** Partners of two kinds and, by the verdict, two answers. */
const subscriptions: Readonly<Record<string, Subscription>> = {
  ads: topicSubscription('ads', 'ads'),
  ads2: topicSubscription('ads2', 'ads2'),
  plain: topicSubscription('plain', 'plain', { identity: Identity.PLAIN }),
  none: topicSubscription('none', 'none', { identity: Identity.NONE, fields: ['context', 'clientId'] }),
};
const allAllowed = {
  ads: Decision.ALLOW,
  plain: Decision.ALLOW,
  none: Decision.ALLOW,
  ads2: Decision.ALLOW,
};

function handOversOf(encoded: readonly Buffer[]): HandOver[] {
  return new HandOverReader().read(new OpenJob(jobOfEncoded(encoded), 0));
}

/** Of the hand-over alone, put together the ordinary way. */
function plainly({ job, index, answer, partner, eventName, shopId }: HandOver): OutgoingRecord {
  const { bytes, starts, ends } = job.job.events;
  const writer = new PartnerEventWriter();
  const { id, time, key, json } = writer.write(bytes, starts[index]!, ends[index]!, subscriptions[partner]!, answer);
  return { key, value: json, headers: cloudEventHeaders({ id, name: eventName, shopId, time }) };
}

function bodyOf(records: readonly OutgoingRecord[]): Buffer {
  const body = new RecordBody();
  body.clear();
  for (const record of records) body.add(record);
  return Buffer.from(body.bytes);
}

function written(contents: EventContents, handOvers: readonly HandOver[]): Buffer {
  const body = new RecordBody();
  for (const handOver of handOvers) contents.addTo(body, handOver, subscriptions[handOver.partner]!);
  return Buffer.from(body.bytes);
}

const titled = (length: number): Partial<Event> => ({ context: { document: { title: 'x'.repeat(length) } } });

describe('the contents of events', () => {
  it('are those of each alone, for partners of any kind and answer, in any order, and again', () => {
    const events = Array.from({ length: 40 }, (_, index) =>
      encodeEvent({
        id: `event-${index}`,
        shopId: `shop ${index % 3}`,
        name: index % 2 === 0 ? 'page_viewed' : 'søgt',
        verdict: index % 4 === 0 ? { ...allAllowed, ads2: Decision.ALLOW_LIMITED } : allAllowed,
        more: titled(index * 10),
      }),
    );
    const handOvers = handOversOf(events);
    expect(handOvers).toHaveLength(160);
    const contents = new EventContents();
    const byPartner = [...handOvers].sort((a, b) => (a.partner < b.partner ? -1 : 1));
    for (const all of [handOvers, byPartner, [...byPartner].reverse()])
      expect(written(contents, all)).toEqual(bodyOf(all.map(plainly)));
  });

  it('are never those of another event when the memory that they were kept in is written to again', () => {
    const contents = new EventContents(40_000);
    const handOvers = Array.from({ length: 8 }, (_, job) =>
      handOversOf(
        Array.from({ length: 12 }, (_, index) =>
          encodeEvent({ id: `${job}-${index}`, verdict: allAllowed, more: titled((job * 331 + index * 97) % 900) }),
        ),
      ),
    ).flat();
    const places = handOvers.map((_, at) => (at * 7 + (at % 5) * 61) % handOvers.length);
    for (const at of [...places, ...places]) {
      const handOver = handOvers[at]!;
      expect(written(contents, [handOver])).toEqual(bodyOf([plainly(handOver)]));
    }
  });

  it('of a job are not taken for those of another', () => {
    const contents = new EventContents();
    for (const id of ['one', 'two'])
      for (const handOver of handOversOf([encodeEvent({ id, verdict: allAllowed })]))
        expect(written(contents, [handOver])).toEqual(bodyOf([plainly(handOver)]));
  });

  it.each<[string, EventWish]>([
    ['a long client id', { id: 'x', more: { clientId: 'c'.repeat(257) } }],
    ['a client id at the bound', { id: 'x', more: { clientId: 'c'.repeat(256) } }],
    ['an email address for one', { id: 'x', more: { clientId: `${'c'.repeat(300)}@shop.example` } }],
    ['no client id', { id: 'x', more: { clientId: '' } }],
    ['a long id', { id: 'i'.repeat(257), more: { clientId: 'c' } }],
    ['a very long id', { id: 'i'.repeat(5_000), more: { clientId: 'c' } }],
    ['an id at the bound', { id: 'i'.repeat(256), more: { clientId: 'c' } }],
    ['no id', { id: '' }],
    ['a large page', { id: 'x', more: titled(70_000) }],
    ['a time of long ago', { id: 'x', more: { occurredMs: -8e15 } }],
    ['no shop', { id: 'x', shopId: '' }],
  ])('are right for an event with %s', (_, wish) => {
    const contents = new EventContents();
    const event = encodeEvent({ verdict: allAllowed, ...wish, more: { type: EventType.STANDARD, ...wish.more } });
    const handOvers = handOversOf([event, encodeEvent({ id: 'next', verdict: allAllowed, more: titled(300) })]);
    const byPartner = [...handOvers].sort((a, b) => (a.partner < b.partner ? -1 : 1));
    const twice = [...byPartner, ...byPartner];
    expect(twice).toHaveLength(16);
    expect(written(contents, twice)).toEqual(bodyOf(twice.map(plainly)));
  });

  it('are written once for partners of one kind, and what nobody else gets takes no memory from them', () => {
    const contents = new EventContents(40_000);
    const [first, second] = handOversOf([
      encodeEvent({ id: '1', verdict: { ads: Decision.ALLOW, ads2: Decision.ALLOW }, more: titled(9) }),
    ]);
    const kept = bodyOf([plainly(first!)]);
    expect(written(contents, [first!])).toEqual(kept);
    const alone = Array.from({ length: 200 }, (_, index) => encodeEvent({ id: `${index}`, more: titled(900) }));
    for (const handOver of handOversOf(alone)) written(contents, [handOver]);
    const { bytes } = first!.job.job.events;
    bytes.fill('y', bytes.indexOf('xxxxxxxxx'), bytes.lastIndexOf('x'));
    expect(written(contents, [second!])).toEqual(kept);
  });

  it('leave a body as it was where an event cannot be read', () => {
    const contents = new EventContents();
    const [good, bad] = handOversOf([
      encodeEvent({ id: 'good', more: titled(9) }),
      encodeEvent({ id: 'bad', more: { context: { document: { title: '??' } } } }),
    ]);
    const { bytes } = bad!.job.job.events;
    bytes[bytes.indexOf('??')] = 0xff;
    const body = new RecordBody();
    contents.addTo(body, good!, subscriptions['ads']!);
    expect(() => contents.addTo(body, bad!, subscriptions['ads']!)).toThrow(InvalidWireError);
    contents.addTo(body, good!, subscriptions['ads']!);
    expect(body.bytes).toEqual(bodyOf([plainly(good!), plainly(good!)]));
  });
});
