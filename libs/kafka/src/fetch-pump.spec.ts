import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CompressionTypes, type Kafka } from 'kafkajs';
import { systemClock } from '@pixel-relay/clock';
import { ConsumerDeadError, TopicMissingError } from './index.ts';
import { responseBuffer } from './wire/lent-response.ts';
import { NotingHandler, openTestKafka, until, type TestKafka } from './test-kafka.ts';

let kafka: TestKafka;
let client: Kafka;

beforeAll(async () => {
  kafka = await openTestKafka();
  client = kafka.client();
});
afterEach(() => kafka.stopConsumers());
afterAll(() => kafka.close());

async function deleteRecords(topic: string, partition: number, offset: number): Promise<void> {
  const admin = client.admin();
  await admin.connect();
  // Only this makes kafkajs look for the topic's leaders.
  await admin.fetchTopicOffsets(kafka.prefix + topic);
  await admin.deleteTopicRecords({ topic: kafka.prefix + topic, partitions: [{ partition, offset: String(offset) }] });
  await admin.disconnect();
}

/** One transaction for each: its values, then how it ends. */
async function transactions(topic: string, ...parts: (readonly [string[], 'commit' | 'abort'])[]): Promise<void> {
  const producer = client.producer({ transactionalId: kafka.groupId(), maxInFlightRequests: 1, idempotent: true });
  await producer.connect();
  for (const [values, end] of parts) {
    const transaction = await producer.transaction();
    await transaction.send({ topic: kafka.prefix + topic, messages: values.map(value => ({ value })) });
    await transaction[end]();
  }
  await producer.disconnect();
}

describe('an answer', () => {
  it('is not used again before its last part was looked at, however early its first is released', async () => {
    const topic = await kafka.topic(3);
    const [first, last] = ['a', 'z'].map(letter => letter.repeat(100_000)) as [string, string];
    await kafka.send(topic, 0, [first]);
    await kafka.send(topic, 1, ['gone', 'there']);
    await deleteRecords(topic, 1, 1);
    await kafka.send(topic, 2, [last]);
    const handler = new NotingHandler();
    // Partition 1 makes the reader ask the broker between the parts of the other two.
    handler.onRecords = (_, fetched) => {
      fetched.release();
      // Whoever gets the buffer next changes what is in it, but so that it can still be read.
      for (let bytes = 64 << 10; bytes < 1 << 20; bytes += 16 << 10) {
        const reused = responseBuffer(bytes);
        for (let at = reused.indexOf('z'); at >= 0; at = reused.indexOf('z', at)) reused[at] = 0x79;
      }
    };
    await kafka.consume(handler, topic);
    await until(() => handler.values.length + handler.unreadables.length === 3);
    expect(handler.unreadables).toEqual([]);
    expect(new Set(handler.values)).toEqual(new Set([first, 'there', last]));
  });
});

