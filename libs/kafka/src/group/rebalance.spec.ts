import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { LeaseDeadError } from '../index.ts';
import { NotingHandler, openTestKafka, until, type TestKafka } from '../test-kafka.ts';

let kafka: TestKafka;

beforeAll(async () => {
  kafka = await openTestKafka();
});
afterEach(() => kafka.stopConsumers());
afterAll(() => kafka.close());

describe('two members', () => {
  it('share the partitions; the first finishes and commits before the second begins', async () => {
    const topic = await kafka.topic(4);
    const groupId = kafka.groupId();
    const first = new NotingHandler();
    let committedBy = 0;
    first.onRevoking = async leases => {
      // Longer than a heartbeat: the group must wait, and the commits must still be taken.
      await systemClock.sleep(600);
      for (const lease of leases) await lease.commit(5, `from generation ${lease.generation}`);
      committedBy = systemClock.monotonic();
    };
    await kafka.consume(first, topic, { groupId });
    const before = first.leases;
    const second = new NotingHandler();
    let joinedAt = 0;
    second.onJoined = () => void (joinedAt = systemClock.monotonic());
    await kafka.consume(second, topic, { groupId });
    await until(() => first.joins.length === 2);

    expect(joinedAt).toBeGreaterThan(committedBy);
    expect(first.revoked).toEqual([before]);
    const shares = [first, second].map(handler => handler.leases.map(({ partition }) => partition));
    expect(shares.map(share => share.length)).toEqual([2, 2]);
    expect(shares.flat().sort()).toEqual([0, 1, 2, 3]);
    for (const lease of [...first.leases, ...second.leases]) {
      expect(lease.committed).toEqual({ offset: 5, metadata: 'from generation 1' });
      expect(lease.position).toBe(5);
    }
    // Kept partitions have new leases too.
    for (const lease of first.leases) expect(before).not.toContain(lease);
    expect(before.every(({ live }) => !live)).toBe(true);
    await expect(before[0]!.commit(9, 'zombie')).rejects.toThrow(LeaseDeadError);
    expect((await kafka.log.admin.committed(groupId, topic)).get(before[0]!.partition)!.offset).toBe(5);
  });

  it('keep what they had when a third comes and goes', async () => {
    const topic = await kafka.topic(6);
    const groupId = kafka.groupId();
    const handlers = [new NotingHandler(), new NotingHandler(), new NotingHandler()];
    const share = (handler: NotingHandler): number[] => handler.leases.map(({ partition }) => partition);
    await kafka.consume(handlers[0]!, topic, { groupId });
    await kafka.consume(handlers[1]!, topic, { groupId });
    await until(() => share(handlers[0]!).length === 3 && share(handlers[1]!).length === 3);
    const before = handlers.map(share);
    const third = await kafka.consume(handlers[2]!, topic, { groupId });
    await until(() => share(handlers[0]!).length === 2 && share(handlers[1]!).length === 2);
    for (const index of [0, 1]) {
      for (const partition of share(handlers[index]!)) expect(before[index]).toContain(partition);
    }
    const joins = handlers.slice(0, 2).map(handler => handler.joins.length);
    await third.stop();
    await until(() => [0, 1].every(index => handlers[index]!.joins.length > joins[index]!));
    await until(() => share(handlers[0]!).length === 3 && share(handlers[1]!).length === 3);
  });

  it('hand over while a handler is held up: its partition goes on from the commit, elsewhere or here', async () => {
    const topic = await kafka.topic(2);
    const groupId = kafka.groupId();
    for (const partition of [0, 1]) await kafka.send(topic, partition, [`${partition}`]);
    const release = Promise.withResolvers<void>();
    const first = new NotingHandler();
    // Never returns by itself: heartbeats and the rebalance must not depend on it.
    first.onRecords = () => (first.joins.length === 1 ? release.promise : undefined);
    await kafka.consume(first, topic, { groupId });
    await until(() => first.fetched.length === 2);
    const second = new NotingHandler();
    await kafka.consume(second, topic, { groupId });
    await until(() => first.joins.length === 2);
    await until(() => second.values.length + first.values.length === 4);
    release.resolve();
    await systemClock.sleep(100);
    // What the old handler returned moved nothing.
    expect(first.leases.map(({ position }) => position)).toEqual([1]);
    expect([...second.values, ...first.values.slice(2)].sort()).toEqual(['0', '1']);
  });
});

describe('pause and resume', () => {
  it('hold through a rebalance', async () => {
    const topic = await kafka.topic(2);
    const groupId = kafka.groupId();
    const first = new NotingHandler();
    const consumer = await kafka.consume(first, topic, { groupId });
    consumer.pause();
    for (const partition of [0, 1]) await kafka.send(topic, partition, ['x']);
    const second = new NotingHandler();
    const other = await kafka.consume(second, topic, { groupId });
    await until(() => first.joins.length === 2 && second.values.length === 1);
    await other.stop();
    await until(() => first.joins.length === 3);
    await systemClock.sleep(300);
    expect(first.values).toEqual([]);
    consumer.resume();
    await until(() => first.values.length === 2);
  });
});

describe('a topic that grows', () => {
  it('is shared anew', async () => {
    const topic = await kafka.topic(1);
    const handler = new NotingHandler();
    const short = await openTestKafka({ topicPrefix: kafka.prefix, metadataMaxAgeMs: 300 });
    const consumer = await short.consume(handler, topic);
    const admin = kafka.client().admin();
    await admin.createPartitions({ topicPartitions: [{ topic: kafka.prefix + topic, count: 3 }] });
    await admin.disconnect();
    await until(() => handler.leases.length === 3);
    await kafka.send(topic, 2, ['new']);
    await until(() => handler.values.includes('new'));
    await consumer.stop();
    await short.log.close();
  });
});
