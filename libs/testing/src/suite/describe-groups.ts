import { expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { CommitRefusedError, LeaseDeadError, TopicMissingError } from '@pixel-relay/kafka';
import { eventually, QUIET_MS, rejection, type Trial, type Witness, witness } from './trial.ts';

const partitionsOf = (got: Witness, join: number): number[] =>
  got.joins
    .at(join)!
    .map(lease => lease.partition)
    .sort((a, b) => a - b);

/** What leases, commits and membership promise. */
export function describeGroups(trial: () => Trial): void {
  it('gives the next lease what was committed, metadata included', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 3);
    const groupId = trial().group();
    const first = witness();
    const consumer = await trial().consume(log, topic, groupId, first);
    expect(first.joins[0]!.map(lease => lease.committed)).toEqual([null, null, null]);
    const metadata = 'x'.repeat(4000) + 'é'.repeat(48);
    const leaseOf = (partition: number) => consumer.leases.find(lease => lease.partition === partition)!;
    await leaseOf(0).commit(5, 'replaced');
    await leaseOf(0).commit(7, metadata);
    await leaseOf(2).commit(1, '');
    const expected = new Map([
      [0, { offset: 7, metadata }],
      [1, null],
      [2, { offset: 1, metadata: '' }],
    ]);
    expect(await log.admin.committed(groupId, topic)).toEqual(expected);
    await consumer.stop();
    const second = witness();
    await trial().consume(await trial().connect(), topic, groupId, second);
    expect(new Map(second.joins[0]!.map(lease => [lease.partition, lease.committed]))).toEqual(expected);
    expect(second.joins[0]!.find(lease => lease.partition === 0)!.position).toBe(7);
  });

  it('refuses metadata over 4,096 bytes and keeps the commit before and the lease', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const groupId = trial().group();
    const consumer = await trial().consume(log, topic, groupId, witness());
    const [lease] = consumer.leases;
    await lease!.commit(1, 'x'.repeat(4096));
    expect(await rejection(lease!.commit(2, 'x'.repeat(4097)))).toBeInstanceOf(CommitRefusedError);
    await lease!.commit(3, 'after');
    expect((await log.admin.committed(groupId, topic)).get(0)).toEqual({ offset: 3, metadata: 'after' });
  });

  it('lets a stopping consumer commit while it is asked to give up, and never again', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const groupId = trial().group();
    const lives: boolean[] = [];
    const got = witness({
      revoking: async ([lease]) => {
        lives.push(lease!.live);
        await systemClock.sleep(QUIET_MS);
        await lease!.commit(9, 'drained');
        lives.push(lease!.live);
      },
    });
    const consumer = await trial().consume(log, topic, groupId, got);
    const [lease] = consumer.leases;
    await Promise.all([consumer.stop(), consumer.stop()]);
    await consumer.ended;
    expect(lives).toEqual([true, true]);
    expect(got.revocations).toHaveLength(1);
    expect(lease!.live).toBe(false);
    expect(consumer.leases).toEqual([]);
    expect(await rejection(lease!.commit(10, 'too late'))).toBeInstanceOf(LeaseDeadError);
    expect((await log.admin.committed(groupId, topic)).get(0)).toEqual({ offset: 9, metadata: 'drained' });
  });

  it('makes new leases for everybody at every join, kept partitions too, and the old ones are dead', async () => {
    const [log, other] = [await trial().connect(), await trial().connect()];
    const topic = await trial().topic(log, 4);
    const groupId = trial().group();
    const first = witness();
    const consumer = await trial().consume(log, topic, groupId, first);
    expect(partitionsOf(first, 0)).toEqual([0, 1, 2, 3]);
    const before = first.joins[0]!;
    const second = witness();
    await trial().consume(other, topic, groupId, second);
    await eventually('the second join of the first', () => first.joins.length === 2);
    expect(first.revocations).toHaveLength(1);
    expect(first.revocations[0]).toEqual(before);
    expect([...partitionsOf(first, 1), ...partitionsOf(second, -1)].sort()).toEqual([0, 1, 2, 3]);
    expect(partitionsOf(first, 1)).toHaveLength(2);
    for (const lease of before) {
      expect(lease.live).toBe(false);
      const { position } = lease;
      lease.seek(position + 10);
      expect(lease.position).toBe(position);
      expect(await rejection(lease.commit(1, 'zombie'))).toBeInstanceOf(LeaseDeadError);
    }
    for (const lease of consumer.leases) {
      expect(lease.live).toBe(true);
      expect(before).not.toContain(lease);
      expect(lease.generation).not.toBe(before[0]!.generation);
    }
    expect([...(await log.admin.committed(groupId, topic)).values()]).toEqual([null, null, null, null]);
  });

  it('lets a drain during a rebalance commit, and the next holder see it', async () => {
    const [log, other] = [await trial().connect(), await trial().connect()];
    const topic = await trial().topic(log, 2);
    const groupId = trial().group();
    const first = witness({
      revoking: async leases => {
        await systemClock.sleep(QUIET_MS);
        await Promise.all(leases.map(lease => lease.commit(100 + lease.partition, 'drained')));
      },
    });
    await trial().consume(log, topic, groupId, first);
    const second = witness();
    await trial().consume(other, topic, groupId, second);
    await eventually('the second join of the first', () => first.joins.length === 2);
    const leases = [...first.joins[1]!, ...second.joins.at(-1)!];
    expect(leases).toHaveLength(2);
    for (const { partition, committed } of leases) {
      expect(committed).toEqual({ offset: 100 + partition, metadata: 'drained' });
    }
  });

  it('gives the partitions of a member that leaves to the others, from its last commits', async () => {
    const [log, other] = [await trial().connect(), await trial().connect()];
    const topic = await trial().topic(log, 2);
    for (const partition of [0, 1]) await trial().fill(log, topic, partition, 3);
    const groupId = trial().group();
    const stay = witness();
    await trial().consume(log, topic, groupId, stay);
    const leave = witness();
    const leaving = await trial().consume(other, topic, groupId, leave);
    await eventually('a partition each', () => leaving.leases.length === 1 && stay.joins.length === 2);
    const [given] = leaving.leases;
    await given!.commit(2, 'two of three');
    await leaving.stop();
    await eventually('both partitions', () => stay.joins.at(-1)!.length === 2);
    const taken = stay.joins.at(-1)!.find(lease => lease.partition === given!.partition)!;
    expect(taken.committed).toEqual({ offset: 2, metadata: 'two of three' });
    const again = (): string[] =>
      stay.batches
        .filter(it => it.lease === taken)
        .flatMap(it => it.fetched.records.map(record => record.value!.toString()));
    await eventually('the third record', () => again().length > 0);
    expect(again()).toEqual([`p${given!.partition}-2`]);
  });

  it('stays paused through a rebalance', async () => {
    const [log, other] = [await trial().connect(), await trial().connect()];
    const topic = await trial().topic(log, 2);
    const groupId = trial().group();
    const first = witness();
    const consumer = await trial().consume(log, topic, groupId, first);
    consumer.pause();
    await trial().consume(other, topic, groupId, witness());
    await eventually('the second join', () => first.joins.length === 2);
    for (const partition of [0, 1]) await trial().fill(log, topic, partition, 1);
    await systemClock.sleep(QUIET_MS);
    expect(first.batches).toEqual([]);
    consumer.resume();
    await eventually('its record', () => first.values().length === 1);
  });

  it('keeps its membership alive while a handler is busy longer than the session', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const gate = Promise.withResolvers<void>();
    const got = witness({ records: () => gate.promise });
    const options = trial().options(topic, trial().group(), { sessionTimeoutMs: 1_000 });
    const consumer = await log.consume(options, got);
    await trial().fill(log, topic, 0, 1);
    await eventually('the record', () => got.values().length === 1);
    const [lease] = consumer.leases;
    const before = lease!.lastHeartbeatMs;
    await systemClock.sleep(2_000);
    expect(lease!.live).toBe(true);
    expect(lease!.lastHeartbeatMs).toBeGreaterThan(before + 1_000);
    await lease!.commit(1, '');
    gate.resolve();
  });

  it('refuses to consume a topic that does not exist', async () => {
    const log = await trial().connect();
    const consuming = trial().consume(log, trial().freshName(), trial().group(), witness());
    expect(await rejection(consuming)).toBeInstanceOf(TopicMissingError);
  });
}
