import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Clock, systemClock } from '@pixel-relay/clock';
import type { Log, LogRecord } from '@pixel-relay/kafka';
import { InMemoryCluster, SimulatedClock } from '@pixel-relay/testing';
import { demoSubscriptions } from './demo-subscriptions.ts';
import { type Expectation, readExpectations } from './expectations.ts';
import { generateLoad } from './generate-load.ts';
import { LoadOptionError, type LoadOptions } from './load-options.ts';
import type { LoadProgress, LoadReport } from './load-report.ts';
import { nastyRecords } from './nasty-records.ts';
import { partitionOfKey } from './partition-of-key.ts';
import { rawId } from './raw-id.ts';
import { judgeRecord } from './spec/judge-record.ts';

const topic = 'events.raw';
const partitions = 4;
const shops = 12;
const subscriptions = demoSubscriptions({ webhookUrl: 'http://127.0.0.1:1/', webhookSecretRef: 'env:S', shops });
let folder = '';
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A cluster with the raw topic, and what a load needs to write to it. */
function setUp(clock: Clock = systemClock): { cluster: InMemoryCluster; log: Log; load: LoadOptions } {
  const cluster = new InMemoryCluster({ clock });
  cluster.createTopic({ topic, partitions, replicationFactor: 1, config: { 'max.message.bytes': '16777216' } });
  const log = cluster.connect();
  return { cluster, log, load: { log, topic, partitions, subscriptions, rate: 0, shops, customersMax: 300, clock } };
}

async function contents(log: Log): Promise<LogRecord[][]> {
  const records = Array.from({ length: partitions }, (): LogRecord[] => []);
  const tail = await log.tail({ topic, onRecords: (partition, batch) => void records[partition]!.push(...batch) });
  await tail.caughtUp;
  await tail.close();
  return records;
}

async function run(load: LoadOptions): Promise<{ report: LoadReport; expectations: Expectation[] }> {
  const expectFile = join(folder, `${(files += 1)}.tsv`);
  const report = await generateLoad({ ...load, expectFile });
  const expectations: Expectation[] = [];
  for await (const expectation of readExpectations(expectFile)) expectations.push(expectation);
  return { report, expectations };
}

/** Holds every expectation with an offset against the record that stands there. */
function compare(records: readonly LogRecord[][], expectations: readonly Expectation[]): void {
  const next = Array.from({ length: partitions }, () => -1);
  for (const { partition, offset, key, id, outcome, partners } of expectations) {
    if (offset === null) continue;
    expect(offset).toBeGreaterThan(next[partition]!);
    next[partition] = offset;
    const record = records[partition]!.find(it => it.offset === offset)!;
    expect(record.key?.toString() ?? null).toBe(key);
    const judged = judgeRecord(record.value, record.timestampMs, subscriptions);
    expect({ outcome, partners }).toEqual({ outcome: judged.outcome, partners: [...judged.partners].sort() });
    const text = record.value?.toString() ?? '';
    expect(text.includes(`"id":"${id}"`) || rawId(record.value) === id).toBe(true);
  }
}

