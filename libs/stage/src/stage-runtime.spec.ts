import { describe, expect, it } from '@jest/globals';
import {
  DeadLetter,
  entryLengthMax,
  Event,
  Outcome,
  readBatch,
  Reason,
  writeBatch,
  writeEntry,
} from '@pixel-relay/contracts';
import type { UnreadableRange } from '@pixel-relay/kafka';
import { InMemoryCluster, SimulatedClock } from '@pixel-relay/testing';
import type { Unit } from './protocol/unit.ts';
import { decodeAccount } from './protocol/account-codec.ts';
import { nothingToDo, type UnitProcessor, type UnitResult } from './protocol/processor.ts';
import { StageRuntime } from './stage-runtime.ts';

const GROUP = { groupId: 'group', sessionTimeoutMs: 1_000, rebalanceTimeoutMs: 800, heartbeatIntervalMs: 200 };
const FETCH = { fetchMaxWaitMs: 200, fetchMaxBytesPerPartition: 1 << 20, fetchMaxBytes: 1 << 20 };
const BUDGET_BYTES = 100;

/** Work that ends when the test says so. */
class Gate implements UnitProcessor {
  readonly units: { readonly unit: Unit; readonly finish: (result?: Partial<UnitResult>) => void }[] = [];

  async submit(unit: Unit): Promise<{ result: Promise<UnitResult> }> {
    const { promise, resolve } = Promise.withResolvers<UnitResult>();
    this.units.push({
      unit,
      finish: (part = {}) => resolve({ ...nothingToDo, forwarded: unit.payload.count, ...part }),
    });
    return { result: promise };
  }
}

/** A real runtime on the log in memory. */
async function world(form: 'raw' | 'batches') {
  const clock = new SimulatedClock({ seed: 1 });
  const cluster = new InMemoryCluster({ clock });
  for (const [topic, partitions] of [
    ['in', 2],
    ['out', 2],
    ['dead', 1],
  ] as const)
    cluster.createTopic({ topic, partitions, replicationFactor: 1, config: {} });
  const log = cluster.connect();
  const gate = new Gate();
  const held: UnreadableRange[] = [];
  const failed: unknown[] = [];
  const ignore = (): void => undefined;
  const runtime = new StageRuntime({
    topology: { stage: 'stage', input: { topic: 'in', form }, outputTopic: 'out', deadLetterTopic: 'dead' },
    groupId: GROUP.groupId,
    limits: {
      cut: { eventsMax: 2, bytesMax: 1 << 20 },
      inFlightBytesMax: BUDGET_BYTES,
      sendBytesMax: 1 << 20,
      sendRetryDelayMs: 10,
      sessionTimeoutMs: GROUP.sessionTimeoutMs,
      commitIntervalMs: 50,
      drainDeadlineMs: 400,
      allowFreshGroup: false,
    },
    clock,
    admin: log.admin,
    producer: await log.producer({ compression: 'none', sendTimeoutMs: 100 }),
    processor: gate,
    observer: {
      ...{ joined: ignore, fetched: ignore, sent: ignore, done: ignore, committed: ignore, commitRefused: ignore },
      held: (_, range) => void held.push(range),
    },
    onFailed: error => void failed.push(error),
  });
  const consumer = await clock.settle(log.consume({ ...GROUP, ...FETCH, topic: 'in' }, runtime));
  const write = (count: number, bytes: number): void =>
    void cluster.append(
      'in',
      0,
      Array.from({ length: count }, () => ({ key: null, value: Buffer.alloc(bytes) })),
    );
  const out = (partition = 0) => cluster.records('out', partition).map(({ value }) => readBatch(value!).source);
  const committed = (partition = 0) => cluster.group('group').committed('in', partition)?.offset;
  return { clock, cluster, log, gate, held, failed, runtime, consumer, write, out, committed };
}

