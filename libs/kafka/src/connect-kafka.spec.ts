import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { BrokerUnreachableError, TopicMissingError, connectKafka } from './index.ts';
import { NotingHandler, openTestKafka, type TestKafka } from './test-kafka.ts';

let kafka: TestKafka;
beforeAll(async () => {
  kafka = await openTestKafka();
});
afterAll(() => kafka.close());

describe('connectKafka', () => {
  it('says in a plain line that nobody answers', async () => {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise(resolve => server.close(resolve));
    const broker = `127.0.0.1:${port}`;
    const lines: string[] = [];
    const connecting = connectKafka({ ...kafka.options, brokers: [broker], logger: level => lines.push(level) });
    await expect(connecting).rejects.toThrow(BrokerUnreachableError);
    await expect(connecting).rejects.toThrow(`Kafka did not answer while connecting to ${broker}`);
    await expect(connecting).rejects.toMatchObject({ action: expect.stringContaining('brokers option') as unknown });
    expect(lines.filter(level => level !== 'debug')).toEqual([]);
  });

  it('says so of a broker that accepts and never answers', async () => {
    const server = createServer(() => {});
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const brokers = [`127.0.0.1:${port}`];
    const connecting = connectKafka({ ...kafka.options, brokers, connectionTimeoutMs: 300, requestTimeoutMs: 300 });
    await expect(connecting).rejects.toThrow(BrokerUnreachableError);
    server.close();
  });

  it('finds the cluster by any broker that answers', async () => {
    const log = await connectKafka({ ...kafka.options, brokers: ['127.0.0.1:1', ...kafka.options.brokers] });
    expect(await log.admin.clusterId()).toBe(await kafka.log.admin.clusterId());
    await log.close();
  });

  it('closes what it started', async () => {
    const other = await openTestKafka();
    const topic = await other.topic();
    const handler = new NotingHandler();
    const consumer = await other.consume(handler, topic);
    const tail = await other.log.tail({ topic, onRecords: () => {} });
    const producer = await other.log.producer({ compression: 'none', sendTimeoutMs: 1_000 });
    await other.close();
    await Promise.all([consumer.ended, tail.ended]);
    expect(handler.revoked).toHaveLength(1);
    await expect(producer.send(topic, 0, [{ key: null, value: null }])).rejects.toThrow('closed');
  });
});

describe('admin', () => {
  const declare = (topic: string, partitions = 1, config = {}) => ({ topic, partitions, replicationFactor: 1, config });

  it('makes topics once, with their settings, and they can be written to', async () => {
    const topics = [declare('made-1', 3, { 'retention.ms': '123456' }), declare('made-2')];
    expect(await kafka.log.admin.ensure(topics)).toEqual(['made-1', 'made-2']);
    for (const topic of ['made-1', 'made-2']) await kafka.send(topic, 0, ['x']);
    expect(await kafka.log.admin.ensure([...topics, declare('made-3')])).toEqual(['made-3']);
    const admin = kafka.client().admin();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: `${kafka.prefix}made-1`, configNames: ['retention.ms'] }],
    });
    await admin.disconnect();
    expect(resources[0]!.configEntries[0]!.configValue).toBe('123456');
  });

  it('makes a topic once although several ask at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => kafka.log.admin.ensure([declare('raced', 2)])));
    expect(made.length).toBe(5);
    expect((await kafka.log.admin.describe(['raced'])).get('raced')).toMatchObject({ partitions: 2 });
  });

  it('sees only what has the prefix, and without it', async () => {
    const other = await openTestKafka();
    await other.topic(2);
    await kafka.log.admin.ensure([declare('mine')]);
    expect(await other.log.admin.topics()).toEqual(['topic-1']);
    expect(await kafka.log.admin.topics()).toContain('mine');
    expect(await other.log.admin.describe(['topic-1', 'mine'])).toEqual(
      new Map([
        ['topic-1', { topic: 'topic-1', partitions: 2, replicationFactor: 1 }],
        ['mine', null],
      ]),
    );
    await other.close();
    expect(await kafka.log.admin.topics()).toContain('mine');
  });

  it('says what is wrong with a declaration', async () => {
    const wrong = kafka.log.admin.ensure([declare('wrong', 1, { 'retention.ms': 'soon' })]);
    await expect(wrong).rejects.toThrow('INVALID_CONFIG');
  });

  it('removes what is there, and minds nothing that is not', async () => {
    await kafka.log.admin.ensure([declare('short-lived')]);
    await kafka.log.admin.remove(['short-lived', 'never-there']);
    expect((await kafka.log.admin.describe(['short-lived'])).get('short-lived')).toBeNull();
    await kafka.log.admin.removeGroup('never-there');
  });

  it('tells first and next offsets, and commits of a group', async () => {
    const topic = await kafka.topic(2);
    await kafka.send(topic, 1, ['a', 'b']);
    expect(await kafka.log.admin.offsets(topic)).toEqual([
      { partition: 0, start: 0, end: 0 },
      { partition: 1, start: 0, end: 2 },
    ]);
    expect(await kafka.log.admin.committed(kafka.groupId(), topic)).toEqual(
      new Map([
        [0, null],
        [1, null],
      ]),
    );
    await expect(kafka.log.admin.offsets('nowhere')).rejects.toThrow(TopicMissingError);
    await expect(kafka.log.admin.committed('g', 'nowhere')).rejects.toThrow(TopicMissingError);
  });

  it('tells offsets while other topics are asked about', async () => {
    const topic = await kafka.topic(2);
    const others = await Promise.all(Array.from({ length: 4 }, () => kafka.topic()));
    let asking = true;
    const describing = (async () => {
      for (let i = 0; asking; i++) await kafka.log.admin.describe([others[i % others.length]!]);
    })();
    for (let i = 0; i < 50; i++) expect(await kafka.log.admin.offsets(topic)).toHaveLength(2);
    asking = false;
    await describing;
  });
});
