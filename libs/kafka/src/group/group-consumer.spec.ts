import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import {
  CommitRefusedError,
  LeaseDeadError,
  TopicMissingError,
  type ConsumeOptions,
  type GroupConsumer,
} from '../index.ts';
import { NotingHandler, openTestKafka, quickOptions, stopAll, until, type TestKafka } from '../test-kafka.ts';

let kafka: TestKafka;
const consumers: GroupConsumer[] = [];

beforeAll(async () => {
  kafka = await openTestKafka();
});
afterEach(async () => {
  await stopAll(consumers.splice(0));
});
afterAll(() => kafka.close());

async function consume(
  handler: NotingHandler,
  groupId: string,
  topic: string,
  overrides: Partial<ConsumeOptions> = {},
): Promise<GroupConsumer> {
  const consumer = await kafka.log.consume({ ...quickOptions(groupId, topic), ...overrides }, handler);
  consumers.push(consumer);
  return consumer;
}

describe('a group of one', () => {
  it('is told its leases first, then gets every record of each partition in order, and no offset is left out', async () => {
    const topic = await kafka.topic(3);
    for (const partition of [0, 1, 2]) {
      for (let batch = 0; batch < 4; batch++)
        await kafka.send(topic, partition, [`${partition}a${batch}`, `${partition}b${batch}`]);
    }
    const handler = new NotingHandler();
    const consumer = await consume(handler, kafka.groupId(), topic);
    expect(handler.leases.map(({ partition, committed, live }) => [partition, committed, live])).toEqual(
      [0, 1, 2].map(partition => [partition, null, true]),
    );
    expect(consumer.leases).toEqual(handler.leases);
    await until(() => handler.values.length === 24);
    for (const partition of [0, 1, 2]) {
      const mine = handler.fetched.filter(({ lease }) => lease.partition === partition);
      expect(mine.flatMap(({ fetched }) => fetched.records.map(({ offset }) => offset))).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7,
      ]);
      let expected = 0;
      for (const { fetched } of mine) {
        expect(fetched).toMatchObject({ from: expected, expired: false, end: 8 });
        expected = fetched.next;
      }
      expect(expected).toBe(8);
    }
    expect(handler.leases.map(({ position }) => position)).toEqual([8, 8, 8]);
  });

  it('finds offset and metadata of its commits again, on new leases', async () => {
    const topic = await kafka.topic(2);
    const groupId = kafka.groupId();
    await kafka.send(topic, 0, ['a', 'b', 'c']);
    const metadata = 'm'.repeat(4_000);
    const first = new NotingHandler();
    const consumer = await consume(first, groupId, topic);
    await first.leases[0]!.commit(2, metadata);
    expect(await kafka.log.admin.committed(groupId, topic)).toEqual(
      new Map([
        [0, { offset: 2, metadata }],
        [1, null],
      ]),
    );
    await consumer.stop();

    const second = new NotingHandler();
    await consume(second, groupId, topic);
    expect(second.leases.map(({ committed, position }) => [committed, position])).toEqual([
      [{ offset: 2, metadata }, 2],
      [null, 0],
    ]);
    await until(() => second.values.length === 1);
    expect(second.values).toEqual(['c']);
  });

  it('starts where the holder says before joined returns, and goes where seek says while records are handed over', async () => {
    const topic = await kafka.topic();
    await kafka.send(topic, 0, ['a', 'b', 'c', 'd']);
    const handler = new NotingHandler();
    handler.onJoined = ([lease]) => lease!.seek(3);
    handler.onRecords = lease => {
      if (handler.fetched.length === 1) lease.seek(1);
    };
    await consume(handler, kafka.groupId(), topic);
    await until(() => handler.fetched.length === 2);
    expect(handler.values).toEqual(['d', 'b', 'c', 'd']);
    expect(handler.fetched[1]!.fetched).toMatchObject({ from: 1, next: 4 });
  });

  it('refuses a commit that the broker will not take, and goes on', async () => {
    const topic = await kafka.topic();
    const handler = new NotingHandler();
    await consume(handler, kafka.groupId(), topic);
    await expect(handler.leases[0]!.commit(0, 'm'.repeat(5_000))).rejects.toThrow(CommitRefusedError);
    await handler.leases[0]!.commit(0, 'fits');
  });

  it('has no lease left after stop, and told the holder before', async () => {
    const topic = await kafka.topic();
    const groupId = kafka.groupId();
    const handler = new NotingHandler();
    handler.onRevoking = async ([lease]) => {
      expect(lease!.live).toBe(true);
      await lease!.commit(0, 'last words');
    };
    const consumer = await consume(handler, groupId, topic);
    const [lease] = handler.leases;
    await consumer.stop();
    await consumer.ended;
    expect(handler.revoked).toEqual([[lease]]);
    expect(lease!.live).toBe(false);
    expect(consumer.leases).toEqual([]);
    await expect(lease!.commit(0, '')).rejects.toThrow(LeaseDeadError);
    lease!.seek(7);
    expect(lease!.position).toBe(0);
    expect((await kafka.log.admin.committed(groupId, topic)).get(0)).toEqual({ offset: 0, metadata: 'last words' });
    // Left, not lost: a group with members could not be removed.
    await kafka.log.admin.removeGroup(groupId);
  });

  it('says at once that the topic is missing', async () => {
    await expect(consume(new NotingHandler(), kafka.groupId(), 'nowhere')).rejects.toThrow(TopicMissingError);
  });
});