function batch(first: number, next: number, partition = 0): Buffer {
  const entries: Buffer[] = [];
  for (let offset = first; offset < next; offset++) {
    const event = Event.encode({ id: `${offset}`, sourceOffset: offset }).finish();
    const entry = Buffer.alloc(entryLengthMax(event.length));
    entries.push(entry.subarray(0, writeEntry(entry, 0, event, Buffer.alloc(0))));
  }
  const source = { topic: 'raw', epoch: 5n, partition, firstOffset: first, nextOffset: next, oldestReceivedMs: 1 };
  return writeBatch(source, Buffer.concat(entries), []);
}

describe('backpressure', () => {
  it('takes in no more than the budget, fetches no more than one batch, and goes on as buffers come back', async () => {
    const { clock, gate, runtime, consumer, write, committed } = await world('raw');
    write(40, 20); // units of 2 x 21 bytes: two fit
    await clock.advance(5_000);
    expect([gate.units.length, runtime.bytesInFlight]).toEqual([2, 84]);
    expect(consumer.leases[0]!.position).toBe(0);
    write(40, 20);
    for (let n = 0; n < 40; n++) {
      gate.units[n]!.finish();
      await clock.advance(300);
      expect(runtime.bytesInFlight).toBeLessThanOrEqual(BUDGET_BYTES);
    }
    expect([gate.units.length, runtime.bytesInFlight, committed()]).toEqual([40, 0, 80]);
  });

  it('lets an event larger than the whole budget in alone', async () => {
    const { clock, gate, write } = await world('raw');
    write(1, 500);
    await clock.advance(1_000);
    write(2, 10);
    await clock.advance(1_000);
    expect(gate.units.map(({ unit }) => unit.payload.byteLength)).toEqual([501]);
    gate.units[0]!.finish();
    await clock.advance(1_000);
    expect(gate.units.map(({ unit }) => unit.payload.count)).toEqual([1, 2]);
  });
});

describe('rule 3: output', () => {
  it('leaves in the order of the input, whatever finished first', async () => {
    const { clock, gate, write, out, committed } = await world('raw');
    write(6, 1);
    await clock.advance(100);
    for (const n of [2, 1]) gate.units[n]!.finish();
    await clock.advance(1_000);
    expect([out(), committed()]).toEqual([[], 0]);
    gate.units[0]!.finish();
    await clock.advance(1_000);
    expect([out().map(({ firstOffset }) => firstOffset), committed()]).toEqual([[0, 2, 4], 6]);
  });
});

describe('rule 4: dead letters', () => {
  it('are acknowledged before the batch is sent that says so, and hold the event as it came', async () => {
    const { clock, cluster, gate, write, out, committed } = await world('raw');
    cluster.faults.arm('produce_slow', { topic: 'dead', lateMs: [500, 500] });
    write(2, 3);
    await clock.advance(50);
    gate.units[0]!.finish({
      forwarded: 1,
      dropped: [{ offset: 1, outcome: Outcome.DEAD, run: 1 }],
      dead: [{ index: 1, reason: Reason.INVALID_FIELD, detail: 'price', attempts: 1, sourceOffset: 1 }],
    });
    await clock.advance(400);
    expect([cluster.records('dead', 0).length, out(), committed()]).toEqual([0, [], 0]);
    await clock.advance(1_000);
    const [letter] = cluster.records('dead', 0).map(({ value }) => DeadLetter.decode(value!));
    expect([letter!.original, letter!.detail]).toEqual([Buffer.alloc(3), 'price']);
    expect([out().length, committed()]).toEqual([1, 2]);
  });

  it('take records that are no batches; their neighbours pass', async () => {
    const { clock, cluster, gate, out, committed } = await world('batches');
    cluster.append(
      'in',
      0,
      [batch(0, 2), Buffer.from('no batch'), batch(2, 4)].map(value => ({ key: null, value })),
    );
    await clock.advance(100);
    for (const { finish } of gate.units) finish();
    await clock.advance(500);
    const letters = cluster.records('dead', 0).map(({ value }) => DeadLetter.decode(value!));
    expect(letters).toMatchObject([{ reason: Reason.NOT_A_BATCH, original: Buffer.from('no batch') }]);
    expect([out().at(-1)!.nextOffset, committed()]).toEqual([4, 3]);
  });
});

