import { expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { ConsumerDeadError, type Fetched } from '@pixel-relay/kafka';
import { eventually, QUIET_MS, recordOf, rejection, type Trial, type Witness, witness } from './trial.ts';

/** Ranges of one partition tile from `start` to `end`, begin at the lease's position, and hold their records. */
function expectTiling(got: Witness, partition: number, start: number, end: number): void {
  let expected = start;
  for (const { lease, fetched, positionThen } of got.batches) {
    if (lease.partition !== partition) continue;
    expect(fetched.from).toBe(expected);
    expect(positionThen).toBe(fetched.from);
    expect(fetched.end).toBeGreaterThanOrEqual(fetched.next);
    for (const { offset } of fetched.records) {
      expect(offset).toBeGreaterThanOrEqual(expected);
      expect(offset).toBeLessThan(fetched.next);
      expected = offset + 1;
    }
    expected = fetched.next;
  }
  expect(expected).toBe(end);
}

const reached = (got: Witness, next: number): boolean => got.batches.some(({ fetched }) => fetched.next === next);

/** What GroupHandler.records, Fetched and a lease's position promise. */
export function describeFetching(trial: () => Trial): void {
  it('accounts for every offset, in order, from the first, in as many fetches as it takes', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 2);
    const values = [
      ...(await trial().fill(log, topic, 0, 10)),
      ...(await trial().fill(log, topic, 0, 10, 10)),
      ...(await trial().fill(log, topic, 0, 10, 20)),
    ];
    const got = witness();
    // A byte a fetch: every record batch comes alone.
    const options = trial().options(topic, trial().group(), { fetchMaxBytesPerPartition: 1 });
    await log.consume(options, got);
    await eventually('thirty records', () => got.values(0).length === 30);
    expect(got.values(0)).toEqual(values);
    expect(got.batches.length).toBeGreaterThan(1);
    expectTiling(got, 0, 0, 30);
    expect(got.batches.at(-1)!.fetched.end).toBe(30);
    await trial().fill(log, topic, 1, 5);
    await eventually('five more', () => got.values(1).length === 5);
    expectTiling(got, 1, 0, 5);
  });

  it('passes over offsets that hold nothing readable, at the end of the log too', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    await trial().appendUnreadable(topic, 0);
    await trial().fill(log, topic, 0, 2);
    await trial().appendUnreadable(topic, 0);
    await trial().fill(log, topic, 0, 2, 2);
    await trial().appendUnreadable(topic, 0);
    const [{ end } = { end: NaN }] = await log.admin.offsets(topic);
    expect(end).toBeGreaterThan(6);
    const got = witness();
    await trial().consume(log, topic, trial().group(), got);
    await eventually('the end', () => reached(got, end));
    expect(got.values()).toEqual(['p0-0', 'p0-1', 'p0-2', 'p0-3']);
    expectTiling(got, 0, 0, end);
    expect(got.batches.every(({ fetched }) => !fetched.expired)).toBe(true);
  });

  it('accounts for what was deleted below the position as expired, apart from records', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    await trial().fill(log, topic, 0, 6);
    await trial().deleteRecords(topic, 0, 4);
    expect(await log.admin.offsets(topic)).toEqual([{ partition: 0, start: 4, end: 6 }]);
    const got = witness({ joined: async ([lease]) => lease!.seek(1) });
    await trial().consume(log, topic, trial().group(), got);
    await eventually('the end', () => reached(got, 6));
    expect(got.batches[0]!.fetched).toMatchObject({ from: 1, next: 4, records: [], expired: true, end: 6 });
    expect(got.values()).toEqual(['p0-4', 'p0-5']);
    expectTiling(got, 0, 1, 6);
  });

  it('begins at offset 0 when the group has none and the holder sets none, deleted offsets accounted for', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    await trial().fill(log, topic, 0, 6);
    await trial().deleteRecords(topic, 0, 4);
    const got = witness();
    await trial().consume(log, topic, trial().group(), got);
    await eventually('the rest', () => got.values().length === 2);
    expect(got.batches[0]!.fetched).toMatchObject({ from: 0, next: 4, expired: true });
    expectTiling(got, 0, 0, 6);
  });

  it('ends when it stands above the end: that is another log', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    await trial().fill(log, topic, 0, 3);
    const got = witness({ joined: async ([lease]) => lease!.seek(50) });
    const consumer = await trial().consume(log, topic, trial().group(), got);
    expect(await rejection(consumer.ended)).toBeInstanceOf(ConsumerDeadError);
    expect(got.batches).toEqual([]);
  });

  it('goes on from where seek put it, while a batch is handled and between batches', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    await trial().fill(log, topic, 0, 3);
    let soughtBack = false;
    const got = witness({
      records: async lease => {
        if (!soughtBack) lease.seek(1);
        soughtBack = true;
      },
    });
    const consumer = await trial().consume(log, topic, trial().group(), got);
    await eventually('five records', () => got.values().length === 5);
    expect(got.values()).toEqual(['p0-0', 'p0-1', 'p0-2', 'p0-1', 'p0-2']);
    consumer.leases[0]!.seek(2);
    expect(consumer.leases[0]!.position).toBe(2);
    await eventually('the last again', () => got.values().length === 6);
    expect(got.values().at(-1)).toBe('p0-2');
  });

  it('hands over one batch of a partition at a time, while other partitions go on', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 2);
    await trial().fill(log, topic, 0, 1);
    const gate = Promise.withResolvers<void>();
    const got = witness({ records: async lease => (lease.partition === 0 ? gate.promise : undefined) });
    await trial().consume(log, topic, trial().group(), got);
    await eventually('the first of partition 0', () => got.values(0).length === 1);
    await trial().fill(log, topic, 0, 1, 1);
    for (let n = 0; n < 3; n++) {
      await trial().fill(log, topic, 1, 1, n);
      await eventually(`record ${n} of partition 1`, () => got.values(1).length === n + 1);
    }
    expect(got.values(0)).toEqual(['p0-0']);
    gate.resolve();
    await eventually('the second of partition 0', () => got.values(0).length === 2);
  });

  it('fetches nothing before joined has returned', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    await trial().fill(log, topic, 0, 1);
    const gate = Promise.withResolvers<void>();
    const got = witness({ joined: () => gate.promise });
    const consuming = trial().consume(log, topic, trial().group(), got);
    await eventually('the join', () => got.joins.length === 1);
    await systemClock.sleep(QUIET_MS);
    expect(got.batches).toEqual([]);
    gate.resolve();
    await consuming;
    await eventually('the record', () => got.values().length === 1);
  });

  it('hands over nothing new while it is paused, and goes on where it was', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    await trial().fill(log, topic, 0, 2);
    const got = witness();
    const consumer = await trial().consume(log, topic, trial().group(), got);
    await eventually('two records', () => got.values().length === 2);
    consumer.pause();
    consumer.pause();
    await trial().fill(log, topic, 0, 2, 2);
    await systemClock.sleep(QUIET_MS);
    expect(got.values()).toEqual(['p0-0', 'p0-1']);
    consumer.resume();
    await eventually('all four', () => got.values().length === 4);
    expectTiling(got, 0, 0, 4);
  });

  it("ends when the handler rejects, with the handler's reason", async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const groupId = trial().group();
    const reason = new TypeError('a bug in the handler');
    const got = witness({
      records: async () => {
        throw reason;
      },
    });
    const consumer = await trial().consume(log, topic, groupId, got);
    const [lease] = consumer.leases;
    await trial().fill(log, topic, 0, 1);
    expect(await rejection(consumer.ended)).toBe(reason);
    expect(lease!.live).toBe(false);
    expect(consumer.leases).toEqual([]);
    const next = witness();
    await trial().consume(await trial().connect(), topic, groupId, next);
    expect(next.joins[0]).toHaveLength(1);
  });

  it('does not begin when joined rejects, with its reason', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const reason = new Error('the account cannot be read');
    const got = witness({
      joined: async () => {
        throw reason;
      },
    });
    expect(await rejection(trial().consume(log, topic, trial().group(), got))).toBe(reason);
  });

  it('gives a large record even where the bounds are smaller', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const producer = await trial().producer(log);
    await producer.send(topic, 0, [recordOf('x'.repeat(20_000))]);
    const sizes: number[] = [];
    const records = async (_: unknown, fetched: Fetched): Promise<void> => {
      sizes.push(...fetched.records.map(record => record.value!.length));
    };
    const options = trial().options(topic, trial().group(), { fetchMaxBytes: 1000, fetchMaxBytesPerPartition: 1000 });
    await log.consume(options, witness({ records }));
    await eventually('the record', () => sizes.length === 1);
    expect(sizes).toEqual([20_000]);
  });
}
