import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { startKafka, type LocalKafka } from '@pixel-relay/local-kafka';
import { SendUnknownError, type LogProducer } from './index.ts';
import { NotingHandler, openTestKafka, until, type TestKafka } from './test-kafka.ts';

let broker: LocalKafka;
let kafka: TestKafka;

beforeAll(async () => {
  broker = await startKafka({
    quickStart: true,
    configOverrides: { 'broker.session.timeout.ms': '1000', 'broker.heartbeat.interval.ms': '200' },
  });
  kafka = await openTestKafka({ brokers: broker.brokers, connectionTimeoutMs: 1_000, requestTimeoutMs: 2_000 });
}, 180_000);
afterEach(() => kafka.stopConsumers());
afterAll(async () => {
  await kafka.close();
  await broker.stop();
});

const send = (producer: LogProducer, topic: string, value: string): Promise<unknown> =>
  producer.send(topic, 0, [{ key: null, value: Buffer.from(value) }]);

describe('a broker that is killed and comes back', () => {
  it('is waited for by consumer, tail and producer, which go on by themselves', async () => {
    const topic = await kafka.topic();
    const handler = new NotingHandler();
    const consumer = await kafka.consume(handler, topic);
    let ended = false;
    consumer.ended.catch(() => (ended = true));
    const tailed: string[] = [];
    const tail = await kafka.log.tail({
      topic,
      onRecords: (_, records) => void tailed.push(...records.map(r => String(r.value))),
    });
    const producer = await kafka.log.producer({ compression: 'zstd', sendTimeoutMs: 60_000 });
    await send(producer, topic, 'before');
    await until(() => handler.values.length === 1);
    await handler.leases.at(-1)!.commit(1, 'before');

    await broker.killNode(0);
    const during = send(producer, topic, 'during');
    await systemClock.sleep(1_500);
    await broker.restartNode(0);
    await during;
    await send(producer, topic, 'after');
    await until(() => handler.values.includes('after') && tailed.includes('after'));
    // The same lease, or a new one if the session was lost meanwhile: either can commit.
    await until(async () => {
      const [lease] = handler.leases;
      return lease!.commit(lease!.position, 'after').then(
        () => true,
        () => false,
      );
    });
    expect(ended).toBe(false);
    expect([...new Set(handler.values)]).toEqual(['before', 'during', 'after']);
    await producer.close();
    await tail.close();
  }, 180_000);
});

describe('a broker that stops answering', () => {
  it('leaves a send unknown after its time, and the leases dead after a session', async () => {
    const topic = await kafka.topic();
    const handler = new NotingHandler();
    await kafka.consume(handler, topic);
    const [lease] = handler.leases;
    const producer = await kafka.log.producer({ compression: 'none', sendTimeoutMs: 1_000 });
    await send(producer, topic, 'before');

    await broker.killNode(0, 'SIGSTOP');
    try {
      await expect(send(producer, topic, 'unknown')).rejects.toThrow(SendUnknownError);
      await until(() => !lease!.live);
      expect(handler.revoked).toEqual([]);
    } finally {
      await broker.killNode(0, 'SIGCONT');
    }
    await until(() => handler.joins.length === 2);
    // Sent it was, after all; what is sent next comes behind it.
    await until(() =>
      send(producer, topic, 'after').then(
        () => true,
        () => false,
      ),
    );
    await until(() => handler.values.includes('after'));
    expect(handler.values.indexOf('unknown')).toBeLessThan(handler.values.indexOf('after'));
  }, 180_000);
});
