import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScrapePortError, type Telemetry, prometheusName, registry, startTelemetry } from './index.ts';

/** Prometheus text as a map from `name{labels}` (without the stage) to the value. */
async function scrape(telemetry: Telemetry): Promise<Map<string, number>> {
  const response = await fetch(`http://127.0.0.1:${telemetry.prometheusPort}/metrics`);
  expect(response.headers.get('content-type')).toContain('version=0.0.4');
  const samples = new Map<string, number>();
  for (const line of (await response.text()).split('\n')) {
    const [, name, labels, value] = /^(\w+)\{(.*)\} (\S+)$/.exec(line) ?? [];
    if (name === undefined || name === 'target_info') continue;
    expect(labels).toContain('stage="parser"');
    const others = labels!.replace(/,?stage="parser"/, '').replace(/^,/, '');
    samples.set(others === '' ? name : `${name}{${others}}`, Number(value));
  }
  return samples;
}

describe('startTelemetry', () => {
  let telemetry: Telemetry;
  const start = (prometheusPort: number): Promise<Telemetry> =>
    startTelemetry({ stage: 'parser', instance: 'parser-0', prometheusPort, host: '127.0.0.1' });
  beforeEach(async () => {
    telemetry = await start(0);
  });
  afterEach(() => telemetry.shutdown());

  it('exports counters from zero, with what was added', async () => {
    const { eventsOut, eventsEnded, poolJobs } = telemetry.metrics;
    expect((await scrape(telemetry)).get('pixelrelay_events_out_total')).toBe(0);
    eventsOut.add(500);
    eventsOut.add(0.5);
    eventsOut.add(-3);
    eventsOut.add(Number.NaN);
    eventsEnded.add(2, { outcome: 'denied', reason: 'gpc' });
    eventsEnded.add(1, { outcome: 'dead', reason: 'too_deep' });
    const samples = await scrape(telemetry);
    expect(samples.get('pixelrelay_events_out_total')).toBe(500.5);
    expect(samples.get('pixelrelay_events_ended_total{outcome="denied",reason="gpc"}')).toBe(2);
    expect(samples.get('pixelrelay_pool_jobs_total{outcome="crashed"}')).toBe(0);
    expect(eventsEnded.total({ outcome: 'denied' })).toBe(2);
    expect(eventsEnded.total()).toBe(3);
    expect(poolJobs.total()).toBe(0);
  });

  it('exports totals that are kept elsewhere, without adding them up twice', async () => {
    telemetry.metrics.poolJobs.observe(report => report(7, { outcome: 'completed' }));
    await scrape(telemetry);
    expect((await scrape(telemetry)).get('pixelrelay_pool_jobs_total{outcome="completed"}')).toBe(7);
  });

  it('exports gauges as they are now, and none for a partition that was given away', async () => {
    let partitions = [0, 1];
    telemetry.metrics.lagEvents.observe(report => {
      for (const partition of partitions) report(partition * 10, { topic: 'events.raw', partition });
    });
    expect((await scrape(telemetry)).get('pixelrelay_lag_events{topic="events.raw",partition="1"}')).toBe(10);
    partitions = [0];
    const samples = await scrape(telemetry);
    expect(samples.get('pixelrelay_lag_events{topic="events.raw",partition="0"}')).toBe(0);
    expect(samples.has('pixelrelay_lag_events{topic="events.raw",partition="1"}')).toBe(false);
  });

  it('exports the rest when one reader throws', async () => {
    telemetry.metrics.lagEvents.observe(() => {
      throw new Error('no leases');
    });
    telemetry.metrics.eventsIn.add(3);
    expect((await scrape(telemetry)).get('pixelrelay_events_in_total')).toBe(3);
  });

  it('weighs histogram samples, and a value on a boundary belongs to it', async () => {
    telemetry.recordEventAge(300_000, 400);
    telemetry.recordEventAge(300_001, 100);
    telemetry.recordEventAge(-50, 1);
    telemetry.metrics.deliveryRequests.record(1e9, { partner: 'slow' });
    const samples = await scrape(telemetry);
    expect(samples.get('pixelrelay_event_age_seconds_bucket{le="0.01"}')).toBe(1);
    expect(samples.get('pixelrelay_event_age_seconds_bucket{le="240"}')).toBe(1);
    expect(samples.get('pixelrelay_event_age_seconds_bucket{le="300"}')).toBe(401);
    expect(samples.get('pixelrelay_event_age_seconds_bucket{le="+Inf"}')).toBe(501);
    expect(samples.get('pixelrelay_event_age_seconds_count')).toBe(501);
    expect(samples.get('pixelrelay_event_age_seconds_sum')).toBeCloseTo(400 * 300 + 100 * 300.001);
    expect(samples.get('pixelrelay_delivery_request_seconds_bucket{partner="slow",le="60"}')).toBe(0);
    expect(samples.get('pixelrelay_delivery_request_seconds_count{partner="slow"}')).toBe(1);
    expect(telemetry.eventAges().maxMs).toBe(300_001);
  });

  it('keeps labels bounded: what comes after the last allowed value is `other`', async () => {
    for (let shop = 0; shop < 1_000; shop++) telemetry.metrics.deliveriesDead.add(1, { partner: `partner-${shop}` });
    const series = [...(await scrape(telemetry))].filter(([name]) =>
      name.startsWith('pixelrelay_deliveries_dead_total'),
    );
    expect(series).toHaveLength(registry.deliveriesDead.attributes.partner.valuesMax + 1);
    expect(series.reduce((sum, [, value]) => sum + value, 0)).toBe(1_000);
    expect(Object.fromEntries(series)['pixelrelay_deliveries_dead_total{partner="other"}']).toBe(872);
  });

  it('takes a value off a closed list for `other`, whatever the types were told', async () => {
    telemetry.metrics.commits.add(1, { result: 'user@example.com' as 'ok' });
    expect((await scrape(telemetry)).get('pixelrelay_commits_total{result="other"}')).toBe(1);
    expect([...(await scrape(telemetry)).keys()].join()).not.toContain('example.com');
  });

  it('exports nothing that is not in the registry', async () => {
    const { metrics } = telemetry;
    metrics.messagesSent.add(1, { 'messaging.destination.name': 'events.parsed' });
    metrics.gc.record(0.01, { 'v8js.gc.type': 'major' });
    const known = new Set(Object.values(registry).map(prometheusName));
    const exported = [...(await scrape(telemetry)).keys()].map(name => /^\w+/.exec(name)![0]);
    const strangers = exported.filter(name => !known.has(name) && !known.has(name.replace(/_(bucket|sum|count)$/, '')));
    expect(strangers).toEqual([]);
    expect(exported).toContain('messaging_client_sent_messages_total');
  });

  it('tells of the process', async () => {
    const samples = await scrape(telemetry);
    expect(samples.get('process_memory_usage')).toBeGreaterThan(20 * 2 ** 20);
    expect(samples.get('process_cpu_time_total{cpu_mode="user"}')).toBeGreaterThan(0);
    expect(samples.has('nodejs_eventloop_delay_p99')).toBe(true);
  });

  it('answers only GET /metrics', async () => {
    const at = `http://127.0.0.1:${telemetry.prometheusPort}`;
    expect((await fetch(`${at}/`)).status).toBe(404);
    expect((await fetch(`${at}/metrics`, { method: 'POST' })).status).toBe(405);
  });

  it('says what to do when the port is taken, serves none for -1, and frees it at the end', async () => {
    const port = telemetry.prometheusPort!;
    await expect(start(port)).rejects.toThrow(ScrapePortError);
    await expect(start(port)).rejects.toThrow(`127.0.0.1:${port} is taken by another process: choose another`);
    const silent = await start(-1);
    expect(silent.prometheusPort).toBeNull();
    await silent.shutdown();
    await telemetry.shutdown();
    const taken = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve, reject) => taken.once('listening', resolve).once('error', reject));
    await new Promise(resolve => taken.close(resolve));
    telemetry = await start(port);
    expect(telemetry.prometheusPort).toBe(port);
  });

  it('lets several stages live in one process, each with its own numbers', async () => {
    const other = await start(0);
    other.metrics.eventsIn.add(9);
    expect((await scrape(telemetry)).get('pixelrelay_events_in_total')).toBe(0);
    expect((await scrape(other)).get('pixelrelay_events_in_total')).toBe(9);
    await other.shutdown();
  });
});
