import { afterEach, describe, expect, it } from '@jest/globals';
import { InMemoryCluster, SimulatedClock } from '@pixel-relay/testing';
import { nothingToDo, type UnitProcessor } from '../protocol/processor.ts';
import type { StageParts } from '../stage-definition.ts';
import { promptProcessor, startTestStage, stuckProcessor, testStage } from '../spec-support/test-stage.ts';
import { StalledError, Watchdog } from './watchdog.ts';

const AFTER_MS = 60_000;

let closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers) await close();
  closers = [];
});

/** Admits everything, and finishes a unit when it is told to. */
function slowProcessor() {
  const waiting: (() => void)[] = [];
  const processor: UnitProcessor = {
    submit: async () => ({ result: new Promise(resolve => waiting.push(() => resolve(nothingToDo))) }),
  };
  return { processor, finishOne: () => waiting.shift()!() };
}

interface WorldOptions {
  readonly processor?: UnitProcessor;
  readonly parts?: Partial<Pick<StageParts, 'oldestDelivery'>>;
  readonly everyMs?: number;
  /** in the topic before the stage starts */
  readonly records?: number;
}

/** A stage on the log in memory, and a watchdog whose own way to the brokers is another connection. */
async function world({ processor = promptProcessor, parts = {}, everyMs = 0, records = 0 }: WorldOptions = {}) {
  const clock = new SimulatedClock({ seed: 1 });
  const cluster = new InMemoryCluster({ clock });
  for (const topic of ['in', 'out', 'dead'])
    cluster.createTopic({ topic, partitions: 2, replicationFactor: 1, config: {} });
  const write = (): void => void cluster.append('in', 0, [{ key: null, value: Buffer.from('event') }]);
  for (let n = 0; n < records; n++) write();
  const log = cluster.connect();
  const started = await startTestStage(testStage(processor, parts), log, clock, promise => clock.settle(promise));
  const { stage } = started;
  closers.push(() => started.close());
  const asked = cluster.connect().admin;
  let answers = true;
  const admin = {
    offsets: (topic: string) => (answers ? asked.offsets(topic) : Promise.reject(new Error('no broker'))),
  };
  const watchdog = new Watchdog({
    ...{ clock, admin, topic: 'in', afterMs: AFTER_MS, everyMs, progress: () => stage.progress() },
  });
  let bite: unknown = null;
  const stop = new AbortController();
  watchdog.watch(stop.signal).catch((error: unknown) => (bite = error));
  closers.push(async () => stop.abort());
  /** A record every second. */
  const run = async (seconds: number): Promise<unknown> => {
    for (let n = 0; n < seconds && bite === null; n++) {
      write();
      await clock.advance(1_000);
    }
    return bite;
  };
  return { clock, cluster, log, stage, run, bitten: () => bite, silence: (silent: boolean) => (answers = !silent) };
}

describe('the watchdog ends a process', () => {
  it('whose consumer is dead: no answer comes any more, and no error either', async () => {
    const { log, run } = await world();
    expect(await run(200)).toBeNull();
    log.freeze();
    expect(await run(58)).toBeNull();
    const bite = await run(20);
    expect(bite).toBeInstanceOf(StalledError);
    expect((bite as Error).message).toMatch(/^in\/0 has not moved for 6\d s at offset \d+ /);
  });

  it('that has lost the result of a job', async () => {
    const { run } = await world({ processor: stuckProcessor });
    expect(await run(100)).toBeInstanceOf(StalledError);
  });

  it('not before it has run for so long that restarts cannot follow each other', async () => {
    const { run, clock } = await world({ processor: stuckProcessor, everyMs: 600_000 });
    expect(await run(590)).toBeNull();
    expect(await run(20)).toBeInstanceOf(StalledError);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(600_000);
  });
});

describe('the watchdog leaves a process alone', () => {
  it('that moves, however slowly', async () => {
    const { processor, finishOne } = slowProcessor();
    const { run, clock } = await world({ processor });
    for (let n = 0; n < 6; n++) {
      expect(await run(50)).toBeNull();
      finishOne();
      await clock.advance(1_000);
    }
  });

  it('that was idle for long, when something comes again', async () => {
    const { processor, finishOne } = slowProcessor();
    const { run, clock } = await world({ processor });
    await clock.advance(10 * AFTER_MS);
    expect(await run(50)).toBeNull();
    finishOne();
    expect(await run(50)).toBeNull();
  });

  it('to which nothing more comes than there was when it began', async () => {
    const { clock, bitten } = await world({ processor: stuckProcessor, records: 3 });
    await clock.advance(10 * AFTER_MS);
    expect(bitten()).toBeNull();
  });

  it('that is paused, and begins to count when it is resumed', async () => {
    const { run, stage, log } = await world();
    await stage.pause();
    expect(await run(300)).toBeNull();
    await stage.resume();
    log.freeze();
    expect(await run(55)).toBeNull();
    expect(await run(20)).toBeInstanceOf(StalledError);
  });

  it('whose partition is held at a record', async () => {
    const { run, cluster, clock } = await world();
    cluster.append('in', 0, [{ key: null, value: Buffer.from('damaged') }]);
    cluster.damage('in', 0, 0);
    await clock.advance(1_000);
    expect(await run(300)).toBeNull();
  });

  it('that waits for a partner', async () => {
    const delivery = { attempts: 9, destination: 'webhook of shop-1' };
    const { run } = await world({ processor: stuckProcessor, parts: { oldestDelivery: () => delivery } });
    expect(await run(300)).toBeNull();
  });

  it('while no broker answers', async () => {
    const { run, log, silence } = await world();
    log.freeze();
    silence(true);
    expect(await run(300)).toBeNull();
    silence(false);
    expect(await run(55)).toBeNull();
    expect(await run(20)).toBeInstanceOf(StalledError);
  });
});