describe('a load', () => {
  it('is in the log as expected: every record, in the order of its partition, with its key', async () => {
    const { log, load } = setUp();
    const { report, expectations } = await run({ ...load, events: 3_000, nullKeyShare: 0.05, seed: 5 });
    const records = await contents(log);
    expect(records.map(({ length }) => length).reduce((a, b) => a + b)).toBe(3_000);
    expect(expectations).toHaveLength(3_000);
    compare(records, expectations);
    const count = (met: (it: Expectation) => boolean): number => expectations.filter(met).length;
    expect(report).toMatchObject({
      in: 3_000,
      delivered: count(({ outcome }) => outcome === 'delivered'),
      denied: 300,
      filtered: count(({ outcome }) => outcome === 'filtered'),
      dead: 60,
      tombstones: 3,
      unsure: 0,
      aborted: false,
    });
    expect(report.in).toBe(report.delivered + report.denied + report.filtered + report.dead);
    expect(report.partners['analytics']).toBe(count(({ partners }) => partners.includes('analytics')));
    const bytes = records.flat().reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
    expect(report.bytes).toBe(bytes);
    records.forEach((list, partition) => {
      for (const { key } of list) if (key !== null) expect(partitionOfKey(key, partitions)).toBe(partition);
    });
  });

  it('says so, with every kind of bad input first, when asked', async () => {
    const { log, load } = setUp();
    const { expectations } = await run({ ...load, events: 200, nasty: true });
    const nasty = nastyRecords({ subscriptions, partitions, receivedMs: 0 });
    expect(expectations).toHaveLength(200 + nasty.length);
    const records = (await contents(log)).flat();
    const binary = records.find(({ headers }) => Object.keys(headers).includes('trace'))!;
    expect(binary.headers['trace']).toEqual(Buffer.from([0x00, 0xff, 0x80]));
    expect(records.some(({ value }) => value !== null && value.length > 2 ** 21)).toBe(true);
  });

  it('keeps batches within their bounds, and few when there is time', async () => {
    const { log, load } = setUp();
    const producer = log.producer.bind(log);
    const sizes: number[] = [];
    const bytes: number[] = [];
    log.producer = async options => {
      const inner = await producer(options);
      return {
        close: () => inner.close(),
        send: (to, partition, records) => {
          sizes.push(records.length);
          bytes.push(records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0));
          return inner.send(to, partition, records);
        },
      };
    };
    await generateLoad({ ...load, events: 4_000, batchEventsMax: 50, batchBytesMax: 60_000, lingerMs: 5_000 });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(60_000);
    expect(4_000 / sizes.length).toBeGreaterThan(20);
  });

  it('never has more pending than it may', async () => {
    const clock = new SimulatedClock({ seed: 1 });
    const { cluster, load } = setUp(clock);
    cluster.faults.arm('produce_slow', { lateMs: [400, 500] });
    const seen: LoadProgress[] = [];
    const report = await clock.settle(
      generateLoad({ ...load, rate: 10_000, seconds: 1, pendingEventsMax: 100, onProgress: it => seen.push(it) }),
    );
    expect(report.in).toBe(10_000);
    // A hundred at a time, half a second each: the rate cannot be held, and the report says how far from it.
    expect(report.elapsedMs).toBeGreaterThan(30_000);
    expect(report.behindMaxMs).toBeGreaterThan(30_000);
    expect(seen.at(-1)).toMatchObject({ acknowledged: 10_000, target: 10_000, etaMs: 0 });
  });
});

describe('the rate', () => {
  it('is held to the event, through slow acknowledgements', async () => {
    const clock = new SimulatedClock({ seed: 2 });
    const { cluster, load } = setUp(clock);
    cluster.faults.arm('produce_slow', { probability: 0.3, lateMs: [1, 200] });
    const seen: LoadProgress[] = [];
    const report = await clock.settle(
      generateLoad({ ...load, rate: 777, seconds: 5, onProgress: it => seen.push(it) }),
    );
    expect(report.in).toBe(3_885);
    expect(report.elapsedMs).toBeGreaterThanOrEqual(4_990);
    expect(report.elapsedMs).toBeLessThan(5_500);
    expect(report.behindMaxMs).toBeLessThan(20);
    expect(seen.length).toBeGreaterThan(15);
    const middle = seen[Math.floor(seen.length / 2)]!;
    expect(middle.etaMs! / (5_000 - middle.elapsedMs)).toBeCloseTo(1, 0.5);
  });
});

