/** What the audit says of deliveries, and finds wrong with them: accounts and retry topics as the producer leaves them. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Outcome } from '@pixel-relay/contracts';
import {
  Account,
  decodeAccount,
  encodeAccount,
  type PairCounters,
  RAW_EPOCH,
  retryGroupId,
  retryTiers,
  topics,
} from '@pixel-relay/stage';
import { AuditedPipeline, group, PARTITIONS } from '../spec/audited-pipeline.ts';

const [first, second] = retryTiers;
const parkedRecord = { key: null, value: Buffer.from('parked') };
const none: PairCounters = { accepted: 0, withdrawn: 0, parked: 0, dead: 0 };

describe('relayctl audit of deliveries', () => {
  let pipeline: AuditedPipeline;

  /** The producer's commit of partition 0, as if it had counted these deliveries. */
  const direct = (pairs: PairCounters): void => {
    const { offset, metadata } = pipeline.cluster.group(group('producer')).committed(topics.augmented, 0)!;
    const { account } = decodeAccount(metadata);
    account.sources[0]!.pairs = pairs;
    pipeline.cluster.resetCommitted(group('producer'), topics.augmented, 0, offset, encodeAccount(account, offset));
  };

  const read = (tier: (typeof retryTiers)[number], next: number, pairs: PairCounters, expired = 0): void => {
    const { clusterId } = pipeline.cluster;
    const account = new Account({ ownEpoch: 5n, outputPartitions: 0, clusterId });
    const source = {
      topic: tier.topic,
      epoch: RAW_EPOCH,
      partition: 0,
      firstOffset: 0,
      nextOffset: next,
      oldestReceivedMs: 0,
    };
    const dropped = expired === 0 ? [] : [{ offset: 0, outcome: Outcome.EXPIRED, run: expired }];
    account.fold({ source, forwarded: next - expired, dropped, pairs });
    const groupId = retryGroupId(group('producer'), tier);
    pipeline.cluster.resetCommitted(groupId, tier.topic, 0, next, encodeAccount(account, next));
  };

  const write = (topic: string, records: number, partition = 0): void =>
    void pipeline.cluster.append(
      topic,
      partition,
      Array.from({ length: records }, () => parkedRecord),
    );

  const letters = (count: number): void =>
    void pipeline.cluster.append(
      topics.deadLetter,
      0,
      Array.from({ length: count }, (_, offset) => ({
        key: Buffer.from(`0000000000000007/0/${offset}/producer/ads`),
        value: null,
      })),
    );

  beforeEach(async () => {
    pipeline = await AuditedPipeline.make();
    await pipeline.startAll();
    pipeline.write(18);
    await pipeline.atRest();
    await pipeline.stopAll();
    direct({ accepted: 10, withdrawn: 1, parked: 5, dead: 2 });
    write(first.topic, 6);
    read(first, 4, { accepted: 1, withdrawn: 0, parked: 2, dead: 1 });
    write(second.topic, 2);
    letters(3);
  });
  afterEach(() => pipeline.stopAll());

  it('says how all ended that were handed over, what waits where, and what is there twice', async () => {
    const { deliveries, problems, notes, balanced } = await pipeline.report();
    expect(problems).toEqual([]);
    expect(balanced).toBe(true);
    expect(deliveries).toMatchObject({ handed: 18, accepted: 11, withdrawn: 1, dead: 3, waiting: 4, surplus: 1 });
    expect(notes.join()).toMatch(/1 are in the retry topics beyond those counted as parked/);
    const { lines } = await pipeline.audit();
    expect(lines).toContain(
      'deliveries: 18 handed = 11 accepted + 1 withdrawn + 3 dead + 4 waiting (deliveries.retry.10s 2, deliveries.retry.1m 2) - 1 surplus',
    );
  });

  it('counts what no reader has taken yet, in every partition', async () => {
    write(retryTiers[3].topic, 3, PARTITIONS - 1);
    expect((await pipeline.report()).deliveries).toMatchObject({ waiting: 7, surplus: 4 });
  });

  it('finds parked deliveries that are not there any more', async () => {
    pipeline.cluster.recreateTopic(second.topic);
    const { problems, code } = await pipeline.report();
    expect(problems).toEqual([expect.stringMatching(/1 that were parked are not in the retry topics/)]);
    expect(code).toBe(1);
  });

  it('finds deliveries that were deleted before they were read, and those without an outcome', async () => {
    read(first, 4, { accepted: 1, withdrawn: 0, parked: 1, dead: 0 }, 1);
    const { problems } = await pipeline.report();
    expect(problems).toEqual([
      'deliveries.retry.10s: 1 deliveries were deleted before they were read: they are lost',
      'deliveries.retry.10s: 1 deliveries were read and have no outcome',
    ]);
  });

  it('finds dead deliveries without a dead letter', async () => {
    read(second, 2, { ...none, dead: 2 });
    const { problems } = await pipeline.report();
    expect(problems).toEqual([expect.stringMatching(/5 are counted as dead, but there are only 3 dead letters/)]);
  });
});
