import { describe, expect, it } from '@jest/globals';
import { chain, RAW } from '../chain.ts';
import { Script } from '../script.ts';

const ONE_OUT = chain[0]!.outputTopic;

describe('schedules by name: sends and commits', () => {
  it('rule 2: two duplicate records, and a crash after the commit of the first only', async () => {
    const script = new Script();
    script.start(0);
    const second = script.start(1);
    script.faults.arm('produce_late', { times: 1, topic: ONE_OUT, lateMs: [400, 400] });
    script.write(4);
    await script.until(() => script.committed(1) === 1);
    second.crash();
    await script.until(() => script.tiles(0).length === 2);
    expect(script.tiles(0)).toEqual(['0-4', '0-4']);
    script.start(1);
    script.start(2);
    await script.settle();
    expect([script.verdict(), script.tiles(1), script.committed(1)]).toEqual([[], ['0-4'], 2]);
  });

  it('rule 2: two duplicate records admitted together', async () => {
    const script = new Script();
    script.start(0);
    script.faults.arm('produce_ack_lost', { times: 1, topic: ONE_OUT });
    script.write(4);
    await script.until(() => script.committed(0) === 4);
    script.start(1);
    script.start(2);
    await script.settle();
    expect([script.verdict(), script.tiles(1), script.committed(1)]).toEqual([[], ['0-4'], 2]);
  });

  it('rule 3: a lost acknowledgement, and the first send arriving again after the second: b1, b2, b1', async () => {
    const script = new Script({ stage: { sendBytesMax: 1 } });
    script.startAll();
    await script.until(() => script.committed(0) === 0);
    script.faults.arm('produce_late', { times: 1, topic: ONE_OUT, lateMs: [300, 300] });
    script.write(8);
    await script.settle();
    await script.clock.advance(500);
    await script.settle();
    expect(script.tiles(0)).toEqual(['0-4', '4-8', '0-4']);
    expect(script.tiles(1)).toEqual(['0-4', '4-8']);
    expect(script.verdict()).toEqual([]);
  });

  it('rule 3: a send failing for good with the next batch ready', async () => {
    const script = new Script({ stage: { sendBytesMax: 1 } });
    script.startAll();
    await script.until(() => script.committed(0) === 0);
    script.faults.arm('produce_refused', { times: 1, topic: ONE_OUT });
    script.write(20);
    await script.settle();
    expect(script.world.endings).toEqual(['SendRefusedError']);
    expect([script.verdict(), script.tiles(0)[0]]).toEqual([[], '0-4']);
  });

  it('rule 4: a late older commit rewinding a newer one, and a crash then', async () => {
    const script = new Script();
    script.startAll();
    await script.until(() => script.committed(0) === 0);
    script.faults.arm('commit_late', { times: 1, topic: RAW, lateMs: [600, 600] });
    script.write(4);
    await script.until(() => script.faults.fired('commit_late') === 1);
    script.write(8);
    await script.settle();
    expect(script.committed(0)).toBe(12);
    await script.clock.advance(1_000);
    expect(script.committed(0)).toBe(4);
    await script.killAll(0);
    script.start(0);
    await script.until(() => script.committed(0) === 12);
    await script.settle();
    expect(script.tiles(0)).toEqual(expect.arrayContaining(['4-8', '4-8']));
    expect(script.verdict()).toEqual([]);
    expect(script.world.observer.counts.duplicates).toBeGreaterThan(0);
  });

  it('rule 4: every commit lost until the process dies: all is sent again, and nothing is taken twice', async () => {
    const script = new Script();
    script.startAll();
    await script.until(() => [0, 1, 2].every(stage => script.committed(stage) === 0));
    script.faults.arm('commit_late', { lateMs: [60_000, 60_000] });
    script.write(30);
    await script.until(() => script.ranges(2).at(-1)?.nextOffset === 30);
    for (const stage of [0, 1, 2]) await script.killAll(stage);
    script.faults.disarmAll();
    script.startAll();
    await script.settle();
    expect(script.verdict()).toEqual([]);
    expect(script.world.observer.counts.duplicates).toBeGreaterThan(5);
  });
});
