import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { GroupHandler } from '@pixel-relay/kafka';
import { SimulatedClock } from './clock/simulated-clock.ts';
import { NothingDoubled } from './guarantees/nothing-doubled.ts';
import { NothingLost } from './guarantees/nothing-lost.ts';
import { OrderPerKey } from './guarantees/order-per-key.ts';
import { type Fault, InMemoryCluster, type InMemoryLog, type RequestFault } from './index.ts';

const TOPIC = 'events.raw';
const PARTITIONS = 3;
const options = {
  ...{ groupId: 'stage', topic: TOPIC, sessionTimeoutMs: 1_500, rebalanceTimeoutMs: 1_000, heartbeatIntervalMs: 200 },
  ...{ fetchMaxWaitMs: 50, fetchMaxBytesPerPartition: 2_000, fetchMaxBytes: 1 << 20 },
};
const randomFaults: readonly RequestFault[] = [
  ...(['commit_refused', 'commit_ack_lost', 'commit_late', 'fetch_cut', 'fetch_failed', 'fetch_rejoin'] as const),
  ...(['produce_ack_lost', 'produce_slow', 'produce_refused'] as const),
];

/** Commits 'after' it took a batch, as it must to lose nothing, or 'before', as it must not. */
type CommitWhen = 'after' | 'before';

/** Three processes of one plain consumer, that die, freeze and lose their sessions while events arrive. */
async function run(seed: number, commitWhen: CommitWhen) {
  const clock = new SimulatedClock({ seed, shuffleTies: true });
  const cluster = new InMemoryCluster({ clock, latencyMaxMs: 20 });
  cluster.createTopic({ topic: TOPIC, partitions: PARTITIONS, replicationFactor: 1, config: {} });
  for (const fault of randomFaults) cluster.faults.arm(fault, { probability: 0.05, lateMs: [1, 3_000] });
  const guarantees = { lost: new NothingLost(), doubled: new NothingDoubled(), order: new OrderPerKey() };
  const trace = createHash('sha256');
  const note = (line: string): void => void trace.update(`${clock.monotonic()} ${line}\n`);
  let taken = 0;

  const handlerOf = (name: string): GroupHandler => ({
    joined: async leases => note(`${name} joined ${leases.map(it => `${it.partition}@${it.position}`).join()}`),
    revoking: async () => note(`${name} revoking`),
    async records(lease, { from, next, records }) {
      note(`${name} got ${lease.partition} ${from}-${next}`);
      // A commit that fails is no reason to stop: the next one covers it.
      const commit = (): Promise<void> => lease.commit(next, name).catch(() => undefined);
      if (commitWhen === 'before') await commit();
      await clock.sleep(clock.random() * 30);
      if (!lease.live) return;
      for (const { offset, key } of records) {
        const event = { epoch: 1n, partition: lease.partition, offset };
        guarantees.lost.onEnded(event, 'handed');
        guarantees.doubled.onTaken('stage', event);
        guarantees.order.onTaken('stage', key!.toString(), event);
        taken++;
      }
      if (commitWhen === 'after') await commit();
    },
  });

  const logs: InMemoryLog[] = [];
  let started = 0;
  const start = (): void => {
    const log = cluster.connect();
    logs.push(log);
    log.consume(options, handlerOf(`c${started++}`)).catch(() => note('not started'));
  };
  for (let n = 0; n < 3; n++) start();

  const source = await cluster.connect().producer({ compression: 'none', sendTimeoutMs: 1_000 });
  const produce = async (): Promise<void> => {
    for (let n = 0; n < 60; n++) {
      const partition = Math.floor(clock.random() * PARTITIONS);
      const records = Array.from({ length: 1 + Math.floor(clock.random() * 20) }, (_, i) => ({
        key: Buffer.from(`key-${i % 5}`),
        value: Buffer.alloc(100, 'v'),
      }));
      await source.send(TOPIC, partition, records).catch(() => undefined);
      if (clock.random() < 0.1) cluster.appendGap(TOPIC, partition, 2);
      await clock.sleep(clock.random() * 200);
    }
  };
  const disturb = async (): Promise<void> => {
    for (let n = 0; n < 12; n++) {
      await clock.sleep(clock.random() * 1_000);
      const at = Math.floor(clock.random() * logs.length);
      const dice = clock.random();
      if (dice < 0.25) {
        logs.splice(at, 1)[0]!.crash();
        start();
      } else if (dice < 0.5) {
        const log = logs[at]!;
        log.freeze();
        clock.setTimer(clock.random() * 4_000, () => log.thaw());
      } else if (dice < 0.75) cluster.faults.loseSession('stage');
      else cluster.faults.forceRebalance('stage');
    }
  };
  await clock.settle(Promise.all([produce(), disturb()]));
  cluster.faults.disarmAll();
  for (const log of logs) log.thaw();
  await clock.advance(20_000);
  for (let partition = 0; partition < PARTITIONS; partition++) {
    for (const { offset } of cluster.records(TOPIC, partition)) guarantees.lost.onRaw({ epoch: 1n, partition, offset });
  }
  await clock.settle(Promise.all(logs.map(log => log.close())));
  const { lost, doubled, order } = guarantees;
  const violations = [lost, doubled, order].map(it => it.violations().length);
  return { violations, taken, trace: trace.digest('hex'), steps: clock.steps, faults: cluster.faults.counts() };
}

const seeds = Array.from({ length: 40 }, (_, n) => 1_000 + n);

describe('seeded runs', () => {
  it('lose nothing when commits follow the work, under every fault, and are seen to double and reorder', async () => {
    const fired = new Map<Fault, number>();
    let doubled = 0;
    let reordered = 0;
    for (const seed of seeds) {
      const { violations, faults } = await run(seed, 'after');
      expect({ seed, lost: violations[0] }).toEqual({ seed, lost: 0 });
      doubled += violations[1]!;
      reordered += violations[2]!;
      for (const [fault, times] of Object.entries(faults) as [Fault, number][]) {
        fired.set(fault, (fired.get(fault) ?? 0) + times);
      }
    }
    expect(doubled).toBeGreaterThan(0);
    expect(reordered).toBeGreaterThan(0);
    const caused: readonly Fault[] = ['session_lost', 'rebalance_forced', 'connection_frozen', 'connection_crashed'];
    for (const fault of [...randomFaults, ...caused]) expect([fault, fired.get(fault)! > 0]).toEqual([fault, true]);
  });

  it('are seen to lose when commits go before the work', async () => {
    let lost = 0;
    for (const seed of seeds.slice(0, 20)) lost += (await run(seed, 'before')).violations[0]!;
    expect(lost).toBeGreaterThan(0);
  });

  it('are the same run for the same seed, and another for another', async () => {
    const first = await Promise.all(seeds.slice(0, 8).map(seed => run(seed, 'after')));
    for (const [n, once] of first.entries()) expect(await run(seeds[n]!, 'after')).toEqual(once);
    expect(new Set(first.map(it => it.trace)).size).toBe(first.length);
  });
});
