import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SendRefusedError, type Compression, type LogRecord } from './index.ts';
import { openTestKafka, valueOf, type TestKafka } from './test-kafka.ts';
import { encodeRecords } from './wire/encode-records.ts';

let kafka: TestKafka;
beforeAll(async () => {
  kafka = await openTestKafka();
});
afterAll(() => kafka.close());

async function readAll(topic: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const tail = await kafka.log.tail({ topic, onRecords: (_, read) => void records.push(...read) });
  await tail.caughtUp;
  await tail.close();
  return records;
}

const records = (...values: string[]) => values.map(value => ({ key: null, value: Buffer.from(value) }));

describe('send', () => {
  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const satisfies readonly Compression[])(
    'with %s is taken by the broker and read back whole',
    async compression => {
      const topic = await kafka.topic();
      const producer = await kafka.log.producer({ compression, sendTimeoutMs: 10_000 });
      const sent = [
        { key: Buffer.from([0, 1, 255]), value: Buffer.alloc(20_000, 'abc'), timestampMs: 1_700_000_000_000 },
        { key: null, value: null, headers: { one: Buffer.from('1'), many: [Buffer.from('a'), Buffer.from('')] } },
        { key: Buffer.alloc(0), value: Buffer.alloc(0) },
      ];
      expect(await producer.send(topic, 0, sent)).toEqual({ baseOffset: 0 });
      expect(await producer.send(topic, 0, records('next'))).toEqual({ baseOffset: 3 });
      const read = await readAll(topic);
      expect(read.map(({ key, value }) => [key, value])).toEqual(
        [...sent, ...records('next')].map(({ key, value }) => [key, value]),
      );
      expect({ ...read[1]!.headers }).toEqual({ one: Buffer.from('1'), many: [Buffer.from('a'), Buffer.from('')] });
      expect(read[0]!.timestampMs).toBe(1_700_000_000_000);
    },
  );

  it('goes to the partition that is said, whatever the key', async () => {
    const topic = await kafka.topic(3);
    const producer = await kafka.log.producer({ compression: 'zstd', sendTimeoutMs: 10_000 });
    const key = Buffer.from('always the same');
    await Promise.all([0, 1, 2].map(partition => producer.send(topic, partition, [{ key, value: key }])));
    expect((await kafka.log.admin.offsets(topic)).map(({ end }) => end)).toEqual([1, 1, 1]);
  });

  it('refuses a second one to the same partition while the first is in flight', async () => {
    const topic = await kafka.topic(2);
    const producer = await kafka.log.producer({ compression: 'none', sendTimeoutMs: 10_000 });
    const first = producer.send(topic, 0, records('a'));
    await expect(producer.send(topic, 0, records('b'))).rejects.toThrow(SendRefusedError);
    await producer.send(topic, 1, records('c'));
    await first;
    await producer.send(topic, 0, records('d'));
    expect((await readAll(topic)).map(valueOf).sort()).toEqual(['a', 'c', 'd']);
  });

  it('says that records are not in the log when the broker refused them, and goes on', async () => {
    const topic = await kafka.topic(1, { 'max.message.bytes': '1000' });
    const producer = await kafka.log.producer({ compression: 'none', sendTimeoutMs: 10_000 });
    const tooLarge = producer.send(topic, 0, records('x'.repeat(5_000)));
    await expect(tooLarge).rejects.toThrow(SendRefusedError);
    await expect(tooLarge).rejects.toThrow('MESSAGE_TOO_LARGE');
    expect(await producer.send(topic, 0, records('fits'))).toEqual({ baseOffset: 0 });
  });

  it('refuses what is not bytes before anything is sent', async () => {
    const topic = await kafka.topic();
    const producer = await kafka.log.producer({ compression: 'none', sendTimeoutMs: 10_000 });
    const text = 'text' as unknown as Buffer;
    // kafkajs writes the one as "1,2,3", and dies of the other with a TypeError.
    const array = new Uint8Array([1, 2, 3]) as unknown as Buffer;
    const headers = { h: null } as unknown as { h: Buffer };
    await expect(producer.send(topic, 0, [{ key: null, value: text }])).rejects.toThrow(SendRefusedError);
    await expect(producer.send(topic, 0, [{ key: null, value: array }])).rejects.toThrow(SendRefusedError);
    await expect(producer.send(topic, 0, [{ key: array, value: null }])).rejects.toThrow(SendRefusedError);
    await expect(producer.send(topic, 0, [{ key: null, value: null, headers }])).rejects.toThrow(SendRefusedError);
    await expect(producer.send(topic, 0, [])).rejects.toThrow(SendRefusedError);
    expect((await kafka.log.admin.offsets(topic))[0]!.end).toBe(0);
  });

  it('says that the topic or the partition is missing, and still serves other topics', async () => {
    const topic = await kafka.topic();
    const gone = await kafka.topic();
    // Metadata that is renewed for every send: a deleted topic must not fail it for the others.
    const fresh = await openTestKafka({ topicPrefix: kafka.prefix, metadataMaxAgeMs: 1 });
    const producer = await fresh.log.producer({ compression: 'none', sendTimeoutMs: 20_000 });
    await producer.send(gone, 0, records('a'));
    await producer.send(topic, 0, records('a'));
    await kafka.log.admin.remove([gone]);
    const missing = [producer.send(gone, 0, records('b')), producer.send(topic, 1, records('b'))];
    for (const send of missing) await expect(send).rejects.toThrow('does not exist');
    await producer.send(topic, 0, records('b'));
    await fresh.log.close();
  });

  it('is no idempotent one: the same batch again is appended again, and a lost answer drops no other batch', async () => {
    const topic = await kafka.topic();
    const producer = await kafka.log.producer({ compression: 'none', sendTimeoutMs: 10_000 });
    // Equal in size: with a producer id and its sequence the broker would take the second for the first.
    for (const value of ['A', 'A', 'B']) await producer.send(topic, 0, records(value));
    expect((await readAll(topic)).map(valueOf)).toEqual(['A', 'A', 'B']);
    const batch = encodeRecords(records('A'), 'none', 0);
    expect([batch.readBigInt64BE(43), batch.readInt16BE(51), batch.readInt32BE(53)]).toEqual([-1n, 0, 0]);
  });

  it('is refused after close', async () => {
    const topic = await kafka.topic();
    const producer = await kafka.log.producer({ compression: 'none', sendTimeoutMs: 1_000 });
    await producer.close();
    await expect(producer.send(topic, 0, records('a'))).rejects.toThrow('the producer is closed');
  });
});
