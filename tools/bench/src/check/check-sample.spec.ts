import { beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { Event, VarintReader, writeBatch, writeEntry } from '@pixel-relay/contracts';
import type { Log } from '@pixel-relay/kafka';
import { EventStream } from '@pixel-relay/loadgen';
import { topics } from '@pixel-relay/stage';
import { InMemoryCluster } from '@pixel-relay/testing';
import { createTranscoder, DEFAULT_LIMITS, PADDING_BYTES } from '@pixel-relay/transcoder';
import { benchSubscriptions, benchTopics } from '../cluster/bench-topics.ts';
import { readSome } from '../load/read-some.ts';
import { checkAppendedSample, checkParsedSample } from './check-sample.ts';

const EVENTS = 50;
const transcoder = createTranscoder(DEFAULT_LIMITS);
const stream = new EventStream({
  seed: 'check-sample',
  subscriptions: benchSubscriptions,
  partitions: 1,
  sizeKb: 1.8,
  malformedShare: 0,
  deniedShare: 0.1,
  tombstoneShare: 0,
  nullKeyShare: 0,
  shops: 50,
  customersMax: 100,
});
const values = Array.from({ length: EVENTS }, () => stream.next(Date.now()).value!);

/** What the parser makes of one raw event. */
function parsed(value: Buffer, offset: number): Event {
  const { entries } = transcoder.transcode({
    bytes: Buffer.concat([value, Buffer.alloc(PADDING_BYTES)]),
    starts: Uint32Array.of(0),
    ends: Uint32Array.of(value.length),
    count: 1,
    sourceOffsets: Float64Array.of(offset),
    recordMs: Float64Array.of(1),
  });
  const reader = new VarintReader(entries);
  reader.next(); // the entry's tag
  const end = reader.delimitedEnd();
  // A copy: the next event overwrites these bytes, and decoded bytes fields are views.
  return Event.decode(Buffer.from(entries.subarray(reader.at, end)));
}

const batchOf = (events: readonly Event[]): Buffer => {
  const encoded = events.map(event => Buffer.from(Event.encode(event as Parameters<typeof Event.encode>[0]).finish()));
  const bytes = Buffer.alloc(encoded.reduce((sum, each) => sum + each.length + 8, 0));
  let at = 0;
  for (const each of encoded) at = writeEntry(bytes, at, each, Buffer.alloc(0));
  const source = {
    topic: topics.raw,
    epoch: 0n,
    partition: 0,
    firstOffset: 0,
    nextOffset: EVENTS,
    oldestReceivedMs: 1,
  };
  return writeBatch(source, bytes.subarray(0, at), []);
};

describe('samples of what stages wrote', () => {
  let log: Log;
  beforeEach(async () => {
    log = new InMemoryCluster({ clock: systemClock }).connect();
    await log.admin.ensure(benchTopics(1));
    await send(
      topics.raw,
      values.map(value => ({ key: null, value, timestampMs: 1 })),
    );
  });
  const send = async (topic: string, records: readonly { key: null; value: Buffer; timestampMs: number }[]) => {
    const producer = await log.producer({ compression: 'none', sendTimeoutMs: 1_000 });
    await producer.send(topic, 0, records);
    await producer.close();
  };
  const sendEvents = (topic: string, events: readonly Event[]): Promise<void> =>
    send(topic, [{ key: null, value: batchOf(events), timestampMs: 1 }]);
  const check = async (): Promise<number> => checkParsedSample(log, await readSome(log, topics.raw, 1_000));

  it('accepts what the parser really makes', async () => {
    await sendEvents(topics.parsed, values.map(parsed));
    expect(await check()).toBe(EVENTS);
  });

  it('catches a parser that leaves one member out', async () => {
    const events = values.map(parsed);
    await sendEvents(topics.parsed, [...events.slice(0, -1), { ...events.at(-1)!, context: null }]);
    await expect(check()).rejects.toThrow(`event 0/${EVENTS - 1} is not what the reference makes of it`);
  });

  it('catches a parser whose events cannot be found', async () => {
    await sendEvents(topics.parsed, values.slice(0, 5).map(parsed));
    await expect(check()).rejects.toThrow('only 5 of its events');
  });

  it('catches a validator without verdicts, and an augmenter without augmentations', async () => {
    const events = values.map(parsed);
    const judged = events.map(event => ({ ...event, verdict: { partners: [{ partner: 'analytics' }] } }));
    await sendEvents(topics.validated, events);
    await sendEvents(topics.augmented, judged);
    await expect(checkAppendedSample(log, 'validator')).rejects.toThrow('has no verdict');
    await expect(checkAppendedSample(log, 'augmenter')).rejects.toThrow('has no augmentation');
  });

  it('catches an empty topic', async () => {
    await expect(checkAppendedSample(log, 'validator')).rejects.toThrow('there is none');
  });
});
