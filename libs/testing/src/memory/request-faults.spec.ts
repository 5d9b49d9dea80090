import { describe, expect, it } from '@jest/globals';
import { BrokerUnreachableError, SendRefusedError, SendUnknownError } from '@pixel-relay/kafka';
import { FAULTS } from './faults.ts';
import type { InMemoryCluster } from './in-memory-cluster.ts';
import { producerOf, record, startProcess, TOPIC, world } from './fault-trial.ts';

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
    const { lease } = await startProcess(it);
    await it.clock.settle(lease(0).commit(1, 'one'));
    it.cluster.faults.arm('commit_refused', { times: 1 });
    await expect(it.clock.settle(lease(0).commit(2, 'two'))).rejects.toMatchObject({ code: 'commit_refused' });
    expect([it.committed(), lease(0).live]).toEqual([{ offset: 1, metadata: 'one' }, true]);
  });

  it('lost acknowledgement: written, and not known', async () => {
    const it = world();
    const { lease } = await startProcess(it);
    it.cluster.faults.arm('commit_ack_lost', { times: 1 });
    await expect(it.clock.settle(lease(0).commit(2, 'two'))).rejects.toBeInstanceOf(BrokerUnreachableError);
    expect([it.committed(), it.cluster.faults.fired('commit_ack_lost')]).toEqual([{ offset: 2, metadata: 'two' }, 1]);
  });

  it('late: an older one rewinds a newer one while the membership stands', async () => {
    const it = world();
    const { lease } = await startProcess(it);
    it.cluster.faults.arm('commit_late', { times: 1, lateMs: [50, 50] });
    await expect(it.clock.settle(lease(0).commit(1, 'old'))).rejects.toBeInstanceOf(BrokerUnreachableError);
    await it.clock.settle(lease(0).commit(2, 'new'));
    await it.clock.advance(60);
    expect(it.committed()).toEqual({ offset: 1, metadata: 'old' });
  });

  it('late, over a rebalance: fenced by its generation, unless asked for without the fence', async () => {
    for (const fault of ['commit_late', 'commit_late_unfenced'] as const) {
      const it = world();
      const one = await startProcess(it);
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
