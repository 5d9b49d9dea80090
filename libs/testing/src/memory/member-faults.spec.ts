import { describe, expect, it } from '@jest/globals';
import { LeaseDeadError } from '@pixel-relay/kafka';
import { producerOf, record, startProcess, TOPIC, world } from './fault-trial.ts';

describe('membership faults', () => {
  it('lost session: leases die when the member learns it, without revoking, and it joins anew', async () => {
    const it = world();
    const one = await startProcess(it);
    const before = one.lease(0);
    it.cluster.faults.loseSession('stage');
    expect(before.live).toBe(true);
    await it.clock.advance(600);
    expect([before.live, one.told]).toEqual([false, ['joined 0,1', 'joined 0,1']]);
    expect(one.lease(0)).not.toBe(before);
  });

  it('lost session: a commit is refused as dead, though the member did not know yet', async () => {
    const it = world();
    const one = await startProcess(it);
    const before = one.lease(0);
    it.cluster.faults.loseSession('stage');
    await expect(it.clock.settle(before.commit(3, 'zombie'))).rejects.toBeInstanceOf(LeaseDeadError);
    expect([before.live, it.committed()]).toEqual([false, null]);
  });

  it('forced rebalance: a member that drains too long is left out, and its commits are fenced', async () => {
    const it = world();
    const one = await startProcess(it, { revoking: () => it.clock.sleep(60_000) });
    const before = one.lease(0);
    it.cluster.faults.forceRebalance('stage');
    await it.clock.advance(2_400);
    expect(it.cluster.group('stage').members()).toEqual([]);
    await expect(it.clock.settle(before.commit(3, 'late'))).rejects.toBeInstanceOf(LeaseDeadError);
  });

  it('a handler that is stuck does not keep its consumer from joining again', async () => {
    const it = world();
    const one = await startProcess(it, { records: () => new Promise(() => undefined) });
    it.cluster.append(TOPIC, 0, [record('stuck')]);
    await it.clock.advance(50);
    it.cluster.faults.forceRebalance('stage');
    await it.clock.advance(1_000);
    expect(one.told).toEqual(['joined 0,1', 'revoking 0,1', 'joined 0,1']);
    expect(one.fetches.map(fetched => fetched.from)).toEqual([0, 0]);
  });
});

describe('processes', () => {
  it('frozen inside a send and woken after its successor: the zombie write lands then', async () => {
    const it = world();
    const zombie = await startProcess(it);
    const before = zombie.lease(0);
    const producer = await producerOf(zombie.log);
    zombie.log.freeze();
    const sending = producer.send(TOPIC, 0, [record('zombie')]);
    const successor = startProcess(it);
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
    const dead = await startProcess(it);
    const stays = await startProcess(it);
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
