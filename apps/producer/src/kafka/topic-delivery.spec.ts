import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Decision, Identity, Reason } from '@pixel-relay/contracts';
import { InMemoryCluster, type InMemoryLog, SimulatedClock } from '@pixel-relay/testing';
import { Delivery } from '../delivery/delivery.ts';
import type { DeliveryJob, DeliveryResult } from '../delivery/delivery-job.ts';
import { deliveryRoutes } from '../route-deliveries.ts';
import { jobOf, RECEIVED_MS } from '../testing/make-events.ts';
import { type HandTable, tableOf, topicSubscription } from '../testing/table-of.ts';

const never = new AbortController().signal;

describe('a partner topic', () => {
  let clock: SimulatedClock;
  let cluster: InMemoryCluster;
  let log: InMemoryLog;
  let table: HandTable;
  let delivery: Delivery;

  beforeEach(async () => {
    clock = new SimulatedClock({ seed: 7 });
    cluster = new InMemoryCluster({ clock });
    log = cluster.connect();
    table = tableOf(topicSubscription('ads', 'partner-ads'));
    const producer = await clock.settle(log.producer({ compression: 'none', sendTimeoutMs: 1_000 }));
    delivery = new Delivery({
      clock,
      table,
      route: deliveryRoutes({
        clock,
        admin: log.admin,
        producer,
        resolveSecret: () => Promise.reject(new Error('no secrets here')),
        webhook: {
          concurrencyMax: 1,
          timeoutMs: 1_000,
          connectTimeoutMs: 1_000,
          secretTtlMs: 1_000,
          requestBytesMax: 1_000,
          allowPrivateDestinations: false,
        },
        topic: { eventsPerRequestMax: 10, requestBytesMax: 1 << 20, topicsMax: 10 },
      }),
      limits: {
        workers: 4,
        queueMax: 4,
        jobTimeoutMs: 10_000,
        inFlightMax: 1_000,
        inFlightBytesMax: 1 << 24,
        destinationsMax: 10,
        attemptsMax: 3,
        partnersCountedMax: 10,
        pace: {
          retry: { baseMs: 100, maxMs: 1_000 },
          breakerFailures: 5,
          pause: { baseMs: 100, maxMs: 1_000 },
          retryAfterMaxMs: 1_000,
        },
      },
    });
  });

  afterEach(async () => {
    await clock.settle(delivery.close({ deadlineMs: 0 }));
    await clock.settle(log.close());
  });

  const create = (topic: string, partitions: number, config: Record<string, string> = {}): boolean =>
    cluster.createTopic({ topic, partitions, replicationFactor: 1, config });

  const deliver = (job: DeliveryJob): Promise<DeliveryResult> =>
    clock.settle(delivery.submit(job, never).then(({ result }) => result));

  const headerText = (value: unknown): string => (value as Buffer).toString('utf8');
  const idsIn = (topic: string, partition: number): string[] =>
    cluster.records(topic, partition).map(({ headers }) => headerText(headers['ce_id']));

  it('gets each event as a CloudEvent in binary mode, keyed by client id', async () => {
    create('partner-ads', 1);
    expect(await deliver(jobOf([{ id: 'event-1', shopId: 'shop' }]))).toMatchObject({ accepted: 1, dead: [] });
    const [record] = cluster.records('partner-ads', 0);
    const headers = Object.fromEntries(
      Object.entries(record!.headers).map(([name, value]) => [name, headerText(value)]),
    );
    expect(headers).toEqual({
      ce_specversion: '1.0',
      ce_id: 'event-1',
      ce_source: '/shops/shop',
      ce_type: 'com.pixelrelay.page_viewed',
      ce_time: new Date(RECEIVED_MS - 1_000).toISOString(),
      'content-type': 'application/json',
    });
    expect(record!.key!.toString()).toBe('client-of-event-1');
    expect(JSON.parse(record!.value!.toString())).toMatchObject({ id: 'event-1', decision: 'allow', shopId: 'shop' });
  });

  it('gets no client id, not as a key either, where the subscription wants no identity', async () => {
    create('partner-ads', 1);
    table.put(topicSubscription('ads', 'partner-ads', { identity: Identity.NONE }));
    await deliver(jobOf([{ id: '1' }]));
    const [record] = cluster.records('partner-ads', 0);
    expect(record!.key).toBeNull();
    expect(record!.value!.toString()).not.toContain('client-of');
  });

  it("keeps the order of a source partition, in the partition of its number modulo the topic's count", async () => {
    create('partner-ads', 2);
    const jobs = [0, 1, 2, 3].flatMap(partition =>
      [0, 1, 2].map(batch =>
        jobOf(
          Array.from({ length: 15 }, (_, index) => ({ id: `${partition}-${batch * 15 + index}` })),
          partition,
          batch * 15,
        ),
      ),
    );
    const results = jobs.map(job => delivery.submit(job, never).then(({ result }) => result));
    await clock.settle(Promise.all(results));
    for (const partition of [0, 1]) {
      const ids = idsIn('partner-ads', partition);
      for (const source of [partition, partition + 2])
        expect(ids.filter(id => id.startsWith(`${source}-`))).toEqual(
          Array.from({ length: 45 }, (_, index) => `${source}-${index}`),
        );
      expect(ids).toHaveLength(90);
    }
    // Coalesced: far fewer requests than events, none above the bound.
    expect(delivery.totals()[0]!.requests).toBeLessThan(40);
  });

  it('is shared by partners whose subscriptions name it, each event as each may have it', async () => {
    create('partner-ads', 1);
    table.put(topicSubscription('other', 'partner-ads', { identity: Identity.NONE }));
    await deliver(jobOf([{ id: '1', verdict: { ads: Decision.ALLOW, other: Decision.ALLOW_LIMITED } }]));
    const payloads = cluster.records('partner-ads', 0).map(({ value }) => JSON.parse(value!.toString()) as object);
    expect(payloads).toEqual([
      expect.objectContaining({ decision: 'allow', clientId: 'client-of-1' }),
      expect.not.objectContaining({ clientId: 'client-of-1' }),
    ]);
    expect(payloads[1]).toMatchObject({ decision: 'allow_limited' });
  });

  it('that does not exist leaves its events dead; one that comes in time does not', async () => {
    const late = delivery.submit(jobOf([{ id: '1' }, { id: '2' }]), never).then(({ result }) => result);
    await clock.advance(1);
    create('partner-ads', 3);
    expect(await clock.settle(late)).toMatchObject({ accepted: 2 });
    expect(idsIn('partner-ads', 0)).toEqual(['1', '2']);
    table.put(topicSubscription('ads', 'never'));
    const { dead } = await deliver(jobOf([{ id: '3' }]));
    expect(dead).toEqual([
      {
        index: 0,
        partner: 'ads',
        attempts: 3,
        sourceOffset: 0,
        reason: Reason.DESTINATION_INVALID,
        detail: 'the topic does not exist; create it, or mend the subscription',
      },
    ]);
  });

  it('made again with fewer partitions still gets everything', async () => {
    create('partner-ads', 4);
    await deliver(jobOf([{ id: '1' }], 3));
    expect(idsIn('partner-ads', 3)).toEqual(['1']);
    cluster.recreateTopic('partner-ads', 2);
    expect(await deliver(jobOf([{ id: '2' }], 3))).toMatchObject({ accepted: 1, dead: [] });
    expect(idsIn('partner-ads', 1)).toEqual(['2']);
  });

  it('refuses only the event that is too large for it', async () => {
    create('partner-ads', 1, { 'max.message.bytes': '2000' });
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const { accepted, dead } = await deliver(
      jobOf(ids.map(id => ({ id, more: id === 'c' ? { context: { document: { title: 'x'.repeat(3_000) } } } : {} }))),
    );
    expect(accepted).toBe(4);
    expect(dead.map(({ index, reason }) => [index, reason])).toEqual([[2, Reason.DELIVERY_REJECTED]]);
    expect(idsIn('partner-ads', 0)).toEqual(['a', 'b', 'd', 'e']);
  });

  it.each(['produce_refused', 'produce_lost', 'produce_ack_lost'] as const)(
    'loses nothing and keeps its order while the brokers are in trouble: %s',
    async fault => {
      create('partner-ads', 1);
      const disarm = cluster.faults.arm(fault, { probability: 0.5, topic: 'partner-ads' });
      const all = Array.from({ length: 60 }, (_, index) => `${index}`);
      const result = await deliver(jobOf(all.map(id => ({ id }))));
      disarm();
      expect(cluster.faults.fired(fault)).toBeGreaterThan(0);
      expect(result).toMatchObject({ accepted: 60, dead: [] });
      const ids = idsIn('partner-ads', 0);
      expect([...new Set(ids)]).toEqual(all);
      if (fault !== 'produce_ack_lost') expect(ids).toHaveLength(60);
    },
  );
});
