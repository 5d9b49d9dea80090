import { describe, expect, it } from '@jest/globals';
import type { GroupHandler } from '@pixel-relay/kafka';
import { options, record, startProcess, TOPIC, world } from './fault-trial.ts';

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
      const one = await startProcess(it);
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
    const one = await startProcess(it);
    await it.clock.advance(250);
    expect(one.fetches).toEqual([]);
    await it.clock.advance(100);
    expect([one.fetches.length, it.cluster.faults.fired('fetch_failed')]).toEqual([1, 3]);
  });

  it('rejoin inside a fetch: leases die at once, without revoking, while handlers run', async () => {
    const it = world();
    const gate = Promise.withResolvers<void>();
    const one = await startProcess(it, { records: () => gate.promise });
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
    const one = await startProcess(it);
    await it.clock.advance(10);
    await it.clock.settle(one.lease(0).commit(3, 'all'));
    it.cluster.faults.recreateTopic(TOPIC);
    it.cluster.append(TOPIC, 0, [record('new')]);
    await expect(it.clock.settle(one.consumer.ended, 1_000)).rejects.toMatchObject({ code: 'consumer_dead' });
    expect([it.committed(), one.lease(0)?.live]).toEqual([null, false]);
    const again = await startProcess(it);
    await it.clock.advance(10);
    expect(again.fetches[0]).toMatchObject({ from: 0, next: 1 });
  });

  it('removed: a consumer waits for it for a while, then ends', async () => {
    const it = world();
    const one = await startProcess(it);
    it.cluster.removeTopic(TOPIC);
    const ended = it.clock.settle(one.consumer.ended, 60_000);
    await expect(ended).rejects.toMatchObject({ code: 'topic_missing' });
    expect(it.clock.monotonic()).toBeGreaterThan(30_000);
  });

  it('damaged: held at the record until it is passed over on purpose; others go on', async () => {
    const it = world();
    const told: unknown[] = [];
    const one = await startProcess(it, { unreadable: (lease, range) => void told.push([lease.partition, range]) });
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
    const one = await startProcess(it);
    it.cluster.faults.addPartitions(TOPIC, 4);
    await it.clock.advance(1_000);
    expect(one.told.at(-1)).toBe('joined 0,1,2,3');
  });

  it('start moved past the position: expired, then what is left', async () => {
    const it = world();
    const one = await startProcess(it);
    one.consumer.pause();
    it.cluster.append(TOPIC, 0, [record('a'), record('b'), record('c')]);
    it.cluster.faults.moveLogStart(TOPIC, 0, 2);
    one.consumer.resume();
    await it.clock.advance(50);
    expect(one.fetches[0]).toMatchObject({ from: 0, next: 2, records: [], expired: true, end: 3 });
    expect(one.fetches[1]).toMatchObject({ from: 2, next: 3, expired: false });
  });
});
