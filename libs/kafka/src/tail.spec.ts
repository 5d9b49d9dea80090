import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { TopicMissingError, type LogRecord } from './index.ts';
import { openTestKafka, until, valueOf, type TestKafka } from './test-kafka.ts';

let kafka: TestKafka;
beforeAll(async () => {
  kafka = await openTestKafka();
});
afterAll(() => kafka.close());

describe('tail', () => {
  it('has handed over all that was there when it is caught up, and goes on', async () => {
    const topic = await kafka.topic(3);
    for (const partition of [0, 2]) await kafka.send(topic, partition, [`${partition}a`, `${partition}b`]);
    const seen: string[] = [];
    const tail = await kafka.log.tail({
      topic,
      onRecords: async (partition, records) => {
        // Caught up means handed over, not only fetched.
        await systemClock.sleep(100);
        seen.push(...records.map(record => `${partition}:${valueOf(record)}`));
      },
    });
    await tail.caughtUp;
    expect([...seen].sort()).toEqual(['0:0a', '0:0b', '2:2a', '2:2b']);
    await kafka.send(topic, 1, ['later']);
    await until(() => seen.includes('1:later'));
    await tail.close();
    await tail.ended;
    await kafka.send(topic, 1, ['too late']);
    expect(seen).toHaveLength(5);
  });

  it('of an empty topic is caught up at once', async () => {
    const topic = await kafka.topic(2);
    const tail = await kafka.log.tail({ topic, onRecords: () => {} });
    await tail.caughtUp;
    await tail.close();
  });

  it('is caught up behind control records, and when retention took all', async () => {
    const topic = await kafka.topic(2);
    const client = kafka.client();
    const producer = client.producer({ transactionalId: kafka.groupId(), maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic: kafka.prefix + topic, messages: [{ value: 'x', partition: 0 }] });
    await transaction.abort();
    await producer.disconnect();
    await kafka.send(topic, 1, ['old']);
    const admin = client.admin();
    await admin.connect();
    // Only this makes kafkajs look for the topic's leaders.
    await admin.fetchTopicOffsets(kafka.prefix + topic);
    await admin.deleteTopicRecords({ topic: kafka.prefix + topic, partitions: [{ partition: 1, offset: '1' }] });
    await admin.disconnect();
    const seen: LogRecord[] = [];
    const tail = await kafka.log.tail({ topic, onRecords: (_, records) => void seen.push(...records) });
    await tail.caughtUp;
    expect(seen).toEqual([]);
    await tail.close();
  });

  it('ends with the error of who listens', async () => {
    const topic = await kafka.topic();
    await kafka.send(topic, 0, ['x']);
    const tail = await kafka.log.tail({
      topic,
      onRecords: () => {
        throw new TypeError('broken');
      },
    });
    await expect(tail.ended).rejects.toThrow('broken');
    await expect(tail.caughtUp).rejects.toThrow('broken');
  });

  it('leaves no group behind, and follows a topic that grows', async () => {
    const topic = await kafka.topic(1);
    const quick = await openTestKafka({ topicPrefix: kafka.prefix, metadataMaxAgeMs: 200 });
    const seen: string[] = [];
    const tail = await quick.log.tail({ topic, onRecords: (_, records) => void seen.push(...records.map(valueOf)) });
    const admin = kafka.client().admin();
    await admin.createPartitions({ topicPartitions: [{ topic: kafka.prefix + topic, count: 2 }] });
    await kafka.send(topic, 1, ['new']);
    await until(() => seen.includes('new'));
    const { groups } = await admin.listGroups();
    expect(groups.filter(({ groupId }) => groupId.startsWith(kafka.prefix))).toEqual([]);
    await admin.disconnect();
    await quick.log.close();
    await tail.ended;
  });

  it('says that the topic is missing', async () => {
    await expect(kafka.log.tail({ topic: 'nowhere', onRecords: () => {} })).rejects.toThrow(TopicMissingError);
  });
});
