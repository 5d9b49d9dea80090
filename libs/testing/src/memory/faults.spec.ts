import { describe, expect, it } from '@jest/globals';
import {
  BrokerUnreachableError,
  LeaseDeadError,
  SendRefusedError,
  SendUnknownError,
  type Fetched,
  type GroupHandler,
  type Lease,
  type LogProducer,
} from '@pixel-relay/kafka';
import { SimulatedClock } from '../clock/simulated-clock.ts';
import { FAULTS } from './faults.ts';
import { InMemoryCluster } from './in-memory-cluster.ts';
import type { InMemoryLog } from './in-memory-log.ts';

const TOPIC = 'events';
const options = {
  ...{ groupId: 'stage', topic: TOPIC, sessionTimeoutMs: 3_000, rebalanceTimeoutMs: 2_000, heartbeatIntervalMs: 500 },
  ...{ fetchMaxWaitMs: 100, fetchMaxBytesPerPartition: 1 << 20, fetchMaxBytes: 1 << 24 },
};
const record = (text: string) => ({ key: null, value: Buffer.from(text) });

/** A cluster with one topic of two partitions, in virtual time. */
function world(seed = 1) {
  const clock = new SimulatedClock({ seed });
  const cluster = new InMemoryCluster({ clock });
  cluster.createTopic({ topic: TOPIC, partitions: 2, replicationFactor: 1, config: {} });
  const texts = (partition = 0) => cluster.records(TOPIC, partition).map(it => it.value!.toString());
  const committed = (partition = 0) => cluster.group('stage').committed(TOPIC, partition);
  return { clock, cluster, texts, committed };
}

/** A process with a consumer, and what its handler was told. */
async function process({ clock, cluster }: ReturnType<typeof world>, own: Partial<GroupHandler> = {}) {
  const log = cluster.connect();
  const told: string[] = [];
  const fetches: Fetched[] = [];
  let leases: readonly Lease[] = [];
  const consuming = log.consume(options, {
    async joined(given) {
      leases = given;
      told.push(`joined ${given.map(it => it.partition).join()}`);
      await own.joined?.(given);
    },
    async records(lease, fetched) {
      fetches.push(fetched);
      await own.records?.(lease, fetched);
    },
    unreadable: (lease, range) => own.unreadable?.(lease, range),
    async revoking(given) {
      told.push(`revoking ${given.map(it => it.partition).join()}`);
      await own.revoking?.(given);
    },
  });
  const consumer = await clock.settle(consuming);
  return { log, told, fetches, consumer, lease: (partition: number) => leases.find(it => it.partition === partition)! };
}

const producerOf = (log: InMemoryLog): Promise<LogProducer> =>
  log.producer({ compression: 'zstd', sendTimeoutMs: 1_000 });