describe('a partition is held, and the others go on', () => {
  it.each([
    ['a batch for a newer reader', () => newer(batch(10, 12)), 'needs a reader of contract 9'],
    ['a batch after more gaps than an account holds', () => batch(200, 202), 'has more than 4 gaps'],
  ])('at %s: what came before it is taken, and it is neither taken nor passed by', async (_, bad, reason) => {
    const { clock, cluster, gate, held, runtime, out, committed } = await world('batches');
    const gaps = [0, 20, 40, 60, 80].map(first => batch(first, first + 2));
    cluster.append(
      'in',
      0,
      [...gaps, bad(), batch(202, 204)].map(value => ({ key: null, value })),
    );
    cluster.append('in', 1, [{ key: null, value: batch(0, 2, 1) }]);
    for (let n = 0; n < 20; n++) {
      await clock.advance(200);
      for (const { finish } of gate.units) finish();
    }
    expect([committed(0), committed(1), out(0).at(-1)!.nextOffset]).toEqual([5, 1, 82]);
    expect(held).toMatchObject([{ from: 5, next: 6 }]);
    expect(held[0]!.reason).toContain(reason);
    // A rebalance is not held up by it, and whoever holds the partition then says it again.
    cluster.faults.forceRebalance('group');
    await clock.advance(2_000);
    expect([held.length, committed(0), runtime.bytesInFlight]).toEqual([2, 5, 0]);
  });
});

describe('a skip', () => {
  /** All that is fetched is worked on, for some seconds. */
  const goOn = async ({ clock, gate }: Awaited<ReturnType<typeof world>>): Promise<void> => {
    for (let n = 0; n < 15; n++) {
      await clock.advance(200);
      for (const { finish } of gate.units) finish();
    }
  };
  const account = ({ cluster }: Awaited<ReturnType<typeof world>>) =>
    decodeAccount(cluster.group('group').committed('in', 0)!.metadata).account.sources[0]!;
  const append = ({ cluster }: Awaited<ReturnType<typeof world>>, ...values: Buffer[]): void =>
    void cluster.append(
      'in',
      0,
      values.map(value => ({ key: null, value })),
    );

  it('passes raw records over at the very offset that they are held at, and counts them as expired for all stages', async () => {
    const it = await world('raw');
    it.write(6, 1);
    it.cluster.damage('in', 0, 3);
    await goOn(it);
    expect([it.committed(), it.held]).toMatchObject([3, [{ from: 3, next: 4 }]]);
    expect(it.runtime.skip(0, 4)).toMatchObject({
      skipped: null,
      why: expect.stringContaining('held at offset 3, not') as unknown,
    });
    expect(it.runtime.skip(1, 0)).toMatchObject({ skipped: null, why: 'in/1 is not held: it goes on' });
    expect(it.runtime.skip(2, 0)).toMatchObject({ skipped: null, why: 'in/2 is not held by this replica' });
    expect(it.committed()).toBe(3);

    expect(it.runtime.skip(0, 3)).toMatchObject({ skipped: { from: 3, next: 4 } });
    await goOn(it);
    expect(it.committed()).toBe(6);
    const batches = it.cluster.records('out', 0).map(({ value }) => readBatch(value!));
    expect(batches.map(({ source }) => [source.firstOffset, source.nextOffset])).toEqual([
      [0, 2],
      [2, 3],
      [3, 4],
      [4, 6],
    ]);
    expect(batches[2]!.dropped).toEqual([{ offset: 3, outcome: Outcome.EXPIRED, run: 1 }]);
    expect(account(it)).toMatchObject({ counters: { forwarded: 5, expired: 1 } });
    expect(it.runtime.skip(0, 3)).toMatchObject({ skipped: null });
  });

  it('passes a batch over that nobody can read: the gap before the next one of its source has expired', async () => {
    const it = await world('batches');
    append(it, batch(0, 2), batch(2, 6), batch(6, 8));
    it.cluster.damage('in', 0, 1);
    await goOn(it);
    expect(it.committed()).toBe(1);
    it.runtime.skip(0, 1);
    await goOn(it);
    expect([it.committed(), account(it).ranges.ranges]).toEqual([3, [[0, 8]]]);
    expect(account(it).counters).toMatchObject({ forwarded: 4, expired: 4 });
    expect(it.out().map(({ firstOffset }) => firstOffset)).toEqual([0, 2]);
  });

  it('passes a batch for a newer reader over, which is held in the middle of a fetch', async () => {
    const it = await world('batches');
    append(it, batch(0, 2), newer(batch(2, 4)), batch(4, 6));
    await goOn(it);
    expect(it.committed()).toBe(1);
    expect(it.runtime.skip(0, 1)).toMatchObject({
      skipped: { reason: expect.stringContaining('contract 9') as unknown },
    });
    await goOn(it);
    expect([it.committed(), account(it)]).toMatchObject([3, { counters: { forwarded: 4, expired: 2 } }]);
  });

  it('takes nothing for expired when the batch was a repeated one, nor a gap that comes later', async () => {
    const it = await world('batches');
    append(it, batch(0, 2), batch(0, 2), batch(2, 4), batch(6, 8));
    it.cluster.damage('in', 0, 1);
    await goOn(it);
    it.runtime.skip(0, 1);
    await goOn(it);
    expect([it.committed(), account(it).ranges.ranges]).toEqual([
      4,
      [
        [0, 4],
        [6, 8],
      ],
    ]);
    expect(account(it).counters).toMatchObject({ forwarded: 6, expired: 0 });
  });

  it('of a batch is forgotten with the assignment while nothing has shown what it held: it is held again', async () => {
    const it = await world('batches');
    append(it, batch(0, 2), batch(2, 6));
    it.cluster.damage('in', 0, 1);
    await goOn(it);
    it.runtime.skip(0, 1);
    await goOn(it);
    expect(it.committed()).toBe(1);
    it.cluster.faults.forceRebalance('group');
    await goOn(it);
    expect([it.held.length, it.committed()]).toEqual([2, 1]);
    it.runtime.skip(0, 1);
    append(it, batch(6, 8));
    await goOn(it);
    expect([it.committed(), account(it)]).toMatchObject([3, { counters: { forwarded: 4, expired: 4 } }]);
  });
});

