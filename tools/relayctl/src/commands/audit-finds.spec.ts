/** What the audit finds when something is wrong, and that it does not take for wrong what is not. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BrokerUnreachableError, CommitRefusedError } from '@pixel-relay/kafka';
import { Account, chainEpoch, encodeAccount, RAW_EPOCH, topics } from '@pixel-relay/stage';
import { type StageName, stageNames } from '../audit/pipeline-stages.ts';
import { AuditedPipeline, every, group, PARTITIONS } from '../spec/audited-pipeline.ts';
import { runOnLog } from '../spec/run-on-log.ts';

describe('relayctl audit', () => {
  let pipeline: AuditedPipeline;
  beforeEach(async () => {
    pipeline = await AuditedPipeline.make();
  });
  afterEach(() => pipeline.stopAll());

  it.each(['validator', 'augmenter', 'producer'] as const)(
    'finds an event that the %s dropped silently',
    async name => {
      await pipeline.startAll({ [name]: (offset: number) => (offset === 17 ? 'vanish' : null) });
      pipeline.write(30);
      const { problems, code } = await pipeline
        .until(({ totals }) => totals.inFlight === 0)
        .then(() => pipeline.report());
      expect(problems).toEqual([
        expect.stringMatching(
          new RegExp(`^events\\.raw/0: between \\w+ and ${name}, 1 events were lost without an outcome$`),
        ),
      ]);
      expect(code).toBe(1);
      expect((await pipeline.audit()).lines.at(-1)).toMatch(/^UNBALANCED: /);
    },
  );

  it('finds an event that the parser dropped silently, by counting the raw records', async () => {
    await pipeline.startAll({ parser: offset => (offset === 3 ? 'vanish' : null) });
    pipeline.write(30);
    expect((await pipeline.atRest()).balanced).toBe(true);
    expect((await pipeline.report('--count-raw')).problems).toEqual([
      'events.raw/0: 30 records are in the log below 30, and 29 have an outcome',
    ]);
  });

  it('finds what expired between two stages before it was read', async () => {
    await pipeline.startAll({}, '--batch-events-max=10');
    pipeline.write(30);
    await pipeline.atRest();
    await pipeline.stop('augmenter');
    pipeline.write(30);
    await pipeline.until(({ waitingFor }) => waitingFor['augmenter'] === 30);
    const { offset } = pipeline.cluster.group(group('augmenter')).committed(topics.validated, 0)!;
    pipeline.cluster.deleteRecords(topics.validated, 0, offset + 1);
    await pipeline.start('augmenter');
    const { problems } = await pipeline.atRest();
    expect(problems).toEqual([
      'augmenter, events.raw/0: offsets 30 to 39 were never taken',
      'producer, events.raw/0: offsets 30 to 39 were never taken',
    ]);
  });

  it('finds a beginning that never reached the next stage', async () => {
    await pipeline.start('parser', {}, '--batch-events-max=10');
    pipeline.write(30);
    await pipeline.until(({ waitingFor }) => waitingFor['validator'] === 30);
    pipeline.cluster.deleteRecords(topics.parsed, 0, 1);
    for (const name of stageNames.slice(1)) await pipeline.start(name);
    const { problems } = await pipeline.atRest();
    expect(problems).toEqual(['events.raw/0: between parser and validator, offsets 0 to 9 are missing']);
  });

  it('misses no dead letter, and takes the account for right where there are more', async () => {
    await pipeline.startAll({ parser: every(5, 'dead') });
    pipeline.write(20);
    await pipeline.atRest();
    const letters = pipeline.cluster.records(topics.deadLetter, 0);
    pipeline.cluster.append(topics.deadLetter, 0, letters); // a replay repeats them
    const [epoch] = letters[0]!.key!.toString().split('/');
    pipeline.cluster.append(topics.deadLetter, 0, [
      { key: Buffer.from(`${epoch}/0/7/parser`), value: letters[0]!.value },
    ]);
    pipeline.cluster.append(topics.deadLetter, 0, [
      { key: Buffer.from(`${epoch}/0/9/producer/shop/x`), value: letters[0]!.value },
    ]);
    pipeline.cluster.append(topics.deadLetter, 0, [
      { key: Buffer.from('events.parsed/0/9/validator'), value: letters[0]!.value },
    ]);
    const superseded = await pipeline.report();
    expect(superseded).toMatchObject({ balanced: true, deadLetters: { events: 5, deliveries: 1, strays: 1 } });
    expect(superseded.notes.join()).toMatch(/1 dead letters are superseded/);

    pipeline.cluster.recreateTopic(topics.deadLetter);
    const { problems } = await pipeline.report();
    expect(problems).toEqual(['events.raw/0: 4 events are counted as dead, but only 0 have a dead letter']);
    expect(await pipeline.report('--no-dead-letters')).toMatchObject({ balanced: true, deadLetters: null });
  });

  it('lets retention take dead letters', async () => {
    await pipeline.startAll({ parser: every(5, 'dead') });
    pipeline.write(20);
    await pipeline.atRest();
    pipeline.cluster.deleteRecords(topics.deadLetter, 0, 2);
    expect(await pipeline.report()).toMatchObject({
      balanced: true,
      notes: [expect.stringMatching(/begun to delete/)],
    });
  });

  it('finds a raw topic that was made anew', async () => {
    await pipeline.startAll();
    pipeline.write(20);
    await pipeline.atRest();
    await pipeline.stop('parser');
    const commit = pipeline.cluster.group(group('parser')).committed(topics.raw, 0)!;
    pipeline.cluster.recreateTopic(topics.raw);
    pipeline.cluster.resetCommitted(group('parser'), topics.raw, 0, commit.offset, commit.metadata);
    const { problems, code } = await pipeline.report();
    expect(problems.join()).toMatch(
      /events\.raw\/0 ends at 0, below offset 20 that was taken from it: the topic was made anew/,
    );
    expect(code).toBe(1);
  });

  it('reads what an account holds of retired epochs, and of outcomes that are too many', async () => {
    const accountOf = (ownEpoch: bigint, ...taken: [epoch: bigint, first: number, next: number, handed: number][]) => {
      const account = new Account({ ownEpoch, outputPartitions: PARTITIONS, clusterId: pipeline.cluster.clusterId });
      for (const [epoch, firstOffset, nextOffset, forwarded] of taken) {
        const source = { topic: topics.raw, epoch, partition: 0, firstOffset, nextOffset, oldestReceivedMs: 0 };
        account.fold({ source, forwarded, dropped: [] });
      }
      return account;
    };
    const commit = (name: StageName, topic: string, account: Account): void =>
      pipeline.cluster.resetCommitted(group(name), topic, 0, 1, encodeAccount(account, 1));
    pipeline.write(30);
    const parsed = chainEpoch(RAW_EPOCH, 11n);
    const validated = chainEpoch(parsed, 12n);
    const last = accountOf(14n, [99n, 0, 10, 10], [chainEpoch(validated, 13n), 10, 22, 14]);
    expect(last.retireOldest()).toBe(true);
    commit('parser', topics.raw, accountOf(11n, [RAW_EPOCH, 10, 30, 20]));
    commit('validator', topics.parsed, accountOf(12n, [parsed, 10, 30, 20]));
    commit('augmenter', topics.validated, accountOf(13n, [validated, 10, 25, 15]));
    commit('producer', topics.augmented, last);
    const { problems, partitions, totals, waitingFor } = await pipeline.report();
    expect(problems).toContain('producer, events.raw/0: 2 more outcomes than events: something was taken twice');
    expect(partitions.filter(({ partition }) => partition === 0)).toMatchObject([
      { current: true, base: 10, next: 22, handed: 14, absent: -2, retired: false, inFlight: 8 },
      { current: false, epoch: '0000000000000063', base: 0, next: 10, retired: true, inFlight: 0 },
    ]);
    expect(totals).toMatchObject({ raw: 30, retired: 10, inFlight: 8 });
    expect(waitingFor).toEqual({ parser: 0, validator: 0, augmenter: 5, producer: 3 });
  });

  it('is not read where there is nothing to read, or it is damaged', async () => {
    await expect(pipeline.audit()).rejects.toThrow(
      /none of the groups pixel-relay-parser, .* has committed anything: check/,
    );
    await pipeline.startAll();
    await expect(pipeline.audit('--group-prefix', 'other-')).rejects.toThrow(/none of the groups other-parser/);
    expect((await pipeline.report('--group', 'producer=other')).notes).toEqual([
      'producer: group other has not committed anything yet',
    ]);
    await pipeline.stop('validator');
    const { offset, metadata } = pipeline.cluster.group(group('validator')).committed(topics.parsed, 1)!;
    pipeline.cluster.resetCommitted(group('validator'), topics.parsed, 1, offset, `${metadata.slice(0, -8)}AAAAAAA=`);
    await expect(pipeline.audit()).rejects.toThrow(/pixel-relay-validator at events\.parsed\/1: .*cannot be read/);
    pipeline.cluster.resetCommitted(group('validator'), topics.parsed, 1, offset + 1, metadata);
    await expect(pipeline.audit()).rejects.toThrow(/true as of offset 0, but committed at 1/);
    await expect(pipeline.audit('--group', 'baker=x')).rejects.toThrow(/stages are parser/);
  });

  it('waits for a coordinator that has just started', async () => {
    await pipeline.startAll();
    const log = pipeline.cluster.connect();
    const committed = log.admin.committed.bind(log.admin);
    let asked = 0;
    log.admin.committed = async (...args) => {
      if (++asked <= 2) throw new BrokerUnreachableError('loading', 'wait');
      return committed(...args);
    };
    expect((await runOnLog(() => log, ['audit', '--json'])).code).toBe(0);
    log.admin.committed = async () => {
      throw new CommitRefusedError('not allowed', 'ask for it');
    };
    await expect(runOnLog(() => log, ['audit'])).rejects.toThrow('not allowed');
  });
});
