import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { CommitRefusedError, LeaseDeadError, TopicMissingError } from '../index.ts';
import { NotingHandler, openTestKafka, until, type TestKafka } from '../test-kafka.ts';

let kafka: TestKafka;

beforeAll(async () => {
  kafka = await openTestKafka();
});
afterEach(() => kafka.stopConsumers());
afterAll(() => kafka.close());

describe('a group of one', () => {
  it('is told its leases first, then gets every record of each partition in order, and no offset is left out', async () => {
    const topic = await kafka.topic(3);
    for (const partition of [0, 1, 2]) {
      for (let batch = 0; batch < 4; batch++)
        await kafka.send(topic, partition, [`${partition}a${batch}`, `${partition}b${batch}`]);
    }
    const handler = new NotingHandler();
    const consumer = await kafka.consume(handler, topic);
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
    const consumer = await kafka.consume(first, topic, { groupId });
    await first.leases[0]!.commit(2, metadata);
    expect(await kafka.log.admin.committed(groupId, topic)).toEqual(
      new Map([
        [0, { offset: 2, metadata }],
        [1, null],
      ]),
    );
    await consumer.stop();

    const second = new NotingHandler();
    await kafka.consume(second, topic, { groupId });
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
    await kafka.consume(handler, topic);
    await until(() => handler.fetched.length === 2);
    expect(handler.values).toEqual(['d', 'b', 'c', 'd']);
    expect(handler.fetched[1]!.fetched).toMatchObject({ from: 1, next: 4 });
  });

  it('refuses a commit that the broker will not take, and goes on', async () => {
    const topic = await kafka.topic();
    const handler = new NotingHandler();
    await kafka.consume(handler, topic);
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
    const consumer = await kafka.consume(handler, topic, { groupId });
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
    await expect(kafka.consume(new NotingHandler(), 'nowhere')).rejects.toThrow(TopicMissingError);
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
      await expect(kafka.consume(handler, topic, { groupId })).rejects.toThrow('broken joined');
    } else {
      const consumer = await kafka.consume(handler, topic, { groupId });
      if (where === 'revoking') void consumer.stop();
      await expect(consumer.ended).rejects.toThrow(`broken ${where}`);
    }
    expect(handler.leases[0]!.live).toBe(false);
    await kafka.log.admin.removeGroup(groupId);
  });
});

describe('a membership that is lost', () => {
  it('ends the leases without asking the holder, and begins again', async () => {
    const topic = await kafka.topic();
    const groupId = kafka.groupId();
    const handler = new NotingHandler();
    // Beats too seldom for its session: the coordinator drops it in between.
    const options = { sessionTimeoutMs: 700, heartbeatIntervalMs: 1_500 };
    await kafka.consume(handler, topic, { groupId, ...options });
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
    await kafka.consume(handler, topic, { groupId, sessionTimeoutMs: 700, heartbeatIntervalMs: 60_000 });
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
    await kafka.consume(handler, topic);
    const [lease] = handler.leases;
    const first = lease!.lastHeartbeatMs;
    await until(() => lease!.lastHeartbeatMs > first + 300);
    expect(lease!.lastHeartbeatMs).toBeLessThanOrEqual(systemClock.monotonic());
  });
});

describe('backpressure', () => {
  it('of one partition does not hold up the others', async () => {
    const topic = await kafka.topic(2);
    const release = Promise.withResolvers<void>();
    const handler = new NotingHandler();
    handler.onRecords = lease => (lease.partition === 0 ? release.promise : undefined);
    await kafka.consume(handler, topic);
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
