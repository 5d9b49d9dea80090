import { describe, expect, it } from '@jest/globals';
import { decodeAccount } from '@pixel-relay/stage';
import { chain, RAW } from '../chain.ts';
import { Script } from '../script.ts';

const ONE_OUT = chain[0]!.outputTopic;
const epochs = (script: Script, stage: number, partition = 0): number =>
  new Set(script.ranges(stage, partition).map(({ epoch }) => epoch)).size;

describe('schedules by name: topics and operators', () => {
  it('rule 7: the raw topic grows: the added partition gets an epoch of its own, and is not taken for a renamed group', async () => {
    const script = new Script({ rawPartitions: 2 });
    script.startAll();
    script.write(10, 0);
    await script.settle();
    script.faults.addPartitions(RAW, 3);
    script.write(10, 2);
    script.write(5, 0);
    await script.settle();
    expect([script.verdict(), script.world.endings]).toEqual([[], []]);
    // Three raw partitions into two: the third goes where the first does.
    expect(script.ranges(0, 0).map(({ partition }) => partition)).toContain(2);
  });

  it('rule 5: an intermediate topic grows: its writer refuses to go on at the next join', async () => {
    const script = new Script({ rawPartitions: 2 });
    script.world.tolerated.add('OutputPartitionsChangedError');
    script.startAll();
    script.write(10);
    await script.settle();
    script.faults.addPartitions(ONE_OUT, 4);
    script.write(10);
    await script.settle(); // what holds the partition still goes by the count that its epoch began with
    script.faults.forceRebalance('one');
    await script.until(() => script.world.endings.length > 0);
    expect(script.world.endings[0]).toBe('OutputPartitionsChangedError');
    expect(script.verdict()).toEqual([]);
  });

  it('rules 7 and 9: a reset into a region of duplicates, twice to the same offset, flows through to the end each time', async () => {
    const script = new Script({ does: ['reset'], resetStage: 1 });
    script.startAll();
    await script.until(() => script.committed(0) === 0);
    script.faults.arm('produce_late', { times: 1, topic: ONE_OUT, lateMs: [300, 300] });
    script.write(8);
    await script.settle();
    await script.clock.advance(500);
    await script.settle();
    for (let times = 2; times <= 3; times++) {
      await script.killAll(1);
      script.reset(1, 1);
      script.start(1);
      await script.until(() => script.committed(1)! === script.world.cluster.partition(ONE_OUT, 0)!.end);
      await script.settle();
      expect([epochs(script, 1), epochs(script, 2)]).toEqual([times, times]);
    }
    expect(script.verdict()).toEqual([]);
  });

  it('rules 7 and 9: a reset of the first stage flows through all of them under a new epoch; a restart does not', async () => {
    const script = new Script({ does: ['reset'], resetStage: 0 });
    script.startAll();
    script.write(12);
    await script.settle();
    await script.killAll(0);
    script.start(0);
    script.write(4);
    await script.settle();
    expect([0, 1, 2].map(stage => epochs(script, stage))).toEqual([1, 1, 1]);
    await script.killAll(0);
    script.reset(0, 6);
    script.start(0);
    await script.settle();
    expect([0, 1, 2].map(stage => epochs(script, stage))).toEqual([2, 2, 2]);
    const again = script.ranges(2).filter(({ epoch }) => epoch === script.ranges(2).at(-1)!.epoch);
    expect([again[0]!.firstOffset, again.at(-1)!.nextOffset]).toEqual([6, 16]);
    expect(script.verdict()).toEqual([]);
  });

  it('rule 6: retention passing the commit: what was deleted unread is counted as expired, to the last stage', async () => {
    const script = new Script({ does: ['delete_raw'] });
    script.startAll();
    script.write(4);
    await script.settle();
    await script.killAll(0);
    script.write(10);
    script.world.deleteRaw(0, 9);
    script.start(0);
    await script.settle();
    expect(script.verdict()).toEqual([]);
    for (const stage of [0, 1, 2]) {
      const [source] = decodeAccount(script.metadata(stage)).account.sources;
      expect([source!.counters!.expired, source!.ranges.ranges]).toEqual([5, [[0, 14]]]);
    }
  });

  it.each([
    ['shorter', 5],
    ['longer', 40],
  ])('rule 7: the raw topic deleted and made anew, %s: refused, since the commits went with it', async (_, records) => {
    const script = new Script();
    script.world.tolerated.add('FreshGroupError');
    script.startAll();
    script.write(20);
    await script.settle();
    await script.killAll(0);
    script.faults.recreateTopic(RAW);
    script.write(records);
    const before = script.ranges(0).length;
    script.start(0);
    await script.until(() => script.world.endings.length > 0);
    expect([script.world.endings[0], script.ranges(0).length]).toEqual(['FreshGroupError', before]);
  });

  it('rule 6: the raw topic made anew and shorter, its commit still there: a new epoch from the start', async () => {
    const script = new Script({ does: ['reset'] });
    script.startAll();
    script.write(20);
    await script.settle();
    await script.killAll(0);
    const [offset, metadata] = [script.committed(0)!, script.metadata(0)];
    script.faults.recreateTopic(RAW);
    script.write(5);
    script.world.cluster.group('one').setCommitted(RAW, 0, { offset, metadata });
    script.world.observer.onReset(chain[0]!, 0);
    script.start(0);
    await script.until(() => script.ranges(2).at(-1)?.nextOffset === 5);
    expect([0, 1, 2].map(stage => epochs(script, stage))).toEqual([2, 2, 2]);
  });

  it('rule 7: a renamed group is refused, and sends nothing', async () => {
    const script = new Script();
    script.world.tolerated.add('FreshGroupError');
    script.startAll();
    script.write(20);
    await script.settle();
    await script.killAll(0);
    script.world.cluster.resetCommitted('one', RAW, 0, null);
    const before = script.ranges(0).length;
    script.start(0);
    await script.until(() => script.world.endings.length > 0);
    expect([script.world.endings[0], script.ranges(0).length]).toEqual(['FreshGroupError', before]);
  });

  it.each([
    ['damaged', (text: string) => `${text.slice(0, -8)}AAAAAAA=`],
    ['of another offset', (text: string) => text, 3],
  ])('rule 5: an account that is %s stops the stage and sends nothing', async (_, change, back = 0) => {
    const script = new Script();
    script.world.tolerated.add('AccountUnreadableError');
    script.startAll();
    script.write(20);
    await script.settle();
    await script.killAll(0);
    const before = script.ranges(0).length;
    script.write(3);
    script.world.tamper(chain[0]!, 0, { offset: script.committed(0)! - back, metadata: change(script.metadata(0)) });
    script.start(0);
    await script.until(() => script.world.endings.length > 0);
    expect([script.world.endings[0], script.ranges(0).length]).toEqual(['AccountUnreadableError', before]);
  });

  it('rule 5: 64 partitions into 8 with four epochs keep their accounts within 4,096 bytes', async () => {
    const script = new Script({ rawPartitions: 64, outputPartitions: 8, does: ['reset'] });
    script.startAll();
    for (let epoch = 0; epoch < 4; epoch++) {
      for (let partition = 0; partition < 64; partition++) script.write(3, partition);
      await script.settle();
      await script.killAll(0);
      for (let partition = 0; partition < 64; partition++) script.reset(0, 3 * epoch, partition);
      script.start(0);
    }
    await script.settle();
    for (let partition = 0; partition < 8; partition++) {
      expect(script.metadata(1, partition).length).toBeLessThanOrEqual(4_096);
      const { account } = decodeAccount(script.metadata(1, partition));
      expect([account.live().size, account.sources.length]).toEqual([8, 40]);
    }
    expect(script.verdict()).toEqual([]);
  });
});
