/** Bytes of Kafka's own Java client, put into a real broker as they are and read back by the group consumer. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { NotingHandler, openTestKafka, type TestKafka, until } from './test-kafka.ts';
import { javaBatches } from './wire/java-batches.ts';
import { newCluster, sendRaw } from './wire/kafkajs.ts';
import { produceRequest } from './wire/produce-request.ts';

let kafka: TestKafka;
beforeAll(async () => {
  kafka = await openTestKafka({ checkCrc: true });
});
afterAll(() => kafka.close());

it.each(Object.entries(javaBatches))(
  'with %s are taken by the broker and read with keys, times and headers',
  async (codec, base64) => {
    const topic = await kafka.topic();
    const name = kafka.prefix + topic;
    const cluster = newCluster(kafka.options, 10_000);
    await cluster.connect();
    await cluster.addTargetTopic(name);
    const node = await cluster.findBroker({ nodeId: cluster.findTopicPartitionMetadata(name)[0]!.leader });
    const sent = await sendRaw(node, produceRequest(name, 0, Buffer.from(base64, 'base64'), 5_000));
    expect(sent).toMatchObject({ errorCode: 0, baseOffset: 0 });
    await cluster.disconnect();

    const handler = new NotingHandler();
    const consumer = await kafka.consume(handler, topic);
    await until(() => handler.values.length === 20);
    await consumer.stop();
    const records = handler.fetched.flatMap(({ fetched }) => fetched.records);
    records.forEach(({ offset, timestampMs, key, headers }, n) => {
      expect([offset, timestampMs, String(key)]).toEqual([n, 1_700_000_000_000 + n, `key ${n % 3}`]);
      expect({ ...headers }).toEqual({ h: [Buffer.from(`header ${n}`), Buffer.alloc(0)] });
    });
    expect(handler.values[1]).toBe(`${codec} value 1${' x'.repeat(20)}`);
  },
);
