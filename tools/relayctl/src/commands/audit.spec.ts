/** The audit of real stages on the in-memory log: what it says while they run, at rest, and when something is wrong. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { BrokerUnreachableError, CommitRefusedError } from '@pixel-relay/kafka';
import { Account, chainEpoch, encodeAccount, RAW_EPOCH, topics } from '@pixel-relay/stage';
import { InMemoryCluster } from '@pixel-relay/testing';
import type { AuditReport } from '../audit/audit.ts';
import { type StageName, stageNames } from '../audit/pipeline-stages.ts';
import { runOnLog } from '../spec/run-on-log.ts';
import { type Ends, startTrivialStage, type TrivialStage } from '../spec/trivial-pipeline.ts';

const PARTITIONS = 3;
const group = (stage: StageName): string => `pixel-relay-${stage}`;
const every =
  (n: number, ending: 'denied' | 'filtered' | 'dead') =>
  (offset: number): typeof ending | null =>
    offset % n === 0 ? ending : null;

describe('relayctl audit', () => {
  let cluster: InMemoryCluster;
  let running: Map<StageName, TrivialStage>;
  beforeEach(async () => {
    cluster = new InMemoryCluster({ clock: systemClock });
    running = new Map();
    await runOnLog(() => cluster.connect(), ['topics', 'ensure', '--partitions', String(PARTITIONS)]);
  });
  afterEach(async () => void (await Promise.all([...running.keys()].map(stop))));

  const run = (...args: string[]) => runOnLog(() => cluster.connect(), ['audit', ...args]);
  const report = async (...args: string[]): Promise<AuditReport & { code: number | null }> => {
    const { lines, code } = await run('--json', ...args);
    return { ...(JSON.parse(lines[0]!) as AuditReport), code };
  };
  const start = async (name: StageName, ends: Ends = {}, ...flags: string[]): Promise<void> => {
    running.set(name, await startTrivialStage(cluster.connect(), name, ends, flags));
  };
  const stop = async (name: StageName): Promise<void> => {
    await running.get(name)?.stop();
    running.delete(name);
  };
  const write = (events: number, partition = 0): void =>
    void cluster.append(
      topics.raw,
      partition,
      Array.from({ length: events }, () => ({ key: null, value: Buffer.from('{}') })),
    );
  const until = async (holds: (now: AuditReport) => boolean, ...args: string[]): Promise<AuditReport> => {
    for (;;) {
      const now = await report(...args);
      if (holds(now)) return now;
      await systemClock.sleep(10);
    }
  };
  const atRest = (...args: string[]) => until(({ totals }) => totals.inFlight === 0, ...args);

  it('accounts for every event by outcome, partition and epoch', async () => {
    const ends: Ends = { parser: every(10, 'dead'), validator: every(7, 'denied'), producer: every(11, 'dead') };
    for (const name of stageNames) await start(name, ends);
    write(100, 0);
    write(50, 2);
    cluster.append(topics.raw, 2, [{ key: null, value: null }]);
    cluster.appendGap(topics.raw, 2, 4);
    write(1, 2);
    const { totals, partitions, deadLetters, balanced, problems } = await atRest('--count-raw');
    const offsets = [...Array(100).keys(), ...Array(50).keys(), 55];
    const dead = offsets.filter(o => o % 10 === 0 || (o % 7 !== 0 && o % 11 === 0)).length;
    const denied = offsets.filter(o => o % 10 !== 0 && o % 7 === 0).length;
    expect(problems).toEqual([]);
    expect(totals).toEqual({
      raw: 156,
      handed: offsets.length - dead - denied,
      denied,
      filtered: 1,
      dead,
      absent: 4,
      expired: 0,
      retired: 0,
      inFlight: 0,
    });
    expect(deadLetters).toEqual({ events: dead, deliveries: 0, strays: 0 });
    expect(balanced).toBe(true);
    expect(partitions.map(({ partition, base, next, current }) => [partition, base, next, current])).toEqual([
      [0, 0, 100, true],
      [1, 0, 0, true],
      [2, 0, 56, true],
    ]);
    expect(new Set(partitions.flatMap(({ epoch }) => epoch ?? [])).size).toBe(2);
    const { lines, code } = await run();
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^PARTITION +EPOCH +BASE +NEXT +HANDED/);
    expect(lines.at(-1)).toBe(
      `balanced: 156 raw events = ${offsets.length - dead - denied} handed + ${denied} denied + 1 filtered + ${dead} dead + 4 absent`,
    );
  });

  it('is exact at every moment while they run', async () => {
    for (const name of stageNames) await start(name, { validator: every(3, 'denied') });
    for (let round = 0; round < 20; round++) {
      write(200, round % PARTITIONS);
      const { totals, problems, code } = await report('--count-raw');
      const { raw, inFlight, handed, denied } = totals;
      expect([problems, code, raw]).toEqual([[], 0, 200 * (round + 1)]);
      expect(handed + denied + inFlight).toBe(raw);
    }
    expect((await atRest()).totals.handed).toBeGreaterThan(2_000);
  });

  it('names where events in flight are', async () => {
    for (const name of stageNames) await start(name);
    write(10);
    await atRest();
    await stop('producer');
    write(20);
    await until(({ waitingFor }) => waitingFor['producer'] === 20);
    await stop('validator');
    write(30);
    await until(({ waitingFor }) => waitingFor['validator'] === 30);
    await stop('parser');
    write(40);
    const { waitingFor, totals } = await report();
    expect(waitingFor).toEqual({ parser: 40, validator: 30, augmenter: 0, producer: 20 });
    expect(totals).toMatchObject({ handed: 10, inFlight: 90, raw: 100 });
    expect((await run()).lines).toContain(
      "in flight: 40 before the parser's commit, 30 before the validator's commit, 20 before the producer's commit",
    );
  });

  it('reads against the flow, so that what moves meanwhile is in flight where it really is', async () => {
    for (const name of stageNames) await start(name);
    write(10);
    await atRest();
    const log = cluster.connect();
    const committed = log.admin.committed.bind(log.admin);
    log.admin.committed = async (...args) => {
      const answer = await committed(...args);
      write(50);
      await atRest();
      return answer;
    };
    const { lines } = await runOnLog(() => log, ['audit', '--json']);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      problems: [],
      totals: { raw: 210, handed: 10, inFlight: 200 },
      waitingFor: { producer: 50, augmenter: 50, validator: 50, parser: 50 },
    });
  });

  it('takes no harm from a late older commit that rewound a newer one', async () => {
    for (const name of stageNames) await start(name, { parser: every(5, 'dead') });
    write(10);
    await atRest();
    const older = cluster.group(group('parser')).committed(topics.raw, 0)!;
    write(10);
    await atRest();
    await stop('parser');
    cluster.resetCommitted(group('parser'), topics.raw, 0, older.offset, older.metadata);
    expect(await report()).toMatchObject({
      problems: [],
      totals: { handed: 16, inFlight: 0 },
      waitingFor: { parser: 0, validator: 0, augmenter: 0, producer: 0 },
    });
  });

  it('follows an epoch through a reset of the first stage, and of one in between', async () => {
    for (const name of stageNames) await start(name, {}, '--batch-events-max=20');
    write(60);
    await atRest();
    await stop('parser');
    cluster.resetCommitted(group('parser'), topics.raw, 0, 50);
    expect((await report()).notes.join()).toMatch(/events\.raw\/0: reset to offset 50; the parser takes it up/);
    await start('parser');
    write(40);
    const again = await atRest();
    expect(again.problems).toEqual([]);
    expect(again.partitions.filter(({ partition }) => partition === 0)).toMatchObject([
      { current: true, base: 50, next: 100, handed: 50 },
      { current: false, base: 0, next: 60, handed: 60 },
    ]);

    await stop('validator');
    const last = cluster.records(topics.parsed, 0).at(-1)!;
    cluster.resetCommitted(group('validator'), topics.parsed, 0, last.offset);
    await start('validator');
    write(5);
    const third = await atRest();
    expect(third.problems).toEqual([]);
    const current = third.partitions.filter(({ partition, current }) => partition === 0 && current);
    expect(current).toMatchObject([{ next: 105 }]);
    expect(current[0]!.base).toBeGreaterThan(50);
    expect(current[0]!.handed).toBe(105 - current[0]!.base);
    const past = third.partitions.filter(({ partition, current, handed }) => partition === 0 && !current && handed > 0);
    expect(past.map(({ handed }) => handed).sort()).toEqual([50, 60]);
  });

  it('says what a reset forward passed over', async () => {
    for (const name of stageNames) await start(name);
    write(10);
    await atRest();
    await stop('parser');
    write(10);
    cluster.resetCommitted(group('parser'), topics.raw, 0, 15);
    await start('parser');
    const { notes, totals } = await atRest();
    expect(notes).toEqual(['events.raw/0: a reset passed over offsets 10 to 14']);
    expect(totals.handed).toBe(15);
  });

  it.each(['validator', 'augmenter', 'producer'] as const)(
    'finds an event that the %s dropped silently',
    async name => {
      for (const each of stageNames)
        await start(each, { [name]: (offset: number) => (offset === 17 ? 'vanish' : null) });
      write(30);
      const { problems, code } = await until(({ totals }) => totals.inFlight === 0).then(() => report());
      expect(problems).toEqual([
        expect.stringMatching(
          new RegExp(`^events\\.raw/0: between \\w+ and ${name}, 1 events were lost without an outcome$`),
        ),
      ]);
      expect(code).toBe(1);
      expect((await run()).lines.at(-1)).toMatch(/^UNBALANCED: /);
    },
  );

  it('finds an event that the parser dropped silently, by counting the raw records', async () => {
    for (const each of stageNames) await start(each, { parser: offset => (offset === 3 ? 'vanish' : null) });
    write(30);
    expect((await atRest()).balanced).toBe(true);
    expect((await report('--count-raw')).problems).toEqual([
      'events.raw/0: 30 records are in the log below 30, and 29 have an outcome',
    ]);
  });

  it('finds what expired between two stages before it was read', async () => {
    for (const name of stageNames) await start(name, {}, '--batch-events-max=10');
    write(30);
    await atRest();
    await stop('augmenter');
    write(30);
    await until(({ waitingFor }) => waitingFor['augmenter'] === 30);
    const { offset } = cluster.group(group('augmenter')).committed(topics.validated, 0)!;
    cluster.deleteRecords(topics.validated, 0, offset + 1);
    await start('augmenter');
    const { problems } = await atRest();
    expect(problems).toEqual([
      'augmenter, events.raw/0: offsets 30 to 39 were never taken',
      'producer, events.raw/0: offsets 30 to 39 were never taken',
    ]);
  });

  it('finds a beginning that never reached the next stage', async () => {
    await start('parser', {}, '--batch-events-max=10');
    write(30);
    await until(({ waitingFor }) => waitingFor['validator'] === 30);
    cluster.deleteRecords(topics.parsed, 0, 1);
    for (const name of stageNames.slice(1)) await start(name);
    const { problems } = await atRest();
    expect(problems).toEqual(['events.raw/0: between parser and validator, offsets 0 to 9 are missing']);
  });

  it('misses no dead letter, and takes the account for right where there are more', async () => {
    for (const name of stageNames) await start(name, { parser: every(5, 'dead') });
    write(20);
    await atRest();
    const letters = cluster.records(topics.deadLetter, 0);
    cluster.append(topics.deadLetter, 0, letters); // a replay repeats them
    const [epoch] = letters[0]!.key!.toString().split('/');
    cluster.append(topics.deadLetter, 0, [{ key: Buffer.from(`${epoch}/0/7/parser`), value: letters[0]!.value }]);
    cluster.append(topics.deadLetter, 0, [
      { key: Buffer.from(`${epoch}/0/9/producer/shop/x`), value: letters[0]!.value },
    ]);
    cluster.append(topics.deadLetter, 0, [
      { key: Buffer.from('events.parsed/0/9/validator'), value: letters[0]!.value },
    ]);
    const superseded = await report();
    expect(superseded).toMatchObject({ balanced: true, deadLetters: { events: 5, deliveries: 1, strays: 1 } });
    expect(superseded.notes.join()).toMatch(/1 dead letters are superseded/);

    cluster.recreateTopic(topics.deadLetter);
    const { problems } = await report();
    expect(problems).toEqual(['events.raw/0: 4 events are counted as dead, but only 0 have a dead letter']);
    expect(await report('--no-dead-letters')).toMatchObject({ balanced: true, deadLetters: null });
  });

  it('lets retention take dead letters', async () => {
    for (const name of stageNames) await start(name, { parser: every(5, 'dead') });
    write(20);
    await atRest();
    cluster.deleteRecords(topics.deadLetter, 0, 2);
    expect(await report()).toMatchObject({ balanced: true, notes: [expect.stringMatching(/begun to delete/)] });
  });

  it('finds a raw topic that was made anew', async () => {
    for (const name of stageNames) await start(name);
    write(20);
    await atRest();
    await stop('parser');
    const commit = cluster.group(group('parser')).committed(topics.raw, 0)!;
    cluster.recreateTopic(topics.raw);
    cluster.resetCommitted(group('parser'), topics.raw, 0, commit.offset, commit.metadata);
    const { problems, code } = await report();
    expect(problems.join()).toMatch(
      /events\.raw\/0 ends at 0, below offset 20 that was taken from it: the topic was made anew/,
    );
    expect(code).toBe(1);
  });

  it('follows raw partitions that share fewer partitions further down', async () => {
    cluster.addPartitions(topics.raw, 8);
    for (const name of stageNames) await start(name, { augmenter: every(4, 'denied') });
    for (let partition = 0; partition < 8; partition++) write(10 * (partition + 1), partition);
    const { totals, partitions, problems } = await atRest('--count-raw');
    expect(problems).toEqual([]);
    expect(totals).toMatchObject({ raw: 360, inFlight: 0 });
    expect(partitions.map(({ partition, next, current }) => [partition, next, current])).toEqual(
      Array.from({ length: 8 }, (_, partition) => [partition, 10 * (partition + 1), true]),
    );
  });

  it('reads what an account holds of retired epochs, and of outcomes that are too many', async () => {
    const accountOf = (ownEpoch: bigint, ...taken: [epoch: bigint, first: number, next: number, handed: number][]) => {
      const account = new Account({ ownEpoch, outputPartitions: PARTITIONS, clusterId: cluster.clusterId });
      for (const [epoch, firstOffset, nextOffset, forwarded] of taken) {
        const source = { topic: topics.raw, epoch, partition: 0, firstOffset, nextOffset, oldestReceivedMs: 0 };
        account.fold({ source, forwarded, dropped: [] });
      }
      return account;
    };
    const commit = (name: StageName, topic: string, account: Account): void =>
      cluster.resetCommitted(group(name), topic, 0, 1, encodeAccount(account, 1));
    write(30);
    const parsed = chainEpoch(RAW_EPOCH, 11n);
    const validated = chainEpoch(parsed, 12n);
    const last = accountOf(14n, [99n, 0, 10, 10], [chainEpoch(validated, 13n), 10, 22, 14]);
    expect(last.retireOldest()).toBe(true);
    commit('parser', topics.raw, accountOf(11n, [RAW_EPOCH, 10, 30, 20]));
    commit('validator', topics.parsed, accountOf(12n, [parsed, 10, 30, 20]));
    commit('augmenter', topics.validated, accountOf(13n, [validated, 10, 25, 15]));
    commit('producer', topics.augmented, last);
    const { problems, partitions, totals, waitingFor } = await report();
    expect(problems).toContain('producer, events.raw/0: 2 more outcomes than events: something was taken twice');
    expect(partitions.filter(({ partition }) => partition === 0)).toMatchObject([
      { current: true, base: 10, next: 22, handed: 14, absent: -2, retired: false, inFlight: 8 },
      { current: false, epoch: '0000000000000063', base: 0, next: 10, retired: true, inFlight: 0 },
    ]);
    expect(totals).toMatchObject({ raw: 30, retired: 10, inFlight: 8 });
    expect(waitingFor).toEqual({ parser: 0, validator: 0, augmenter: 5, producer: 3 });
  });

  it('is not read where there is nothing to read, or it is damaged', async () => {
    await expect(run()).rejects.toThrow(/none of the groups pixel-relay-parser, .* has committed anything: check/);
    for (const name of stageNames) await start(name);
    await expect(run('--group-prefix', 'other-')).rejects.toThrow(/none of the groups other-parser/);
    expect((await report('--group', 'producer=other')).notes).toEqual([
      'producer: group other has not committed anything yet',
    ]);
    await stop('validator');
    const { offset, metadata } = cluster.group(group('validator')).committed(topics.parsed, 1)!;
    cluster.resetCommitted(group('validator'), topics.parsed, 1, offset, `${metadata.slice(0, -8)}AAAAAAA=`);
    await expect(run()).rejects.toThrow(/pixel-relay-validator at events\.parsed\/1: .*cannot be read/);
    cluster.resetCommitted(group('validator'), topics.parsed, 1, offset + 1, metadata);
    await expect(run()).rejects.toThrow(/true as of offset 0, but committed at 1/);
    await expect(run('--group', 'baker=x')).rejects.toThrow(/stages are parser/);
  });

  it('waits for a coordinator that has just started', async () => {
    for (const name of stageNames) await start(name);
    const log = cluster.connect();
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

  it('watches until it is interrupted', async () => {
    for (const name of stageNames) await start(name);
    const interrupt = new AbortController();
    let printed = 0;
    const watching = runOnLog(() => cluster.connect(), ['audit', '--watch', '--interval-ms', '100', '--json'], {
      interrupted: interrupt.signal,
      onPrint: () => {
        write(10);
        if (++printed === 4) interrupt.abort();
      },
    });
    const { lines, code } = await watching;
    expect(lines.map(line => (JSON.parse(line) as AuditReport).totals.raw)).toEqual([0, 10, 20, 30]);
    expect(code).toBe(0);
  });
});
