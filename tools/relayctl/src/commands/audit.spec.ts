/** The audit of real stages on the in-memory log, while they run and at rest: all is well, and it says so. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '@pixel-relay/stage';
import type { AuditReport } from '../audit/audit.ts';
import { AuditedPipeline, every, group, PARTITIONS } from '../spec/audited-pipeline.ts';
import { runOnLog } from '../spec/run-on-log.ts';
import type { Ends } from '../spec/trivial-pipeline.ts';

describe('relayctl audit', () => {
  let pipeline: AuditedPipeline;
  beforeEach(async () => {
    pipeline = await AuditedPipeline.make();
  });
  afterEach(() => pipeline.stopAll());

  it('accounts for every event by outcome, partition and epoch', async () => {
    const ends: Ends = { parser: every(10, 'dead'), validator: every(7, 'denied'), producer: every(11, 'dead') };
    await pipeline.startAll(ends);
    pipeline.write(100, 0);
    pipeline.write(50, 2);
    pipeline.cluster.append(topics.raw, 2, [{ key: null, value: null }]);
    pipeline.cluster.appendGap(topics.raw, 2, 4);
    pipeline.write(1, 2);
    const { totals, partitions, deadLetters, balanced, problems } = await pipeline.atRest('--count-raw');
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
    const { lines, code } = await pipeline.audit();
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^PARTITION +EPOCH +BASE +NEXT +HANDED/);
    expect(lines.at(-1)).toBe(
      `balanced: 156 raw events = ${offsets.length - dead - denied} handed + ${denied} denied + 1 filtered + ${dead} dead + 4 absent`,
    );
  });

  it('is exact at every moment while they run', async () => {
    await pipeline.startAll({ validator: every(3, 'denied') });
    for (let round = 0; round < 20; round++) {
      pipeline.write(200, round % PARTITIONS);
      const { totals, problems, code } = await pipeline.report('--count-raw');
      const { raw, inFlight, handed, denied } = totals;
      expect([problems, code, raw]).toEqual([[], 0, 200 * (round + 1)]);
      expect(handed + denied + inFlight).toBe(raw);
    }
    expect((await pipeline.atRest()).totals.handed).toBeGreaterThan(2_000);
  });

  it('names where events in flight are', async () => {
    await pipeline.startAll();
    pipeline.write(10);
    await pipeline.atRest();
    await pipeline.stop('producer');
    pipeline.write(20);
    await pipeline.until(({ waitingFor }) => waitingFor['producer'] === 20);
    await pipeline.stop('validator');
    pipeline.write(30);
    await pipeline.until(({ waitingFor }) => waitingFor['validator'] === 30);
    await pipeline.stop('parser');
    pipeline.write(40);
    const { waitingFor, totals } = await pipeline.report();
    expect(waitingFor).toEqual({ parser: 40, validator: 30, augmenter: 0, producer: 20 });
    expect(totals).toMatchObject({ handed: 10, inFlight: 90, raw: 100 });
    expect((await pipeline.audit()).lines).toContain(
      "in flight: 40 before the parser's commit, 30 before the validator's commit, 20 before the producer's commit",
    );
  });

  it('reads against the flow, so that what moves meanwhile is in flight where it really is', async () => {
    await pipeline.startAll();
    pipeline.write(10);
    await pipeline.atRest();
    const log = pipeline.cluster.connect();
    const committed = log.admin.committed.bind(log.admin);
    log.admin.committed = async (...args) => {
      const answer = await committed(...args);
      pipeline.write(50);
      await pipeline.atRest();
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
    await pipeline.startAll({ parser: every(5, 'dead') });
    pipeline.write(10);
    await pipeline.atRest();
    const older = pipeline.cluster.group(group('parser')).committed(topics.raw, 0)!;
    pipeline.write(10);
    await pipeline.atRest();
    await pipeline.stop('parser');
    pipeline.cluster.resetCommitted(group('parser'), topics.raw, 0, older.offset, older.metadata);
    expect(await pipeline.report()).toMatchObject({
      problems: [],
      totals: { handed: 16, inFlight: 0 },
      waitingFor: { parser: 0, validator: 0, augmenter: 0, producer: 0 },
    });
  });

  it('follows an epoch through a reset of the first stage, and of one in between', async () => {
    await pipeline.startAll({}, '--batch-events-max=20');
    pipeline.write(60);
    await pipeline.atRest();
    await pipeline.stop('parser');
    pipeline.cluster.resetCommitted(group('parser'), topics.raw, 0, 50);
    expect((await pipeline.report()).notes.join()).toMatch(
      /events\.raw\/0: reset to offset 50; the parser takes it up/,
    );
    // Small batches, so that the reset below falls between two of them.
    await pipeline.start('parser', {}, '--batch-events-max=20');
    pipeline.write(40);
    const again = await pipeline.atRest();
    expect(again.problems).toEqual([]);
    expect(again.partitions.filter(({ partition }) => partition === 0)).toMatchObject([
      { current: true, base: 50, next: 100, handed: 50 },
      { current: false, base: 0, next: 60, handed: 60 },
    ]);

    await pipeline.stop('validator');
    const last = pipeline.cluster.records(topics.parsed, 0).at(-1)!;
    pipeline.cluster.resetCommitted(group('validator'), topics.parsed, 0, last.offset);
    await pipeline.start('validator');
    pipeline.write(5);
    const third = await pipeline.atRest();
    expect(third.problems).toEqual([]);
    const current = third.partitions.filter(({ partition, current }) => partition === 0 && current);
    expect(current).toMatchObject([{ next: 105 }]);
    expect(current[0]!.base).toBeGreaterThan(50);
    expect(current[0]!.handed).toBe(105 - current[0]!.base);
    const past = third.partitions.filter(({ partition, current, handed }) => partition === 0 && !current && handed > 0);
    expect(past.map(({ handed }) => handed).sort()).toEqual([50, 60]);
  });

  it('balances after a skip: what nobody could read has expired, before the parser and between stages', async () => {
    const order = { partition: 0, reason: 'a spec damages it', by: 'spec' };
    await pipeline.start('parser', {}, '--batch-events-max=10');
    pipeline.write(20);
    pipeline.cluster.damage(topics.raw, 0, 7);
    expect(await pipeline.heldAt('parser', 0)).toBe(7);
    expect(pipeline.stage('parser').explainFrontier()).toMatchObject({ partition: 0, offset: 7, state: 'held' });
    expect(await pipeline.stage('parser').skip({ ...order, topic: topics.parsed, offset: 7 })).toMatchObject({
      skipped: false,
      why: 'this stage reads events.raw, not events.parsed',
    });
    expect(await pipeline.stage('parser').skip({ ...order, topic: topics.raw, offset: 7 })).toMatchObject({ next: 8 });
    await pipeline.until(({ waitingFor }) => waitingFor['parser'] === 0);
    // Batches 0-7, 7-8 (the skipped one) and what follows; of the last but one nothing can be read.
    const batches = pipeline.cluster.records(topics.parsed, 0).length;
    expect(batches).toBeGreaterThanOrEqual(4);
    pipeline.cluster.damage(topics.parsed, 0, 2);
    for (const name of ['validator', 'augmenter', 'producer'] as const) await pipeline.start(name);
    expect(await pipeline.heldAt('validator', 0)).toBe(2);
    expect((await pipeline.report()).problems).toEqual([]);
    await pipeline.stage('validator').skip({ ...order, topic: topics.parsed, offset: 2 });
    const { totals, problems } = await pipeline.atRest();
    expect(problems).toEqual([]);
    expect(totals).toMatchObject({ raw: 20, absent: 0, inFlight: 0, handed: 20 - totals.expired });
    expect(totals.expired).toBeGreaterThan(1);
  });

  it('says what a reset forward passed over', async () => {
    await pipeline.startAll();
    pipeline.write(10);
    await pipeline.atRest();
    await pipeline.stop('parser');
    pipeline.write(10);
    pipeline.cluster.resetCommitted(group('parser'), topics.raw, 0, 15);
    await pipeline.start('parser');
    const { notes, totals } = await pipeline.atRest();
    expect(notes).toEqual(['events.raw/0: a reset passed over offsets 10 to 14']);
    expect(totals.handed).toBe(15);
  });

  it('follows raw partitions that share fewer partitions further down', async () => {
    pipeline.cluster.addPartitions(topics.raw, 8);
    await pipeline.startAll({ augmenter: every(4, 'denied') });
    for (let partition = 0; partition < 8; partition++) pipeline.write(10 * (partition + 1), partition);
    const { totals, partitions, problems } = await pipeline.atRest('--count-raw');
    expect(problems).toEqual([]);
    expect(totals).toMatchObject({ raw: 360, inFlight: 0 });
    expect(partitions.map(({ partition, next, current }) => [partition, next, current])).toEqual(
      Array.from({ length: 8 }, (_, partition) => [partition, 10 * (partition + 1), true]),
    );
  });

  it('watches until it is interrupted', async () => {
    await pipeline.startAll();
    const interrupt = new AbortController();
    let printed = 0;
    const watching = runOnLog(
      () => pipeline.cluster.connect(),
      ['audit', '--watch', '--interval-ms', '100', '--json'],
      {
        interrupted: interrupt.signal,
        onPrint: () => {
          pipeline.write(10);
          if (++printed === 4) interrupt.abort();
        },
      },
    );
    const { lines, code } = await watching;
    expect(lines.map(line => (JSON.parse(line) as AuditReport).totals.raw)).toEqual([0, 10, 20, 30]);
    expect(code).toBe(0);
  });
});
