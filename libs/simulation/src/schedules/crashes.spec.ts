import { describe, expect, it } from '@jest/globals';
import { chain, RAW } from '../chain.ts';
import { Script } from '../script.ts';

const ONE_OUT = chain[0]!.outputTopic;
const epochs = (script: Script, stage: number): number => new Set(script.ranges(stage).map(({ epoch }) => epoch)).size;

describe('schedules by name: crashes and rejoins', () => {
  it("rule 7: a rejoin between the epoch and the first commit, the epoch's own commit delayed, the member keeping the partition", async () => {
    const script = new Script();
    script.faults.arm('commit_late', { times: 3, topic: RAW, lateMs: [1_500, 1_500] });
    script.startAll();
    script.write(10);
    await script.clock.advance(150);
    expect(script.faults.fired('commit_late')).toBeGreaterThan(0);
    expect(script.ranges(0)).toEqual([]); // nothing is sent under an epoch that may not be committed
    script.faults.loseSession('one');
    await script.settle();
    await script.clock.advance(3_000);
    expect([script.verdict(), epochs(script, 0)]).toEqual([[], 1]);
  });

  it("rule 7: a crash between the epoch and the first commit; the old commit arrives after its successor's first", async () => {
    const script = new Script();
    script.startAll();
    await script.until(() => script.committed(0) === 0);
    script.faults.arm('commit_late_unfenced', { times: 1, topic: RAW, lateMs: [4_000, 4_000] });
    script.write(10);
    await script.until(() => script.faults.fired('commit_late_unfenced') === 1);
    await script.killAll(0);
    script.start(0);
    await script.settle();
    script.write(10);
    await script.clock.advance(4_000);
    await script.killAll(0);
    script.start(0);
    await script.settle();
    expect([script.verdict(), epochs(script, 0)]).toEqual([[], 1]);
  });

  it('rule 6: a rejoin inside fetch recovery while handlers run, and one of them resolving after it', async () => {
    const script = new Script({ rawPartitions: 2, stage: { workMsMax: 3_000, stubborn: true } });
    script.startAll();
    script.write(12, 0);
    script.write(12, 1);
    await script.clock.advance(100);
    const [before] = script.world.running(chain[0]!);
    expect(before!.held.bytes).toBeGreaterThan(0);
    script.faults.arm('fetch_rejoin', { times: 1, topic: RAW });
    await script.until(() => script.faults.fired('fetch_rejoin') === 1);
    await script.settle();
    expect(script.verdict()).toEqual([]);
    expect(before!.held).toEqual({ bytes: 0, results: 0 });
  });

  it('rules 2 and 8: an owner paused before a send, woken after its successor committed past it with other cuts', async () => {
    const script = new Script({ stage: { workMsMax: 400, stubborn: true } });
    script.start(1);
    script.start(2);
    const owner = script.start(0, { cut: { eventsMax: 7, bytesMax: 1 << 19 } });
    script.write(8); // of those that follow none is dead, whose letter would have to go before
    await script.settle();
    script.write(14);
    await script.until(() => owner.held.bytes > 0);
    owner.log.freeze(); // its results come, and its send waits in the stopped process
    script.start(0, { cut: { eventsMax: 3, bytesMax: 1 << 19 } });
    await script.until(() => script.committed(0) === 22);
    expect(script.tiles(0)).not.toContain('8-15');
    owner.log.thaw();
    await script.clock.advance(2_000);
    expect(script.tiles(0)).toContain('8-15');
    await script.settle();
    expect(script.verdict()).toEqual([]);
    expect(script.world.observer.counts.duplicates).toBeGreaterThan(0);
  });

  it("rule 2: an owner dead inside a send, its batch arriving between two of its successor's, cut otherwise", async () => {
    const script = new Script();
    script.start(1);
    script.start(2);
    const owner = script.start(0, { cut: { eventsMax: 8, bytesMax: 1 << 19 } });
    await script.until(() => script.committed(0) === 0);
    script.faults.arm('produce_slow', { times: 1, topic: ONE_OUT, lateMs: [2_420, 2_420] });
    script.write(8);
    await script.until(() => script.faults.fired('produce_slow') === 1);
    owner.crash();
    script.start(0, { cut: { eventsMax: 3, bytesMax: 1 << 19 }, workMsMax: 1_500, slots: 1 });
    await script.settle();
    await script.clock.advance(5_000);
    await script.settle();
    const tiles = script.tiles(0);
    expect(tiles.indexOf('0-8')).toBeGreaterThan(0);
    expect(tiles.indexOf('0-8')).toBeLessThan(tiles.length - 1);
    expect(script.verdict()).toEqual([]);
    expect(script.world.observer.counts.partly).toBeGreaterThan(0);
  });

  it('rule 10: a decision that flips between two attempts around a crash: the first batch in the log decides', async () => {
    const script = new Script({ flipping: [0] });
    script.start(1);
    script.start(2);
    const first = script.start(0);
    await script.until(() => script.committed(0) === 0);
    script.faults.arm('commit_late', { topic: RAW, lateMs: [60_000, 60_000] });
    script.write(40);
    await script.until(() => script.ranges(0).at(-1)?.nextOffset === 40);
    first.crash();
    script.faults.disarmAll();
    await script.clock.advance(2_000);
    script.start(0);
    await script.settle();
    const values = script.world.cluster.records(ONE_OUT, 0).map(({ value }) => value!.toString('hex'));
    expect(script.tiles(0).filter(tile => tile === '0-4')).toHaveLength(2);
    expect(new Set(values).size).toBeGreaterThan(values.length / 2); // some were decided otherwise the second time
    expect(script.verdict()).toEqual([]);
  });
});