describe('offsets that are not there', () => {
  it('are handed over as expired when retention took them', async () => {
    const topic = await kafka.topic();
    for (let index = 0; index < 5; index++) await kafka.send(topic, 0, [`${index}`]);
    await deleteRecords(topic, 0, 3);
    const handler = new NotingHandler();
    await kafka.consume(handler, topic);
    await until(() => handler.values.length === 2);
    expect(handler.fetched[0]!.fetched).toMatchObject({ from: 0, next: 3, records: [], expired: true, end: 5 });
    expect(handler.fetched[1]!.fetched).toMatchObject({ from: 3, expired: false });
    expect(handler.values).toEqual(['3', '4']);
  });

  it('are handed over as expired when retention took them while the holder was busy', async () => {
    const topic = await kafka.topic();
    await kafka.send(topic, 0, ['0']);
    const handler = new NotingHandler();
    handler.onRecords = async () => {
      if (handler.fetched.length > 1) return;
      for (let index = 1; index < 4; index++) await kafka.send(topic, 0, [`${index}`]);
      await deleteRecords(topic, 0, 3);
    };
    await kafka.consume(handler, topic);
    await until(() => handler.values.length === 2);
    expect(handler.fetched[1]!.fetched).toMatchObject({ from: 1, next: 3, expired: true });
    expect(handler.values).toEqual(['0', '3']);
  });

  it('end the consumer when they lie beyond the log: it is another one', async () => {
    const topic = await kafka.topic();
    await kafka.send(topic, 0, ['a']);
    const handler = new NotingHandler();
    handler.onJoined = ([lease]) => lease!.seek(50);
    const { ended } = await kafka.consume(handler, topic);
    await expect(ended).rejects.toThrow(ConsumerDeadError);
    await expect(ended).rejects.toThrow(`${topic}[0] is read from offset 50, but ends at 1.`);
    expect(handler.fetched).toEqual([]);
  });

  it('of aborted transactions and of control records are accounted for, and nothing of them is read', async () => {
    const topic = await kafka.topic();
    await transactions(
      topic,
      [['no 1', 'no 2'], 'abort'],
      [['yes 1'], 'commit'],
      [['no 3'], 'abort'],
      [['yes 2', 'yes 3'], 'commit'],
    );
    await transactions(topic, [['no 4'], 'abort']);
    const { end } = (await kafka.log.admin.offsets(topic))[0]!;
    const handler = new NotingHandler();
    await kafka.consume(handler, topic);
    await until(() => handler.leases[0]!.position === end);
    expect(end).toBe(12);
    expect(handler.values).toEqual(['yes 1', 'yes 2', 'yes 3']);
    // Also the last ones, of which nothing is readable: else the frontier would stand still before them.
    expect(handler.fetched.at(-1)!.fetched.next).toBe(end);
  });

  it('of an aborted transaction are left out to its end, although a key in it is that of an abort marker', async () => {
    const topic = await kafka.topic();
    const producer = client.producer({ transactionalId: kafka.groupId(), maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    const transaction = await producer.transaction();
    const name = kafka.prefix + topic;
    // kafkajs' consumer takes the first one for the end of the transaction, and gives the second away.
    await transaction.send({ topic: name, messages: [{ key: Buffer.alloc(4), value: 'no 1' }] });
    await transaction.send({ topic: name, messages: [{ value: 'no 2' }], compression: CompressionTypes.GZIP });
    await transaction.abort();
    await producer.disconnect();
    await kafka.send(topic, 0, ['yes']);
    const handler = new NotingHandler();
    await kafka.consume(handler, topic);
    await until(() => handler.leases[0]!.position === 4);
    expect(handler.values).toEqual(['yes']);
  });

  it('of an open transaction are not read before it ends', async () => {
    const topic = await kafka.topic();
    const producer = client.producer({ transactionalId: kafka.groupId(), maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic: kafka.prefix + topic, messages: [{ value: 'undecided' }] });
    await kafka.send(topic, 0, ['after']);
    const handler = new NotingHandler();
    await kafka.consume(handler, topic);
    await systemClock.sleep(300);
    expect(handler.fetched).toEqual([]);
    await transaction.commit();
    await until(() => handler.values.length === 2);
    expect(handler.values).toEqual(['undecided', 'after']);
    await producer.disconnect();
  });

  it('of compacted records are accounted for', async () => {
    const topic = await kafka.topic(1, {
      'cleanup.policy': 'compact',
      'segment.ms': '100',
      'min.cleanable.dirty.ratio': '0.01',
      'max.compaction.lag.ms': '200',
    });
    const producer = await kafka.log.producer({ compression: 'none', sendTimeoutMs: 10_000 });
    const put = (key: string, value: string): Promise<unknown> =>
      producer.send(topic, 0, [{ key: Buffer.from(key), value: Buffer.from(value) }]);
    for (let index = 0; index < 10; index++) await put('same', `${index}`);
    // Each closes a segment, so that the one before can be cleaned; until the cleaner has been there.
    const first = async (): Promise<number> => {
      const handler = new NotingHandler();
      const consumer = await kafka.consume(handler, topic);
      await until(() => handler.leases[0]!.position > 0);
      await consumer.stop();
      return handler.fetched[0]!.fetched.records[0]!.offset;
    };
    while ((await first()) === 0) {
      await systemClock.sleep(300);
      await put('other', 'x');
    }
    const { end } = (await kafka.log.admin.offsets(topic))[0]!;
    const handler = new NotingHandler();
    await kafka.consume(handler, topic);
    await until(() => handler.leases[0]!.position === end);
    let expected = 0;
    for (const { fetched } of handler.fetched) {
      expect(fetched.from).toBe(expected);
      expected = fetched.next;
    }
    expect(handler.values).toContain('9');
    expect(handler.values).not.toContain('0');
  }, 60_000);
});

describe('records that cannot be read', () => {
  it('hold their partition, are named, and are passed over by seek', async () => {
    const small = await openTestKafka({ topicPrefix: kafka.prefix, maxDecompressedBytes: 10_000 });
    const topic = await kafka.topic(2);
    await kafka.send(topic, 0, ['before']);
    await kafka.send(topic, 0, ['x'.repeat(50_000)], 'zstd');
    await kafka.send(topic, 0, ['after']);
    const handler = new NotingHandler();
    await small.consume(handler, topic);
    await until(() => handler.unreadables.length === 1);
    const { lease, range } = handler.unreadables[0]!;
    expect(range).toEqual({ from: 1, next: 2, reason: 'decompressed size is over 10000 bytes' });
    expect(handler.values).toEqual(['before']);
    // The other partition goes on.
    await kafka.send(topic, 1, ['elsewhere']);
    await until(() => handler.values.length === 2);
    await systemClock.sleep(200);
    expect(handler.unreadables).toHaveLength(1);
    expect(lease.position).toBe(1);
    lease.seek(range.next);
    await until(() => handler.values.length === 3);
    expect(handler.values).toEqual(['before', 'elsewhere', 'after']);
    await small.log.close();
  });
});

describe('a response that holds very much', () => {
  it('is handed over in parts, each with one batch more than allowed at most, and a seek drops the rest', async () => {
    const topic = await kafka.topic();
    const producer = await kafka.log.producer({ compression: 'zstd', sendTimeoutMs: 10_000 });
    // A megabyte decompressed, and next to nothing on the way.
    for (let batch = 0; batch < 10; batch++) {
      await producer.send(topic, 0, [{ key: null, value: Buffer.alloc(100_000, `${batch}`) }]);
    }
    const handler = new NotingHandler();
    handler.onRecords = (lease, { next }) => {
      if (next === 6 && handler.fetched.length === 2) lease.seek(3);
    };
    await kafka.consume(handler, topic);
    await until(() => handler.leases[0]!.position === 10);
    expect(handler.fetched.map(({ fetched: { from, next } }) => [from, next])).toEqual([
      [0, 3],
      [3, 6],
      [3, 6],
      [6, 9],
      [9, 10],
    ]);
    expect(handler.values.map(value => value[0])).toEqual([...'012345345678', '9']);
  });
});

describe('what other producers write', () => {
  it.each([CompressionTypes.None, CompressionTypes.GZIP])('kafkajs with codec %s', async compression => {
    const topic = await kafka.topic();
    const producer = client.producer();
    await producer.connect();
    const messages = ['a', 'b'].map(value => ({
      key: 'k',
      value,
      headers: { h: ['1', '2'] },
      timestamp: '1700000000000',
    }));
    await producer.send({ topic: kafka.prefix + topic, messages, compression });
    await producer.disconnect();
    const handler = new NotingHandler();
    await kafka.consume(handler, topic);
    await until(() => handler.values.length === 2);
    expect(handler.fetched.flatMap(({ fetched }) => fetched.records)).toMatchObject([
      { offset: 0, timestampMs: 1_700_000_000_000, key: Buffer.from('k'), value: Buffer.from('a') },
      { offset: 1, headers: { h: [Buffer.from('1'), Buffer.from('2')] } },
    ]);
  });

  it('with the append time, when the topic says so', async () => {
    const topic = await kafka.topic(1, { 'message.timestamp.type': 'LogAppendTime' });
    const before = Date.now();
    const producer = await kafka.log.producer({ compression: 'lz4', sendTimeoutMs: 10_000 });
    await producer.send(topic, 0, [{ key: null, value: Buffer.from('a'), timestampMs: 1_000 }]);
    const handler = new NotingHandler();
    await kafka.consume(handler, topic);
    await until(() => handler.values.length === 1);
    expect(handler.fetched[0]!.fetched.records[0]!.timestampMs).toBeGreaterThanOrEqual(before);
  });
});

describe('a topic that goes away', () => {
  it('is waited for at first', async () => {
    const topic = await kafka.topic();
    const handler = new NotingHandler();
    const consumer = await kafka.consume(handler, topic);
    let ended = false;
    consumer.ended.then(
      () => (ended = true),
      () => (ended = true),
    );
    await kafka.log.admin.remove([topic]);
    await systemClock.sleep(1_000);
    expect(ended).toBe(false);
    await expect(kafka.consume(new NotingHandler(), topic)).rejects.toThrow(TopicMissingError);
  });
});
