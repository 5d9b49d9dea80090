import { afterEach, describe, expect, it } from '@jest/globals';
import { Event, readBatch } from '@pixel-relay/contracts';
import { startPartnerSim } from '@pixel-relay/partner-sim';
import { createTranscoder, DEFAULT_LIMITS } from '@pixel-relay/transcoder';
import { JOB_EVENTS, rawJobs } from '../raw-jobs.ts';
import { augmentedBatch } from './fill-augmented.ts';
import { PARTNER, partnerSubscriptions } from './partner.ts';
import { producerChart } from './producer-chart.ts';
import { medianProducerRow, producerTableOf, type ProducerRow } from './producer-row.ts';
import { UnboundedSender } from './unbounded-sender.ts';

const row: ProducerRow = {
  name: 'webhook, one event a request',
  table: 'producer',
  workers: 15,
  jobsPerSecond: 290,
  waitP99Ms: 3.5,
  requestP99Ms: 55,
  timeouts: 0,
  failures: 0,
  underWayMax: 15,
  residentMiB: 200,
  cpuMicrosPerJob: 150,
  runs: 1,
};

const received = { topic: 'events.raw', epoch: 1n, partition: 3, firstOffset: 1_000, oldestReceivedMs: Date.now() };
const source = { ...received, nextOffset: received.firstOffset + JOB_EVENTS };
const batch = (): Buffer =>
  augmentedBatch(createTranscoder(DEFAULT_LIMITS), rawJobs(1, source.oldestReceivedMs)[0]!, source);

describe('the backlog of the producer table', () => {
  it('is batches whose every event has its own offset and may go to the partner', () => {
    const { bytes, starts, ends, count, source: range } = readBatch(batch());
    expect(range).toEqual(source);
    expect(count).toBe(JOB_EVENTS);
    const events = Array.from({ length: count }, (_, i) => Event.decode(bytes.subarray(starts[i], ends[i])));
    expect(events.map(({ sourceOffset }) => Number(sourceOffset))).toEqual(events.map((_, i) => 1_000 + i));
    expect(new Set(events.map(({ id }) => id)).size).toBe(JOB_EVENTS);
    const partners = events.flatMap(({ verdict }) => verdict?.partners ?? []);
    expect(partners.map(({ partner }) => partner)).toEqual(events.map(() => PARTNER));
    const shops = new Set(partnerSubscriptions('http://127.0.0.1/', 'env:X').map(({ shopId }) => shopId));
    expect(events.filter(({ shopId }) => !shops.has(shopId))).toEqual([]);
  });
});

describe('UnboundedSender', () => {
  const key = Buffer.alloc(32, 7);
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });
  const startSim: typeof startPartnerSim = async options => {
    const sim = await startPartnerSim(options);
    opened.push(() => sim.stop());
    return sim;
  };
  const newSender = (url: string, timeoutMs: number): UnboundedSender => {
    const sender = new UnboundedSender(partnerSubscriptions(`${url}/`, '')[0]!, key, timeoutMs);
    opened.push(() => sender.close());
    return sender;
  };

  it('delivers every event, signed, with all of them under way at once', async () => {
    const sim = await startSim({ secret: `whsec_${key.toString('base64')}`, latencyMs: 20 });
    const sender = newSender(sim.url, 60_000);
    sender.startAll(readBatch(batch()));
    expect(sender.underWay).toBe(JOB_EVENTS);
    while (sender.underWay > 0) await new Promise(resolve => setTimeout(resolve, 10));
    expect(sender).toMatchObject({ accepted: JOB_EVENTS, timeouts: 0, failures: 0, underWayMax: JOB_EVENTS });
    expect(sim.stats()).toMatchObject({ verified: JOB_EVENTS, eventsAccepted: JOB_EVENTS, ids: JOB_EVENTS });
    expect(sender.requestP99Ms()).toBeGreaterThanOrEqual(20);
  });

  it('tells requests without an answer in time from those that came to nothing otherwise', async () => {
    const silent = await startSim({ secret: null, script: { answers: ['timeout'], repeat: true } });
    const late = newSender(silent.url, 300);
    late.startAll(readBatch(batch()));
    while (late.underWay > 0) await new Promise(resolve => setTimeout(resolve, 10));
    expect(late).toMatchObject({ accepted: 0, timeouts: JOB_EVENTS, failures: 0 });

    const gone = await startPartnerSim({ secret: null });
    await gone.stop();
    const nobody = newSender(gone.url, 60_000);
    nobody.startAll(readBatch(batch()));
    while (nobody.underWay > 0) await new Promise(resolve => setTimeout(resolve, 10));
    expect(nobody).toMatchObject({ accepted: 0, timeouts: 0, failures: JOB_EVENTS });
  });
});

describe('the producer table', () => {
  it('has the median of each figure by itself', () => {
    const rows = [row, { ...row, jobsPerSecond: 310, timeouts: 7 }, { ...row, jobsPerSecond: 300, timeouts: 2 }];
    expect(medianProducerRow(rows)).toEqual({ ...row, jobsPerSecond: 300, timeouts: 2, runs: 3 });
  });

  it('shows beside each row what the service before had with as many workers', () => {
    const table = producerTableOf([row, { ...row, workers: 200 }]);
    expect(table).toContain('| 15 | 290 | 3.5 | 55 | 0 | 0 | 15 | 200 | 150 | 12,900 |');
    expect(table).toContain('| 200 | 290 | 3.5 | 55 | 0 | 0 | 15 | 200 | 150 |  |');
  });

  it('is drawn with the tallest bar for the greatest figure, and the unbounded one apart', () => {
    const chart = producerChart([row, { ...row, workers: 'unbounded', jobsPerSecond: 145 }], 'Two cores.');
    const bars = [...chart.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)" fill="(#\w+)"/g)];
    const [bounded, unbounded] = bars.map(([, height, fill]) => ({ height: Number(height), fill }));
    expect(bounded!.height).toBeCloseTo(unbounded!.height * 2, 0);
    expect(unbounded!.fill).not.toBe(bounded!.fill);
    expect(chart).toContain('12,900');
  });
});