describe('produce faults', () => {
  const send = async (fault: Parameters<InMemoryCluster['faults']['arm']>[0]) => {
    const it = world();
    it.cluster.faults.arm(fault, { times: 1, lateMs: [400, 400] });
    const producer = await producerOf(it.cluster.connect());
    const buffer = Buffer.from('b1');
    const outcome = producer.send(TOPIC, 0, [{ key: null, value: buffer }]).then(
      () => 'acknowledged',
      (error: unknown) => error,
    );
    return { ...it, producer, buffer, outcome, fired: () => it.cluster.faults.fired(fault) };
  };

  it('lost acknowledgement: appended, and not known', async () => {
    const { clock, outcome, texts, fired } = await send('produce_ack_lost');
    expect(await clock.settle(outcome)).toBeInstanceOf(SendUnknownError);
    expect([texts(), fired()]).toEqual([['b1'], 1]);
  });

  it('lost request: not appended, and not known', async () => {
    const { clock, outcome, texts, fired } = await send('produce_lost');
    expect(await clock.settle(outcome)).toBeInstanceOf(SendUnknownError);
    expect([texts(), fired()]).toEqual([[], 1]);
  });

  it('refused: not appended, and known', async () => {
    const { clock, outcome, texts, fired } = await send('produce_refused');
    expect(await clock.settle(outcome)).toBeInstanceOf(SendRefusedError);
    expect([texts(), fired()]).toEqual([[], 1]);
  });

  it('late: a retry goes first, and the first one comes again as it was: b1, b2, b1', async () => {
    const { clock, outcome, texts, producer, buffer, fired } = await send('produce_late');
    expect(await clock.settle(outcome)).toBeInstanceOf(SendUnknownError);
    await clock.settle(producer.send(TOPIC, 0, [{ key: null, value: buffer }]));
    buffer.write('b2');
    await clock.settle(producer.send(TOPIC, 0, [{ key: null, value: buffer }]));
    await clock.advance(399);
    expect(texts()).toEqual(['b1', 'b2']);
    await clock.advance(2);
    expect([texts(), fired()]).toEqual([['b1', 'b2', 'b1'], 1]);
  });

  it('slow: appended and acknowledged later', async () => {
    const { clock, outcome, texts, buffer, fired } = await send('produce_slow');
    await clock.advance(399);
    buffer.write('??');
    expect(texts()).toEqual([]);
    expect(await clock.settle(outcome)).toBe('acknowledged');
    expect([clock.monotonic(), texts(), fired()]).toEqual([400, ['b1'], 1]);
  });
});

describe('commit faults', () => {
  it('refused: the commit before stays, and so does the lease', async () => {
    const it = world();
    const { lease } = await process(it);
    await it.clock.settle(lease(0).commit(1, 'one'));
    it.cluster.faults.arm('commit_refused', { times: 1 });
    await expect(it.clock.settle(lease(0).commit(2, 'two'))).rejects.toMatchObject({ code: 'commit_refused' });
    expect([it.committed(), lease(0).live]).toEqual([{ offset: 1, metadata: 'one' }, true]);
  });

  it('lost acknowledgement: written, and not known', async () => {
    const it = world();
    const { lease } = await process(it);
    it.cluster.faults.arm('commit_ack_lost', { times: 1 });
    await expect(it.clock.settle(lease(0).commit(2, 'two'))).rejects.toBeInstanceOf(BrokerUnreachableError);
    expect([it.committed(), it.cluster.faults.fired('commit_ack_lost')]).toEqual([{ offset: 2, metadata: 'two' }, 1]);
  });

  it('late: an older one rewinds a newer one while the membership stands', async () => {
    const it = world();
    const { lease } = await process(it);
    it.cluster.faults.arm('commit_late', { times: 1, lateMs: [50, 50] });
    await expect(it.clock.settle(lease(0).commit(1, 'old'))).rejects.toBeInstanceOf(BrokerUnreachableError);
    await it.clock.settle(lease(0).commit(2, 'new'));
    await it.clock.advance(60);
    expect(it.committed()).toEqual({ offset: 1, metadata: 'old' });
  });

  it('late, over a rebalance: fenced by its generation, unless asked for without the fence', async () => {
    for (const fault of ['commit_late', 'commit_late_unfenced'] as const) {
      const it = world();
      const one = await process(it);
      it.cluster.faults.arm(fault, { times: 1, lateMs: [5_000, 5_000] });
      await expect(it.clock.settle(one.lease(0).commit(1, 'old'))).rejects.toBeInstanceOf(BrokerUnreachableError);
      it.cluster.faults.forceRebalance('stage');
      await it.clock.advance(1_000);
      expect(one.told).toEqual(['joined 0,1', 'revoking 0,1', 'joined 0,1']);
      await it.clock.settle(one.lease(0).commit(7, 'new'));
      await it.clock.advance(5_000);
      expect(it.committed()!.metadata).toBe(fault === 'commit_late' ? 'new' : 'old');
    }
  });
});

