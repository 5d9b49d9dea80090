import { describe, expect, it } from '@jest/globals';
import type { Fetched, GroupHandler, Lease } from '@pixel-relay/kafka';
import { SimulatedClock } from '../clock/simulated-clock.ts';
import { InMemoryCluster } from './in-memory-cluster.ts';

const TOPIC = 'events';
const options = {
  ...{ groupId: 'stage', topic: TOPIC, sessionTimeoutMs: 1_000, rebalanceTimeoutMs: 60_000, heartbeatIntervalMs: 200 },
  ...{ fetchMaxWaitMs: 100, fetchMaxBytesPerPartition: 1 << 20, fetchMaxBytes: 1 << 24 },
};
const record = (text: string) => ({ key: null, value: Buffer.from(text) });

function world(latencyMaxMs = 0) {
  const clock = new SimulatedClock({ seed: 1 });
  const cluster = new InMemoryCluster({ clock, latencyMaxMs });
  cluster.createTopic({ topic: TOPIC, partitions: 2, replicationFactor: 1, config: {} });
  return { clock, cluster };
}

const quiet: GroupHandler = {
  joined: async () => undefined,
  records: async () => undefined,
  revoking: async () => undefined,
};

describe('MemoryConsumer', () => {
  it('drops what was fetched for a place that a seek has left', async () => {
    for (let n = 0; n < 40; n++) {
      const { clock, cluster } = world(50);
      const got: Fetched[] = [];
      const records = async (_: Lease, fetched: Fetched): Promise<void> => void got.push(fetched);
      const consumer = await clock.settle(cluster.connect().consume(options, { ...quiet, records }));
      for (const text of ['a', 'b', 'c']) cluster.append(TOPIC, 0, [record(text)]);
      // At some of these moments the fetch is on its way.
      await clock.advance(5 * n);
      const before = got.length;
      consumer.leases[0]!.seek(1);
      await clock.advance(500);
      expect(got[before]).toMatchObject({ from: 1, next: 3 });
    }
  });

  it('drops what was fetched when it is paused meanwhile, and fetches it again', async () => {
    for (let n = 0; n < 40; n++) {
      const { clock, cluster } = world(50);
      const got: Fetched[] = [];
      const records = async (_: Lease, fetched: Fetched): Promise<void> => void got.push(fetched);
      const consumer = await clock.settle(cluster.connect().consume(options, { ...quiet, records }));
      cluster.append(TOPIC, 0, [record('a')]);
      await clock.advance(5 * n);
      const before = got.length;
      consumer.pause();
      await clock.advance(500);
      expect(got).toHaveLength(before);
      consumer.resume();
      await clock.advance(500);
      expect(got.map(fetched => fetched.from)).toEqual([0]);
    }
  });

  it('waits for a slow holder to hand over, longer than its own session', async () => {
    const { clock, cluster } = world();
    const slow = { ...quiet, revoking: () => clock.sleep(5_000) };
    const first = await clock.settle(cluster.connect().consume(options, slow));
    const joins: number[] = [];
    const joined = async (leases: readonly Lease[]): Promise<void> => void joins.push(leases.length);
    const second = await clock.settle(cluster.connect().consume(options, { ...quiet, joined }));
    expect(clock.monotonic()).toBeGreaterThanOrEqual(5_000);
    await clock.advance(1);
    expect([joins, first.leases.length, second.leases.length]).toEqual([[1], 1, 1]);
    expect(cluster.group('stage').generation).toBe(2);
    expect(cluster.group('stage').members()).toMatchObject([{ memberId: 'member-1' }, { memberId: 'member-2' }]);
  });

  it('gives up a hand-over that takes longer than a rebalance may', async () => {
    const { clock, cluster } = world();
    const stuck = { ...quiet, revoking: () => new Promise<void>(() => undefined) };
    const consumer = await clock.settle(cluster.connect().consume(options, stuck));
    await clock.settle(consumer.stop());
    expect(clock.monotonic()).toBe(options.rebalanceTimeoutMs);
    expect(cluster.group('stage').members()).toEqual([]);
  });

  it('can be stopped while it waits to join, and leaves nothing behind', async () => {
    const { clock, cluster } = world();
    await clock.settle(cluster.connect().consume(options, { ...quiet, revoking: () => clock.sleep(5_000) }));
    const log = cluster.connect();
    const consuming = log.consume(options, quiet).then(
      () => 'joined',
      (error: unknown) => (error as { code: string }).code,
    );
    await clock.advance(1_000);
    await clock.settle(log.close());
    expect(await clock.settle(consuming)).toBe('consumer_dead');
    await clock.advance(10_000);
    expect(cluster.group('stage').members()).toMatchObject([{ partitions: [0, 1] }]);
  });

  it('shares each topic of a group among those members that read it', async () => {
    const { clock, cluster } = world();
    cluster.createTopic({ topic: 'other', partitions: 3, replicationFactor: 1, config: {} });
    await clock.settle(cluster.connect().consume(options, quiet));
    const other = await clock.settle(cluster.connect().consume({ ...options, topic: 'other' }, quiet));
    expect(other.leases.map(lease => `${lease.topic}/${lease.partition}`)).toEqual(['other/0', 'other/1', 'other/2']);
    expect(cluster.group('stage').members()).toMatchObject([{ topic: TOPIC, partitions: [0, 1] }, { topic: 'other' }]);
  });

  it('refuses to commit through a dead lease even while the group would still take it', async () => {
    const { clock, cluster } = world();
    const consumer = await clock.settle(cluster.connect().consume(options, quiet));
    await clock.settle(cluster.connect().consume(options, { ...quiet, revoking: () => clock.sleep(30_000) }));
    await clock.advance(10);
    const [lease] = consumer.leases;
    cluster.faults.arm('fetch_rejoin', { times: 1, partition: lease!.partition });
    await clock.advance(200);
    // It waits for the other member to join again; until then its old generation stands.
    expect([lease!.live, cluster.group('stage').rebalancing]).toEqual([false, true]);
    await expect(clock.settle(lease!.commit(0, 'zombie'))).rejects.toMatchObject({ code: 'lease_dead' });
    expect(cluster.group('stage').committed(TOPIC, lease!.partition)).toBeNull();
  });
});

describe('MemoryTail', () => {
  it('reads partitions that were added, and ends when the topic is made anew', async () => {
    const { clock, cluster } = world();
    const got: string[] = [];
    const onRecords = (partition: number, records: readonly unknown[]): void =>
      void got.push(`${partition}:${records.length}`);
    const tail = await cluster.connect().tail({ topic: TOPIC, onRecords });
    await clock.settle(tail.caughtUp);
    cluster.addPartitions(TOPIC, 4);
    cluster.append(TOPIC, 3, [record('a'), record('b')]);
    await clock.advance(1_000);
    expect(got).toEqual(['3:2']);
    cluster.recreateTopic(TOPIC, 4);
    await expect(clock.settle(tail.ended, 5_000)).rejects.toMatchObject({ code: 'consumer_dead' });
  });
});