describe('sends that fail', () => {
  it('without a word are not repeated: their records are unsure, whether they are in the log or not', async () => {
    for (const fault of ['produce_ack_lost', 'produce_lost'] as const) {
      const { cluster, log, load } = setUp();
      cluster.faults.arm(fault, { times: 2 });
      const { report, expectations } = await run({ ...load, events: 2_000, batchEventsMax: 100 });
      const records = await contents(log);
      expect(cluster.faults.fired(fault)).toBe(2);
      expect(report.unsure).toBeGreaterThan(0);
      expect(report.in + report.unsure).toBe(2_000);
      expect(expectations.filter(({ offset }) => offset === null)).toHaveLength(report.unsure);
      expect(records.flat()).toHaveLength(fault === 'produce_lost' ? report.in : 2_000);
      compare(records, expectations);
    }
  });

  it('because they were refused are repeated, in order, and nothing is doubled', async () => {
    const { cluster, log, load } = setUp();
    cluster.faults.arm('produce_refused', { times: 3 });
    const { report, expectations } = await run({ ...load, events: 1_000 });
    expect(cluster.faults.fired('produce_refused')).toBe(3);
    expect(report).toMatchObject({ in: 1_000, unsure: 0 });
    const records = await contents(log);
    expect(records.flat()).toHaveLength(1_000);
    compare(records, expectations);
  });

  it('again and again end the load with the error', async () => {
    const clock = new SimulatedClock({ seed: 3 });
    const { cluster, load } = setUp(clock);
    cluster.faults.arm('produce_refused', { partition: 2 });
    const failing = generateLoad({ ...load, rate: 1_000, seconds: 60, failedSendsMax: 4 });
    await expect(clock.settle(failing)).rejects.toMatchObject({ code: 'send_refused' });
    expect(cluster.faults.fired('produce_refused')).toBe(4);
  });
});

describe('a signal', () => {
  it('ends the load, with everything that was begun accounted for', async () => {
    const { log, load } = setUp();
    const stop = new AbortController();
    const { report, expectations } = await run({
      ...load,
      rate: 2_000,
      seconds: 60,
      signal: stop.signal,
      onProgress: ({ acknowledged }) => {
        if (acknowledged > 500) stop.abort();
      },
    });
    expect(report.aborted).toBe(true);
    expect(report.in).toBeGreaterThan(500);
    expect(report.in).toBeLessThan(10_000);
    expect(expectations).toHaveLength(report.in);
    const records = await contents(log);
    expect(records.flat()).toHaveLength(report.in);
    compare(records, expectations);
  });
});

describe('a signal, while the log is slow,', () => {
  it('lets go of what waits, and awaits only what is being sent', async () => {
    const clock = new SimulatedClock({ seed: 4 });
    const { cluster, load } = setUp(clock);
    cluster.faults.arm('produce_slow', { lateMs: [900, 1_000] });
    const stop = new AbortController();
    clock.setTimer(1_500, () => stop.abort());
    const report = await clock.settle(
      generateLoad({ ...load, rate: 1_000, seconds: 60, batchEventsMax: 10, signal: stop.signal }),
    );
    expect(report.aborted).toBe(true);
    expect(report.elapsedMs).toBeLessThan(3_000);
    // Two sends of each partition at the most.
    expect(report.in).toBeLessThanOrEqual(2 * 10 * partitions);
    expect(report.in).toBeGreaterThan(0);
  });
});

describe('options', () => {
  it.each<[Partial<LoadOptions>, RegExp]>([
    [{}, /events, or seconds/],
    [{ events: -1 }, /events is a whole number from 0/],
    [{ events: 1.5 }, /events is a whole number/],
    [{ events: 1, rate: Number.NaN }, /rate is a number from 0/],
    [{ events: 1, malformedShare: 2 }, /malformedShare is a number from 0 to 1, not 2/],
    [{ events: 1, partitions: 0 }, /partitions is a whole number from 1/],
    [{ events: 1, sizeKb: 3 as 8 }, /size is one of 0.5, 1.8, 8/],
  ])('that cannot be are refused before anything is written: %j', async (changes, message) => {
    const { log, load } = setUp();
    await expect(generateLoad({ ...load, ...changes })).rejects.toThrow(message);
    await expect(generateLoad({ ...load, ...changes })).rejects.toThrow(LoadOptionError);
    expect((await contents(log)).flat()).toEqual([]);
  });
});