describe('membership faults', () => {
  it('lost session: leases die when the member learns it, without revoking, and it joins anew', async () => {
    const it = world();
    const one = await process(it);
    const before = one.lease(0);
    it.cluster.faults.loseSession('stage');
    expect(before.live).toBe(true);
    await it.clock.advance(600);
    expect([before.live, one.told]).toEqual([false, ['joined 0,1', 'joined 0,1']]);
    expect(one.lease(0)).not.toBe(before);
  });

  it('lost session: a commit is refused as dead, though the member did not know yet', async () => {
    const it = world();
    const one = await process(it);
    const before = one.lease(0);
    it.cluster.faults.loseSession('stage');
    await expect(it.clock.settle(before.commit(3, 'zombie'))).rejects.toBeInstanceOf(LeaseDeadError);
    expect([before.live, it.committed()]).toEqual([false, null]);
  });

  it('forced rebalance: a member that drains too long is left out, and its commits are fenced', async () => {
    const it = world();
    const one = await process(it, { revoking: () => it.clock.sleep(60_000) });
    const before = one.lease(0);
    it.cluster.faults.forceRebalance('stage');
    await it.clock.advance(2_400);
    expect(it.cluster.group('stage').members()).toEqual([]);
    await expect(it.clock.settle(before.commit(3, 'late'))).rejects.toBeInstanceOf(LeaseDeadError);
  });

  it('a handler that is stuck does not keep its consumer from joining again', async () => {
    const it = world();
    const one = await process(it, { records: () => new Promise(() => undefined) });
    it.cluster.append(TOPIC, 0, [record('stuck')]);
    await it.clock.advance(50);
    it.cluster.faults.forceRebalance('stage');
    await it.clock.advance(1_000);
    expect(one.told).toEqual(['joined 0,1', 'revoking 0,1', 'joined 0,1']);
    expect(one.fetches.map(fetched => fetched.from)).toEqual([0, 0]);
  });
});

describe('fetch faults', () => {
  it('cuts at arbitrary offsets, inside gaps too, and still accounts for every one', async () => {
    let cutInsideGap = false;
    for (let seed = 0; seed < 20; seed++) {
      const it = world(seed);
      for (let n = 0; n < 50; n++) {
        it.cluster.append(TOPIC, 0, [record(`${n}`)]);
        if (n % 5 === 0) it.cluster.appendGap(TOPIC, 0, 3);
      }
      it.cluster.faults.arm('fetch_cut');
      const one = await process(it);
      await it.clock.advance(1_000);
      let expected = 0;
      for (const { from, records, next } of one.fetches) {
        expect(from).toBe(expected);
        for (const { offset } of records) expect(offset >= from && offset < next).toBe(true);
        cutInsideGap ||= next < 80 && records.at(-1)?.offset !== next - 1;
        expected = next;
      }
      expect(expected).toBe(80);
      expect(one.fetches.reduce((sum, fetched) => sum + fetched.records.length, 0)).toBe(50);
      expect(it.cluster.faults.fired('fetch_cut')).toBe(one.fetches.length - 1);
    }
    expect(cutInsideGap).toBe(true);
  });

  it('failed: tried again until it works', async () => {
    const it = world();
    it.cluster.append(TOPIC, 0, [record('a')]);
    it.cluster.faults.arm('fetch_failed', { times: 3, partition: 0 });
    const one = await process(it);
    await it.clock.advance(250);
    expect(one.fetches).toEqual([]);
    await it.clock.advance(100);
    expect([one.fetches.length, it.cluster.faults.fired('fetch_failed')]).toEqual([1, 3]);
  });

  it('rejoin inside a fetch: leases die at once, without revoking, while handlers run', async () => {
    const it = world();
    const gate = Promise.withResolvers<void>();
    const one = await process(it, { records: () => gate.promise });
    const before = one.lease(0);
    it.cluster.append(TOPIC, 0, [record('a')]);
    await it.clock.advance(10);
    it.cluster.faults.arm('fetch_rejoin', { times: 1, partition: 1 });
    await it.clock.advance(200);
    expect(one.told).toEqual(['joined 0,1', 'joined 0,1']);
    expect([before.live, one.lease(0).live, before.position]).toEqual([false, true, 0]);
    gate.resolve();
    await it.clock.advance(10);
    expect(before.position).toBe(0);
  });
});