describe('a join', () => {
  it('whose lease dies before the epoch is committed does not end the process', async () => {
    const { clock, cluster, gate, failed, write, committed } = await world('raw');
    for (const partition of [0, 1]) cluster.resetCommitted('group', 'in', partition, null);
    cluster.faults.arm('commit_late', { times: 8, lateMs: [10_000, 10_000] });
    cluster.faults.loseSession('group');
    await clock.advance(400);
    cluster.faults.loseSession('group');
    await clock.advance(3_000);
    write(2, 1);
    await clock.advance(300);
    for (const { finish } of gate.units) finish();
    await clock.advance(1_000);
    expect([failed, committed()]).toEqual([[], 2]);
  });
});

describe('the budget', () => {
  it('is empty again after rebalances, lost sessions and a stop, with work that ends late or never', async () => {
    const { clock, cluster, gate, runtime, consumer, write } = await world('raw');
    write(200, 5);
    for (let n = 0; n < 12; n++) {
      await clock.advance(150);
      for (const [i, { finish }] of gate.units.entries()) if (i % 3 !== 0) finish();
      if (n % 2 === 0) cluster.faults.forceRebalance('group');
      else cluster.faults.loseSession('group');
    }
    const stopped = consumer.stop();
    await clock.settle(stopped, 10_000);
    runtime.stopped();
    for (const { finish } of gate.units) finish();
    await clock.advance(1_000);
    expect(gate.units.length).toBeGreaterThan(20);
    expect(runtime.bytesInFlight).toBe(0);
  });
});

/** The same batch, saying that it needs a reader of contract 9. */
function newer(value: Buffer): Buffer {
  const changed = Buffer.from(value);
  expect([changed[2], changed[3]]).toEqual([0x10, 1]);
  changed[3] = 9;
  return changed;
}
