import { describe, expect, it } from '@jest/globals';
import { type LogProducer, type OutgoingRecord, SendRefusedError, SendUnknownError } from '@pixel-relay/kafka';
import { SimulatedClock } from '@pixel-relay/testing';
import { Lane } from './lane.ts';
import type { Sender } from './sender.ts';

interface Asked {
  readonly texts: string[];
  readonly answer: (error?: Error) => void;
}

/** A lane whose sends are answered by hand. */
function world(sendBytesMax = 4) {
  const clock = new SimulatedClock({ seed: 1 });
  const asked: Asked[] = [];
  const refusals: unknown[] = [];
  const producer: LogProducer = {
    send: (_topic, _partition, records) =>
      new Promise((resolve, reject) => {
        const answer = (error?: Error): void => (error === undefined ? resolve({ baseOffset: 0 }) : reject(error));
        asked.push({ texts: records.map(({ value }) => value!.toString()), answer });
      }),
    close: async () => undefined,
  };
  const onRefused = (error: unknown): void => void refusals.push(error);
  const lane = new Lane({ topic: 'out', partition: 0 }, { clock, producer, sendBytesMax, retryDelayMs: 10, onRefused });
  const outcomes: string[] = [];
  const send = (text: string, sender: Sender): void =>
    void lane.send(record(text), sender).then(sent => outcomes.push(`${text} ${sent ? 'sent' : 'given up'}`));
  const texts = (): string[][] => asked.map(each => each.texts);
  return { clock, asked, texts, send, outcomes, refusals };
}

const record = (text: string): OutgoingRecord => ({ key: null, value: Buffer.from(text) });
const alive = (): { live: boolean; may: boolean; maySend(): boolean } => ({
  live: true,
  may: true,
  maySend() {
    return this.may;
  },
});
const unknown = (): Error => new SendUnknownError('no answer', 'again');

describe('rule 3: a lane', () => {
  it('has one send in flight, in the order of asking, as many records as the bound lets', async () => {
    const { clock, asked, texts, send, outcomes } = world();
    const sender = alive();
    for (const text of ['aa', 'bb', 'cc', 'd', 'larger than the bound', 'e']) send(text, sender);
    await clock.advance(1_000);
    expect(texts()).toEqual([['aa']]);
    for (let n = 0; n < 4; n++) {
      asked[n]!.answer();
      await clock.advance(1);
    }
    expect(texts()).toEqual([['aa'], ['bb', 'cc'], ['d'], ['larger than the bound'], ['e']]);
    expect(outcomes).toEqual(['aa sent', 'bb sent', 'cc sent', 'd sent', 'larger than the bound sent']);
  });

  it('repeats a send of unknown fate unchanged, and lets nothing pass it', async () => {
    const { clock, asked, texts, send, outcomes } = world();
    const sender = alive();
    for (const text of ['a', 'b']) send(text, sender);
    asked[0]!.answer(unknown());
    await clock.advance(11);
    asked[1]!.answer(unknown());
    await clock.advance(11);
    expect([texts(), outcomes]).toEqual([[['a'], ['a'], ['a']], []]);
    asked[2]!.answer();
    await clock.advance(1);
    expect([texts().at(-1), outcomes]).toEqual([['b'], ['a sent']]);
  });

  it('gives up what a dead sender left, in flight or waiting, and goes on with the others', async () => {
    const { clock, asked, texts, send, outcomes } = world();
    const [dying, other] = [alive(), alive()];
    send('a', dying);
    send('b', dying);
    send('c', other);
    dying.live = false;
    asked[0]!.answer(unknown());
    await clock.advance(20);
    expect(texts()).toEqual([['a'], ['c']]);
    asked[1]!.answer();
    await clock.advance(1);
    expect(outcomes).toEqual(['a given up', 'b given up', 'c sent']);
  });

  it('sends nothing any more once the broker refused for good, not for others either', async () => {
    const { clock, asked, texts, send, outcomes, refusals } = world(1);
    const [sender, other] = [alive(), alive()];
    send('a', sender);
    send('b', sender);
    asked[0]!.answer(new SendRefusedError('too large', 'send less'));
    await clock.advance(100);
    send('c', other);
    await clock.advance(100);
    expect([texts(), outcomes]).toEqual([[['a']], ['a given up', 'b given up', 'c given up']]);
    expect(refusals).toHaveLength(1);
  });
});

describe('rule 8: a lane', () => {
  it('waits while the last heartbeat of a sender is older than the session', async () => {
    const { clock, texts, send } = world();
    const sender = alive();
    sender.may = false;
    send('a', sender);
    await clock.advance(500);
    expect(texts()).toEqual([]);
    sender.may = true;
    await clock.advance(11);
    expect(texts()).toEqual([['a']]);
  });

  it('does not repeat a send when the heartbeat grew too old meanwhile', async () => {
    const { clock, asked, texts, send, outcomes } = world();
    const sender = alive();
    send('a', sender);
    sender.may = false;
    asked[0]!.answer(unknown());
    await clock.advance(500);
    expect(texts()).toEqual([['a']]);
    sender.live = false;
    await clock.advance(11);
    expect([texts(), outcomes]).toEqual([[['a']], ['a given up']]);
  });
});