describe('fetchMinBytes', () => {
  it('waits for so much, but no longer than fetchMaxWaitMs', async () => {
    const it = world();
    const log = it.cluster.connect();
    const arrivals: number[] = [];
    const handler: GroupHandler = {
      joined: async () => undefined,
      records: async (_, fetched) => void arrivals.push(it.clock.monotonic(), fetched.records.length),
      revoking: async () => undefined,
    };
    await it.clock.settle(log.consume({ ...options, fetchMinBytes: 1_000 }, handler));
    await it.clock.advance(1_000);
    it.cluster.append(TOPIC, 0, [record('a')]);
    await it.clock.advance(20);
    it.cluster.append(TOPIC, 0, [record('b')]);
    await it.clock.advance(200);
    expect(arrivals[1]).toBe(2);
    expect(arrivals[0]).toBeGreaterThan(1_020);
    expect(arrivals[0]).toBeLessThanOrEqual(1_100);
    await it.clock.advance(10);
    const sentAtMs = it.clock.monotonic();
    it.cluster.append(TOPIC, 0, [record('c'.repeat(2_000))]);
    await it.clock.advance(200);
    expect(arrivals.slice(2)).toEqual([sentAtMs, 1]);
  });
});

describe('topic faults', () => {
  it('recreated: commits are gone, and a consumer that stands above the new end cannot go on', async () => {
    const it = world();
    it.cluster.append(TOPIC, 0, [record('a'), record('b'), record('c')]);
    const one = await process(it);
    await it.clock.advance(10);
    await it.clock.settle(one.lease(0).commit(3, 'all'));
    it.cluster.faults.recreateTopic(TOPIC);
    it.cluster.append(TOPIC, 0, [record('new')]);
    await expect(it.clock.settle(one.consumer.ended, 1_000)).rejects.toMatchObject({ code: 'consumer_dead' });
    expect([it.committed(), one.lease(0)?.live]).toEqual([null, false]);
    const again = await process(it);
    await it.clock.advance(10);
    expect(again.fetches[0]).toMatchObject({ from: 0, next: 1 });
  });

  it('removed: a consumer waits for it for a while, then ends', async () => {
    const it = world();
    const one = await process(it);
    it.cluster.removeTopic(TOPIC);
    const ended = it.clock.settle(one.consumer.ended, 60_000);
    await expect(ended).rejects.toMatchObject({ code: 'topic_missing' });
    expect(it.clock.monotonic()).toBeGreaterThan(30_000);
  });

  it('damaged: held at the record until it is passed over on purpose; others go on', async () => {
    const it = world();
    const told: unknown[] = [];
    const one = await process(it, { unreadable: (lease, range) => void told.push([lease.partition, range]) });
    it.cluster.append(TOPIC, 0, [record('a'), record('b'), record('c')]);
    it.cluster.damage(TOPIC, 0, 1, 'too large');
    await it.clock.advance(500);
    it.cluster.append(TOPIC, 1, [record('x')]);
    await it.clock.advance(500);
    expect(told).toEqual([[0, { from: 1, next: 2, reason: 'too large' }]]);
    expect(one.fetches.map(fetched => fetched.records.map(it => it.value!.toString()))).toEqual([['a'], ['x']]);
    one.lease(0).seek(2);
    await it.clock.advance(10);
    expect(one.fetches.at(-1)).toMatchObject({ from: 2, next: 3 });
  });

  it('partitions added: the group shares them', async () => {
    const it = world();
    const one = await process(it);
    it.cluster.faults.addPartitions(TOPIC, 4);
    await it.clock.advance(1_000);
    expect(one.told.at(-1)).toBe('joined 0,1,2,3');
  });

  it('start moved past the position: expired, then what is left', async () => {
    const it = world();
    const one = await process(it);
    one.consumer.pause();
    it.cluster.append(TOPIC, 0, [record('a'), record('b'), record('c')]);
    it.cluster.faults.moveLogStart(TOPIC, 0, 2);
    one.consumer.resume();
    await it.clock.advance(50);
    expect(one.fetches[0]).toEqual({ from: 0, next: 2, records: [], expired: true, end: 3 });
    expect(one.fetches[1]).toMatchObject({ from: 2, next: 3, expired: false });
  });
});

