import { describe, expect, it } from '@jest/globals';
import { BrokerUnreachableError, type Committed, CommitRefusedError, LeaseDeadError } from '@pixel-relay/kafka';
import { InMemoryCluster, SimulatedClock } from '@pixel-relay/testing';
import { TestLease } from '../spec-support/test-lease.ts';
import { Account } from './account.ts';
import { decodeAccount, encodeAccount } from './account-codec.ts';
import { beginAssignment, commitMinted, gatherJoinFacts, type JoinFacts } from './begin-assignment.ts';

const clock = new SimulatedClock({ seed: 1 });
const facts: JoinFacts = {
  clusterId: 'c',
  outputPartitions: 4,
  groupIsFresh: false,
  log: new Map([[0, { start: 10, end: 50 }]]),
};
const accountOf = (change: Partial<{ ownEpoch: bigint; outputPartitions: number; clusterId: string }> = {}): Account =>
  new Account({ ownEpoch: 99n, outputPartitions: 4, clusterId: 'c', ...change });
const valid = (offset: number, account = accountOf()): Committed => ({
  offset,
  metadata: encodeAccount(account, offset),
});
const begin = (committed: Committed | null, change: Partial<JoinFacts> = {}, allowFreshGroup = false) =>
  beginAssignment(new TestLease(committed), { ...facts, ...change }, { clock, allowFreshGroup });

describe('rule 5: a valid account', () => {
  it('is restored, and the position is where it is true', () => {
    const { account, position, minted } = begin(valid(30));
    expect([account.ownEpoch, position, minted]).toEqual([99n, 30, false]);
  });

  it("keeps its position below the log's start, where the reader is told what expired", () => {
    expect(begin(valid(3))).toMatchObject({ position: 3, minted: false });
  });

  it('is refused when it cannot be read, or is true as of another offset', () => {
    const { metadata } = valid(30);
    for (const committed of [
      { offset: 31, metadata },
      { offset: 30, metadata: 'what somebody else wrote' },
      { offset: 30, metadata: `${metadata.slice(0, -4)}AAA=` },
    ])
      expect(() => begin(committed)).toThrow("the group's committed account cannot be read");
  });

  it('is refused when the output has another number of partitions', () => {
    expect(() => begin(valid(30, accountOf({ outputPartitions: 8 })))).toThrow('had 8 partitions');
  });

  it('is refused with more live sources than it is sure to hold, and so is a writer that would make it so', () => {
    const account = accountOf();
    for (let partition = 0; partition < 33; partition++)
      account.fold({
        source: { topic: 'in', epoch: 1n, partition, firstOffset: 0, nextOffset: 1, oldestReceivedMs: 0 },
        forwarded: 1,
        dropped: [],
      });
    expect(() => begin(valid(30, account))).toThrow('33 source partitions');
    const log = new Map(Array.from({ length: 129 }, (_, partition) => [partition, { start: 0, end: 50 }]));
    expect(() => begin(valid(30), { log })).toThrow('33 source partitions');
  });
});

describe('rule 7: a new epoch is minted', () => {
  it('at the earliest record where the group has no commit, at random', () => {
    const [one, other] = [begin(null), begin(null)];
    expect([one.position, one.minted, one.account.outputPartitions]).toEqual([10, true, 4]);
    expect(one.account.ownEpoch).not.toBe(other.account.ownEpoch);
  });

  it("at the committed offset, or the log's start, where an operator reset the group", () => {
    expect(begin({ offset: 20, metadata: '' })).toMatchObject({ position: 20, minted: true });
    expect(begin({ offset: 3, metadata: '' })).toMatchObject({ position: 10, minted: true });
  });

  it('from the start where the log ends below the commit, or lies in another cluster', () => {
    expect(begin(valid(51))).toMatchObject({ position: 10, minted: true });
    expect(begin(valid(30, accountOf({ clusterId: 'another' })))).toMatchObject({ position: 10, minted: true });
  });

  it('not for a renamed group, unless that is wanted', () => {
    expect(() => begin(null, { groupIsFresh: true })).toThrow('a renamed group would send everything again');
    expect(begin(null, { groupIsFresh: true }, true).minted).toBe(true);
  });
});

describe('rule 7: a group is fresh', () => {
  const ask = async (written: boolean, committedPartition: number | null): Promise<boolean> => {
    const cluster = new InMemoryCluster({ clock });
    for (const topic of ['in', 'out']) cluster.createTopic({ topic, partitions: 2, replicationFactor: 1, config: {} });
    if (written) cluster.append('out', 1, [{ key: null, value: Buffer.from('b') }]);
    if (committedPartition !== null) cluster.resetCommitted('group', 'in', committedPartition, 0);
    const { admin } = cluster.connect();
    return (await clock.settle(gatherJoinFacts(admin, 'group', 'in', 'out'))).groupIsFresh;
  };

  it('when its output has records and none of its partitions a commit; one that was added is not enough', async () => {
    expect([await ask(true, null), await ask(true, 1), await ask(false, null)]).toEqual([true, false, false]);
  });
});

describe("rule 7: the minted epoch's commit", () => {
  const commit = (lease: TestLease): Promise<boolean> => commitMinted(lease, begin(null), clock, 100);

  it('is awaited, and repeated with the same epoch while it is not known to be written', async () => {
    const lease = new TestLease();
    lease.failures.push(new BrokerUnreachableError('?', 'again'), new BrokerUnreachableError('?', 'again'));
    expect(await clock.settle(commit(lease))).toBe(true);
    const epochs = lease.commits.map(({ metadata }) => decodeAccount(metadata).account.ownEpoch);
    expect([epochs.length, new Set(epochs).size]).toEqual([3, 1]);
    expect(lease.commits[0]!.offset).toBe(10);
  });

  it('is not asked for, nor believed, once the lease is dead', async () => {
    const dead = new TestLease();
    dead.live = false;
    expect([await clock.settle(commit(dead)), dead.commits]).toEqual([false, []]);
    const dying = new TestLease();
    const gate = Promise.withResolvers<void>();
    dying.gate = gate.promise;
    const answer = commit(dying);
    await clock.advance(10);
    dying.live = false;
    gate.resolve();
    expect([await clock.settle(answer), dying.commits.length]).toEqual([false, 1]);
    const fenced = new TestLease(); // the group knows before the holder does
    fenced.failures.push(new LeaseDeadError('over', 'leave it'));
    expect(await clock.settle(commit(fenced))).toBe(false);
  });

  it('ends the stage when the broker refuses it', async () => {
    const lease = new TestLease();
    lease.failures.push(new CommitRefusedError('not allowed', 'allow it'));
    await expect(clock.settle(commit(lease))).rejects.toThrow('not allowed');
  });
});