describe('a holder that fails', () => {
  it.each(['joined', 'records', 'revoking'] as const)('in %s ends the consumer with its own error', async where => {
    const topic = await kafka.topic();
    const groupId = kafka.groupId();
    await kafka.send(topic, 0, ['a']);
    const handler = new NotingHandler();
    const broken = (): never => {
      // The kind that kafkajs would end for good without a word.
      throw new TypeError(`broken ${where}`);
    };
    if (where === 'joined') handler.onJoined = broken;
    if (where === 'records') handler.onRecords = broken;
    if (where === 'revoking') handler.onRevoking = broken;
    if (where === 'joined') {
      await expect(consume(handler, groupId, topic)).rejects.toThrow('broken joined');
    } else {
      const consumer = await consume(handler, groupId, topic);
      if (where === 'revoking') void consumer.stop();
      await expect(consumer.ended).rejects.toThrow(`broken ${where}`);
    }
    expect(handler.leases[0]!.live).toBe(false);
    await kafka.log.admin.removeGroup(groupId);
  });
});

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
    await consume(first, groupId, topic);
    const before = first.leases;
    const second = new NotingHandler();
    let joinedAt = 0;
    second.onJoined = () => void (joinedAt = systemClock.monotonic());
    await consume(second, groupId, topic);
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
    await consume(handlers[0]!, groupId, topic);
    await consume(handlers[1]!, groupId, topic);
    await until(() => share(handlers[0]!).length === 3 && share(handlers[1]!).length === 3);
    const before = handlers.map(share);
    const third = await consume(handlers[2]!, groupId, topic);
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
    await consume(first, groupId, topic);
    await until(() => first.fetched.length === 2);
    const second = new NotingHandler();
    await consume(second, groupId, topic);
    await until(() => first.joins.length === 2);
    await until(() => second.values.length + first.values.length === 4);
    release.resolve();
    await systemClock.sleep(100);
    // What the old handler returned moved nothing.
    expect(first.leases.map(({ position }) => position)).toEqual([1]);
    expect([...second.values, ...first.values.slice(2)].sort()).toEqual(['0', '1']);
  });
});

describe('a membership that is lost', () => {
  it('ends the leases without asking the holder, and begins again', async () => {
    const topic = await kafka.topic();
    const groupId = kafka.groupId();
    const handler = new NotingHandler();
    // Beats too seldom for its session: the coordinator drops it in between.
    const options = { sessionTimeoutMs: 700, heartbeatIntervalMs: 1_500 };
    await consume(handler, groupId, topic, options);
    const [lease] = handler.leases;
    await until(() => handler.joins.length === 2);
    expect(handler.revoked).toEqual([]);
    expect(lease!.live).toBe(false);
    expect(handler.leases[0]!.live).toBe(true);
  });

  it('is noticed by a commit, which is refused by the broker', async () => {
    const topic = await kafka.topic();
    const groupId = kafka.groupId();
    const handler = new NotingHandler();
    // Its own timer never fires within the test: only the coordinator knows that the session is over.
    await consume(handler, groupId, topic, { sessionTimeoutMs: 700, heartbeatIntervalMs: 60_000 });
    const [lease] = handler.leases;
    await systemClock.sleep(2_000);
    expect(lease!.live).toBe(true);
    await expect(lease!.commit(1, '')).rejects.toThrow(LeaseDeadError);
    expect(lease!.live).toBe(false);
    await until(() => handler.joins.length === 2);
    expect((await kafka.log.admin.committed(groupId, topic)).get(0)).toBeNull();
  });

  it('says when the coordinator last answered', async () => {
    const topic = await kafka.topic();
    const handler = new NotingHandler();
    await consume(handler, kafka.groupId(), topic);
    const [lease] = handler.leases;
    const first = lease!.lastHeartbeatMs;
    await until(() => lease!.lastHeartbeatMs > first + 300);
    expect(lease!.lastHeartbeatMs).toBeLessThanOrEqual(systemClock.monotonic());
  });
});

describe('pause and resume', () => {
  it('hold through a rebalance', async () => {
    const topic = await kafka.topic(2);
    const groupId = kafka.groupId();
    const first = new NotingHandler();
    const consumer = await consume(first, groupId, topic);
    consumer.pause();
    for (const partition of [0, 1]) await kafka.send(topic, partition, ['x']);
    const second = new NotingHandler();
    const other = await consume(second, groupId, topic);
    await until(() => first.joins.length === 2 && second.values.length === 1);
    await other.stop();
    await until(() => first.joins.length === 3);
    await systemClock.sleep(300);
    expect(first.values).toEqual([]);
    consumer.resume();
    await until(() => first.values.length === 2);
  });
});

describe('backpressure', () => {
  it('of one partition does not hold up the others', async () => {
    const topic = await kafka.topic(2);
    const release = Promise.withResolvers<void>();
    const handler = new NotingHandler();
    handler.onRecords = lease => (lease.partition === 0 ? release.promise : undefined);
    await consume(handler, kafka.groupId(), topic);
    await kafka.send(topic, 0, ['slow']);
    await until(() => handler.values.length === 1);
    await kafka.send(topic, 0, ['waits']);
    for (let index = 0; index < 5; index++) {
      await kafka.send(topic, 1, [`fast ${index}`]);
      await until(() => handler.values.length === 2 + index);
    }
    expect(handler.values).not.toContain('waits');
    release.resolve();
    await until(() => handler.values.includes('waits'));
  });
});

describe('a topic that grows', () => {
  it('is shared anew', async () => {
    const topic = await kafka.topic(1);
    const handler = new NotingHandler();
    const short = await openTestKafka({ topicPrefix: kafka.prefix, metadataMaxAgeMs: 300 });
    const consumer = await short.log.consume(quickOptions(kafka.groupId(), topic), handler);
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