describe('processes', () => {
  it('frozen inside a send and woken after its successor: the zombie write lands then', async () => {
    const it = world();
    const zombie = await process(it);
    const before = zombie.lease(0);
    const producer = await producerOf(zombie.log);
    zombie.log.freeze();
    const sending = producer.send(TOPIC, 0, [record('zombie')]);
    const successor = process(it);
    const heir = await successor;
    expect(heir.told).toEqual(['joined 0,1']);
    await it.clock.settle((await producerOf(heir.log)).send(TOPIC, 0, [record('heir')]));
    await it.clock.settle(heir.lease(0).commit(1, 'heir'));
    expect([before.live, before.lastHeartbeatMs < it.clock.monotonic() - 1_000]).toEqual([true, true]);
    zombie.log.thaw();
    await it.clock.settle(sending);
    expect(it.texts()).toEqual(['heir', 'zombie']);
    await expect(it.clock.settle(before.commit(9, 'zombie'))).rejects.toBeInstanceOf(LeaseDeadError);
    expect(it.committed()).toEqual({ offset: 1, metadata: 'heir' });
  });

  it('crashed: hears nothing more, sends nothing more, and the group gives its share away after the session', async () => {
    const it = world();
    const dead = await process(it);
    const stays = await process(it);
    await it.clock.advance(1_000);
    const producer = await producerOf(dead.log);
    dead.log.crash();
    const told = [...dead.told];
    let answered = false;
    void producer.send(TOPIC, 0, [record('never')]).finally(() => (answered = true));
    it.cluster.append(TOPIC, 0, [record('a')]);
    it.cluster.append(TOPIC, 1, [record('b')]);
    await it.clock.advance(2_500);
    expect(stays.told.at(-1)).not.toBe('joined 0,1');
    await it.clock.advance(3_000);
    expect(stays.told.at(-1)).toBe('joined 0,1');
    expect([dead.told, dead.fetches, answered, dead.consumer.leases]).toEqual([told, [], false, []]);
    expect([it.texts(), stays.fetches.length]).toEqual([['a'], 3]);
  });
});

describe('Faults', () => {
  it('strike only what they are armed for, as often as they are armed', async () => {
    const it = world();
    const disarm = it.cluster.faults.arm('produce_lost', { topic: TOPIC, partition: 1 });
    it.cluster.faults.arm('produce_lost', { topic: 'another' });
    const producer = await producerOf(it.cluster.connect());
    await it.clock.settle(producer.send(TOPIC, 0, [record('a')]));
    await expect(it.clock.settle(producer.send(TOPIC, 1, [record('a')]))).rejects.toBeInstanceOf(SendUnknownError);
    await expect(it.clock.settle(producer.send(TOPIC, 1, [record('a')]))).rejects.toBeInstanceOf(SendUnknownError);
    disarm();
    await it.clock.settle(producer.send(TOPIC, 1, [record('a')]));
    it.cluster.faults.arm('produce_lost');
    it.cluster.faults.disarmAll();
    await it.clock.settle(producer.send(TOPIC, 1, [record('a')]));
    expect(it.cluster.faults.fired('produce_lost')).toBe(2);
    expect(Object.keys(it.cluster.faults.counts())).toEqual([...FAULTS]);
  });
});
