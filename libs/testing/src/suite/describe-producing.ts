import { expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { SendRefusedError, type LogRecord, type OutgoingRecord } from '@pixel-relay/kafka';
import { eventually, recordOf, rejection, type Trial, witness } from './trial.ts';

/** What LogProducer promises. */
export function describeProducing(trial: () => Trial): void {
  it('appends in order, and says at which offset a send begins', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 2);
    const producer = await trial().producer(log);
    expect(await producer.send(topic, 1, ['a', 'b'].map(recordOf))).toEqual({ baseOffset: 0 });
    expect(await producer.send(topic, 1, [recordOf('c')])).toEqual({ baseOffset: 2 });
    const got = witness();
    await trial().consume(log, topic, trial().group(), got);
    await eventually('three records', () => got.values().length === 3);
    expect(got.values(1)).toEqual(['a', 'b', 'c']);
  });

  it('keeps keys, values, headers and timestamps as they were given', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const producer = await trial().producer(log);
    const binary = Buffer.from([0, 255, 128, 10]);
    const given: OutgoingRecord[] = [
      { key: binary, value: binary, timestampMs: 1_700_000_000_123, headers: { one: binary, none: [] } },
      { key: null, value: Buffer.alloc(0), timestampMs: 1, headers: { many: [Buffer.from('x'), Buffer.from('y')] } },
      {
        key: Buffer.alloc(0),
        value: null,
        timestampMs: 2,
        headers: { single: [Buffer.from('z')], empty: Buffer.alloc(0) },
      },
    ];
    await producer.send(topic, 0, given);
    const got = witness();
    await trial().consume(log, topic, trial().group(), got);
    const records = (): LogRecord[] =>
      got.batches.flatMap(({ fetched }) =>
        fetched.records.map(({ offset, key, value, timestampMs, headers }) => ({
          offset,
          key,
          value,
          timestampMs,
          headers,
        })),
      );
    await eventually('three records', () => records().length === 3);
    expect(records()).toEqual([
      { offset: 0, key: binary, value: binary, timestampMs: 1_700_000_000_123, headers: { one: binary } },
      { offset: 1, key: null, value: Buffer.alloc(0), timestampMs: 1, headers: { many: given[1]!.headers!['many'] } },
      {
        ...{ offset: 2, key: Buffer.alloc(0), value: null, timestampMs: 2 },
        headers: { single: Buffer.from('z'), empty: Buffer.alloc(0) },
      },
    ]);
    for (const { key, value } of records())
      for (const bytes of [key, value]) if (bytes) expect(bytes).toBeInstanceOf(Buffer);
  });

  it('stamps records that have no timestamp with the time of sending', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const before = systemClock.now();
    await trial().fill(log, topic, 0, 1);
    const got = witness();
    await trial().consume(log, topic, trial().group(), got);
    await eventually('a record', () => got.values().length === 1);
    const { timestampMs } = got.batches[0]!.fetched.records[0]!;
    expect(timestampMs).toBeGreaterThanOrEqual(before);
    expect(timestampMs).toBeLessThanOrEqual(systemClock.now());
  });

  it('lets the sender reuse its buffers once the send is acknowledged', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const producer = await trial().producer(log);
    const buffer = Buffer.from('before');
    await producer.send(topic, 0, [{ key: buffer, value: buffer, headers: { h: buffer } }]);
    buffer.write('AFTER!');
    const got = witness();
    await trial().consume(log, topic, trial().group(), got);
    await eventually('a record', () => got.values().length === 1);
    const { key, value, headers } = got.batches[0]!.fetched.records[0]!;
    expect([key, value, headers['h']].map(String)).toEqual(['before', 'before', 'before']);
  });

  it('rejects a second send to a partition while one is in flight, and takes other partitions meanwhile', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 2);
    const producer = await trial().producer(log);
    const first = producer.send(topic, 0, [recordOf('first')]);
    const second = rejection(producer.send(topic, 0, [recordOf('second')]));
    const elsewhere = producer.send(topic, 1, [recordOf('elsewhere')]);
    expect(await second).toBeInstanceOf(Error);
    await Promise.all([first, elsewhere]);
    await producer.send(topic, 0, [recordOf('third')]);
    const got = witness();
    await trial().consume(log, topic, trial().group(), got);
    await eventually('three records', () => got.values().length === 3);
    expect(got.values(0)).toEqual(['first', 'third']);
    expect(got.values(1)).toEqual(['elsewhere']);
  });

  it('refuses a record that the topic does not take, and appends nothing of the send', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1, { 'max.message.bytes': '2000' });
    const producer = await trial().producer(log);
    const large = { key: null, value: Buffer.alloc(4000, 'x') };
    expect(await rejection(producer.send(topic, 0, [recordOf('small'), large]))).toBeInstanceOf(SendRefusedError);
    expect(await log.admin.offsets(topic)).toEqual([{ partition: 0, start: 0, end: 0 }]);
    expect(await producer.send(topic, 0, [recordOf('small')])).toEqual({ baseOffset: 0 });
  });

  it('refuses what goes to no topic, or to no partition of one, and creates nothing', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const missing = trial().freshName();
    const producer = await log.producer({ compression: 'none', sendTimeoutMs: 1_000 });
    const outcomes = [producer.send(topic, 5, [recordOf('x')]), producer.send(missing, 0, [recordOf('x')])];
    // A log that may only not have heard of it yet can say no more than "unknown" in so short a time.
    const saysSo = { code: expect.stringMatching(/^send_(refused|unknown)$/) as unknown };
    for (const outcome of await Promise.all(outcomes.map(rejection))) expect(outcome).toMatchObject(saysSo);
    expect(await log.admin.describe([missing])).toEqual(new Map([[missing, null]]));
  });
}
