import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@pixel-relay/clock';
import { Decision, Reason } from '@pixel-relay/contracts';
import { InMemoryCluster } from '@pixel-relay/testing';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { Delivery } from '../delivery/delivery.ts';
import type { DeliveryJob, DeliveryResult } from '../delivery/delivery-job.ts';
import { deliveryRoutes, type RouteDeps } from '../route-deliveries.ts';
import { jobOf } from '../testing/make-events.ts';
import { Receiver, status } from '../testing/receiver.ts';
import { type HandTable, tableOf, webhookSubscription } from '../testing/table-of.ts';
import { secretResolver } from './resolve-secret.ts';

const SECRET = `whsec_${Buffer.alloc(32, 'sesame').toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 'another').toString('base64')}`;
const never = new AbortController().signal;

describe('a webhook', () => {
  let receiver: Receiver;
  let table: HandTable;
  const logged: string[] = [];
  const env: Record<string, string> = {};
  const opened: Delivery[] = [];

  beforeEach(async () => {
    receiver = await Receiver.start();
    table = tableOf(webhookSubscription('ads', { url: receiver.url('/hook?key=hidden'), secret: 'env:ADS' }));
    env['ADS'] = SECRET;
    logged.length = 0;
  });

  afterEach(async () => {
    for (const delivery of opened.splice(0)) await delivery.close({ deadlineMs: 0 });
    await receiver.close();
  });

  async function start(more: Partial<RouteDeps['webhook']> & { attemptsMax?: number } = {}): Promise<Delivery> {
    const { attemptsMax = 3, ...webhook } = more;
    const log = new InMemoryCluster({ clock: systemClock }).connect();
    const say = (fields: object, message: string): void => void logged.push(JSON.stringify(fields) + message);
    const delivery = new Delivery({
      clock: systemClock,
      table,
      logger: { info: say, warn: say, error: say },
      route: deliveryRoutes({
        clock: systemClock,
        admin: log.admin,
        producer: await log.producer({ compression: 'none', sendTimeoutMs: 1_000 }),
        resolveSecret: secretResolver(env),
        webhook: {
          concurrencyMax: 4,
          timeoutMs: 2_000,
          connectTimeoutMs: 1_000,
          secretTtlMs: 60_000,
          requestBytesMax: 1 << 20,
          allowPrivateDestinations: true,
          ...webhook,
        },
        topic: { eventsPerRequestMax: 100, requestBytesMax: 1 << 20, topicsMax: 10 },
      }),
      limits: {
        workers: 8,
        queueMax: 8,
        jobTimeoutMs: 10_000,
        inFlightMax: 1_000,
        inFlightBytesMax: 1 << 24,
        destinationsMax: 10,
        attemptsMax,
        partnersCountedMax: 10,
        pace: {
          retry: { baseMs: 2, maxMs: 5 },
          breakerFailures: 1_000,
          pause: { baseMs: 10, maxMs: 20 },
          retryAfterMaxMs: 2_000,
        },
      },
    });
    opened.push(delivery);
    return delivery;
  }

  async function deliver(delivery: Delivery, job: DeliveryJob): Promise<DeliveryResult> {
    return (await delivery.submit(job, never)).result;
  }

  const reasons = ({ dead }: DeliveryResult): unknown[] =>
    dead.map(({ index, reason, detail }) => [index, reason, detail]);

  it('carries one event by default, signed so that the public library verifies it', async () => {
    const result = await deliver(await start(), jobOf([{ id: 'event-1' }]));
    expect(result).toMatchObject({ accepted: 1, dead: [] });
    const [request] = receiver.requests;
    expect(request!.method).toBe('POST');
    expect(request!.path).toBe('/hook?key=hidden');
    expect(request!.headers['content-type']).toBe('application/json');
    expect(request!.headers['webhook-id']).toBe('event-1');
    const body = new Webhook(SECRET).verify(request!.body, request!.headers as Record<string, string>);
    expect(body).toMatchObject({
      type: 'pixelrelay.events.v1',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as unknown as string,
      data: { partner: 'ads', shopId: 'shop', events: [{ id: 'event-1', name: 'page_viewed', decision: 'allow' }] },
    });
    expect(() => new Webhook(OTHER_SECRET).verify(request!.body, request!.headers as Record<string, string>)).toThrow();
  });

  it('carries up to so many events as its subscription says, under one id and body on every attempt', async () => {
    table.put(webhookSubscription('ads', { url: receiver.url(), secret: 'env:ADS', eventsPerRequestMax: 4 }));
    receiver.answer = (request, response, number) => status(number <= 3 ? 503 : 200)(request, response, number);
    const ids = Array.from({ length: 10 }, (_, index) => `event-${index}`);
    const result = await deliver(await start({ attemptsMax: 10 }), jobOf(ids.map(id => ({ id }))));
    expect(result).toMatchObject({ accepted: 10 });
    const bodies = Object.groupBy(receiver.requests, ({ headers }) => headers['webhook-id'] as string);
    expect(
      Object.values(bodies)
        .map(same => same!.length)
        .sort()
        .reverse()[0],
    ).toBeGreaterThan(1);
    for (const same of Object.values(bodies)) expect(new Set(same!.map(({ body }) => body.toString())).size).toBe(1);
    expect(
      Object.values(bodies)
        .map(same => same![0]!.events.length)
        .sort(),
    ).toEqual([2, 4, 4]);
    for (const { body, headers } of receiver.requests)
      new Webhook(SECRET).verify(body, headers as Record<string, string>);
  });

  it('takes its key from a file, and looks again when it is not let in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    try {
      const path = join(folder, 'ads');
      writeFileSync(path, `${OTHER_SECRET}\n`);
      table.put(webhookSubscription('ads', { url: receiver.url(), secret: `file:${path}` }));
      receiver.answer = (request, response, number) => {
        writeFileSync(path, SECRET);
        let code = 200;
        try {
          new Webhook(SECRET).verify(request.body, request.headers as Record<string, string>);
        } catch {
          code = 401;
        }
        status(code)(request, response, number);
      };
      expect(await deliver(await start(), jobOf([{ id: '1' }]))).toMatchObject({ accepted: 1 });
      expect(receiver.requests).toHaveLength(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each<[string, number, number, string]>([
    ['a refusal', 400, Reason.DELIVERY_REJECTED, 'HTTP 400'],
    ['a missing page', 404, Reason.DELIVERY_REJECTED, 'HTTP 404'],
    ['a redirect', 307, Reason.DESTINATION_INVALID, 'HTTP 307, not followed'],
    ['a failure', 500, Reason.DELIVERY_EXPIRED, 'HTTP 500'],
    ['a throttle', 429, Reason.DELIVERY_EXPIRED, 'HTTP 429'],
    ['a goodbye', 410, Reason.DESTINATION_INVALID, 'HTTP 410'],
  ])('that only ever answers %s (%i) leaves its event dead for that', async (_, code, reason, detail) => {
    const elsewhere = await Receiver.start();
    receiver.answer = status(code, { location: elsewhere.url() });
    expect(reasons(await deliver(await start(), jobOf([{ id: '1' }])))).toEqual([[0, reason, detail]]);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  it('waits as long as Retry-After says, and no longer than its bound', async () => {
    const times: number[] = [];
    receiver.answer = (request, response, number) => {
      times.push(systemClock.monotonic());
      status(number === 1 ? 429 : 200, number === 1 ? { 'retry-after': '1' } : {})(request, response, number);
    };
    await deliver(await start(), jobOf([{ id: '1' }]));
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990);
  });

  it('is tried again after a reset, a silence, an early end and half an answer', async () => {
    receiver.answer = (request, response, number) => {
      if (number === 1) response.socket!.resetAndDestroy();
      else if (number === 2) return;
      else if (number === 3) response.socket!.end();
      else if (number === 4) response.writeHead(500).write('half', () => response.socket!.destroy());
      else status(200)(request, response, number);
    };
    const result = await deliver(await start({ attemptsMax: 9, timeoutMs: 1_000 }), jobOf([{ id: '1' }]));
    expect(result).toMatchObject({ accepted: 1 });
    expect(receiver.deliveredIds).toEqual(['1', '1', '1', '1', '1']);
  });

  it('has accepted what it answered 2xx to, even if the answer then breaks off or never ends', async () => {
    receiver.answer = (_, response, number) => {
      response.writeHead(200);
      response.write('x', () => (number === 1 ? response.socket!.destroy() : undefined));
    };
    const delivery = await start({ timeoutMs: 1_000 });
    expect(await deliver(delivery, jobOf([{ id: '1' }]))).toMatchObject({ accepted: 1 });
    expect(await deliver(delivery, jobOf([{ id: '2' }]))).toMatchObject({ accepted: 1 });
    expect(receiver.requests).toHaveLength(2);
  });

  it('that nobody answers at is dead after the last attempt', async () => {
    const free = createServer();
    await new Promise<void>(resolve => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as { port: number };
    await new Promise(resolve => free.close(resolve));
    table.put(webhookSubscription('ads', { url: `http://127.0.0.1:${port}/`, secret: 'env:ADS' }));
    expect(reasons(await deliver(await start(), jobOf([{ id: '1' }])))).toEqual([
      [0, Reason.DELIVERY_EXPIRED, 'no answer: ECONNREFUSED'],
    ]);
  });

  it('isolates exactly what a real receiver rejects, and every good event arrives', async () => {
    table.put(webhookSubscription('ads', { url: receiver.url(), secret: 'env:ADS', eventsPerRequestMax: 16 }));
    receiver.answer = (request, response, number) =>
      status(request.events.some(({ id }) => id.startsWith('bad')) ? 422 : 200)(request, response, number);
    const delivery = await start();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), async bad => {
        receiver.requests.length = 0;
        const result = await deliver(
          delivery,
          jobOf(bad.map((one, index) => ({ id: `${one ? 'bad' : 'good'}-${index}` }))),
        );
        expect(result.dead.map(({ index }) => index)).toEqual(bad.flatMap((one, index) => (one ? [index] : [])));
        expect(result.accepted + result.dead.length).toBe(bad.length);
      }),
      { numRuns: 15 },
    );
  });

  it.each([
    ['is not set', (): void => void delete env['ADS']],
    ['is too short', (): void => void (env['ADS'] = 'whsec_c2hvcnQ=')],
    ['is no base64', (): void => void (env['ADS'] = 'correct horse battery staple')],
  ])('whose secret %s gets nothing, and the secret is nowhere to be read', async (_, change) => {
    change();
    const result = await deliver(await start(), jobOf([{ id: '1' }]));
    expect(result.dead.map(({ reason }) => reason)).toEqual([Reason.DESTINATION_INVALID]);
    expect(result.dead[0]!.detail).toContain('"env:ADS"');
    expect(receiver.requests).toEqual([]);
    if (env['ADS'] !== undefined) expect(result.dead[0]!.detail + logged.join()).not.toContain(env['ADS']);
  });

  it('shows neither a secret put in the place of a reference, nor the path of its URL', async () => {
    table.put(webhookSubscription('ads', { url: receiver.url('/path-token'), secret: SECRET }));
    const delivery = await start();
    const { result } = await delivery.submit(jobOf([{ id: '1' }]), never);
    const shown = JSON.stringify([delivery.oldest(), await result, delivery.totals(), logged]);
    expect(shown).toContain(`webhook at http://127.0.0.1:${receiver.port}`);
    expect(shown).not.toContain(SECRET.slice(6, 20));
    expect(shown).not.toContain('path-token');
  });

  it.each(['127.0.0.1', 'localhost', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])(
    'on the private host %s is not spoken to unless that is allowed',
    async host => {
      table.put(webhookSubscription('ads', { url: receiver.url('/', host), secret: 'env:ADS' }));
      const delivery = await start({ allowPrivateDestinations: false });
      const [[, reason, detail]] = reasons(await deliver(delivery, jobOf([{ id: '1' }]))) as [[number, number, string]];
      expect(reason).toBe(Reason.DESTINATION_INVALID);
      expect(detail).toContain('allowPrivateDestinations');
      expect(receiver.requests).toEqual([]);
    },
  );

  it('keeps to its number of requests at a time', async () => {
    let running = 0;
    let most = 0;
    receiver.answer = (request, response, number) => {
      most = Math.max(most, ++running);
      systemClock.setTimer(5, () => {
        running--;
        status(200)(request, response, number);
      });
    };
    await deliver(
      await start({ concurrencyMax: 3 }),
      jobOf(Array.from({ length: 40 }, (_, id) => ({ id: String(id) }))),
    );
    expect(most).toBe(3);
  });

  it('gets limited decisions marked as such, and nothing that was denied', async () => {
    const job = jobOf([
      { id: '1', verdict: { ads: Decision.ALLOW_LIMITED } },
      { id: '2', verdict: { ads: Decision.DENY } },
    ]);
    await deliver(await start(), job);
    expect(receiver.requests.map(({ events }) => events.map(({ id, decision }) => [id, decision]))).toEqual([
      [['1', 'allow_limited']],
    ]);
  });
});
