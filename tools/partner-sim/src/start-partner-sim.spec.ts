import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { PartnerSimOptions } from './partner-sim-options.ts';
import { receivedKey } from './received-events.ts';
import { type PartnerSim, startPartnerSim } from './start-partner-sim.ts';

const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let running: PartnerSim[] = [];

afterEach(async () => {
  await Promise.all(running.map(sim => sim.stop()));
  running = [];
});
afterAll(() => agent.destroy());

async function start(options: Partial<PartnerSimOptions> = {}): Promise<PartnerSim> {
  const sim = await startPartnerSim({ secret, ...options });
  running.push(sim);
  return sim;
}

const bodyOf = (...ids: readonly string[]): string =>
  JSON.stringify({
    type: 'pixelrelay.events.v1',
    timestamp: new Date().toISOString(),
    data: { partner: 'orders', shopId: '42', events: ids.map(id => ({ id, name: 'checkout_completed', n: 1 })) },
  });

function sign(body: string, webhookId = 'msg_1', at = new Date(), key = secret): Record<string, string> {
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(key).sign(webhookId, at, body),
  };
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string | string[] | undefined>;
}

async function call(sim: PartnerSim, method: string, path: string, body = '', headers = {}): Promise<Reply> {
  const sent = httpRequest(`${sim.url}${path}`, { method, headers, agent });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode!, text, headers: response.headers };
}

const post = (sim: PartnerSim, body: string, headers = sign(body), path = '/hooks'): Promise<Reply> =>
  call(sim, 'POST', path, body, headers);

async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise(resolve => setTimeout(resolve, 5));
}

describe('signatures', () => {
  it('let a well signed webhook in, and its events are remembered', async () => {
    const sim = await start();
    expect((await post(sim, bodyOf('a', 'b'))).status).toBe(200);
    expect([...sim.received.keys()]).toEqual([receivedKey('orders', 'a'), receivedKey('orders', 'b')]);
    expect(sim.received.get(receivedKey('orders', 'a'))).toMatchObject({
      id: 'a',
      partner: 'orders',
      shopId: '42',
      name: 'checkout_completed',
      attempts: 1,
      accepted: 1,
      webhookId: 'msg_1',
    });
    expect(sim.stats()).toMatchObject({ requests: 1, verified: 1, invalidSignatures: 0, events: 2, eventsAccepted: 2 });
  });

  const body = bodyOf('a');
  it.each([
    ['of another body', sign(bodyOf('b'))],
    ['by another secret', sign(body, 'msg_1', new Date(), `whsec_${Buffer.alloc(24, 8).toString('base64')}`)],
    ['of another id', { ...sign(body), 'webhook-id': 'msg_2' }],
    ['an hour old', sign(body, 'msg_1', new Date(Date.now() - 3_600_000))],
    ['missing', {}],
  ])('%s are answered 401 and counted, and nothing is remembered', async (_, headers) => {
    const sim = await start({ script: { answers: [500] } });
    expect((await post(sim, body, headers)).status).toBe(401);
    expect(sim.stats()).toMatchObject({ invalidSignatures: 1, verified: 0, events: 0, answers: { 401: 1 } });
    expect(sim.received.size).toBe(0);
    // The script is for webhooks that count.
    expect((await post(sim, body)).status).toBe(500);
  });

  it('of either secret are right during a rotation', async () => {
    const other = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    const sim = await start({ secret: [secret, other] });
    expect((await post(sim, body, sign(body, 'm', new Date(), other))).status).toBe(200);
    expect((await post(sim, body)).status).toBe(200);
  });

  it('are not looked at when there is no secret', async () => {
    const sim = await start({ secret: null });
    expect((await post(sim, body, {})).status).toBe(200);
    expect(sim.stats()).toMatchObject({ verified: 0, eventsAccepted: 1 });
  });

  it('with a secret that is none are refused at the start', async () => {
    await expect(startPartnerSim({ secret: 'whsec_!!' })).rejects.toThrow(/whsec_/);
    await expect(startPartnerSim({ secret: [] })).rejects.toThrow(/at least one secret/);
  });
});

describe('bodies', () => {
  it.each([
    'no json',
    '[]',
    JSON.stringify({ type: 'other', timestamp: new Date().toISOString(), data: {} }),
    JSON.stringify({ ...JSON.parse(bodyOf('a')), timestamp: 'yesterday' }),
    bodyOf(),
    bodyOf('a', ''),
  ])('that carry no events are answered 400: %s', async body => {
    const sim = await start();
    expect((await post(sim, body)).status).toBe(400);
    expect(sim.stats()).toMatchObject({ unreadableBodies: 1, events: 0 });
    expect(sim.received.size).toBe(0);
  });

  it('over the limit are answered 413', async () => {
    const sim = await start({ bodyBytesMax: 100 });
    expect((await post(sim, bodyOf('a'))).status).toBe(413);
    expect(sim.stats()).toMatchObject({ tooLarge: 1, requests: 1 });
  });
});

describe('scripts', () => {
  it('are played once, then everything is accepted; attempts and acceptances are told apart', async () => {
    const sim = await start({ script: { answers: [500, { status: 429, retryAfterSeconds: 3 }, 410] } });
    const body = bodyOf('a');
    const replies: Reply[] = [];
    for (const id of ['m1', 'm1', 'm1', 'm2', 'm2']) replies.push(await post(sim, body, sign(body, id)));
    expect(replies.map(({ status }) => status)).toEqual([500, 429, 410, 200, 200]);
    expect(replies.map(({ headers }) => headers['retry-after'])).toEqual([
      undefined,
      '3',
      undefined,
      undefined,
      undefined,
    ]);
    const event = sim.received.get(receivedKey('orders', 'a'))!;
    expect(event).toMatchObject({ attempts: 5, accepted: 2, webhookId: 'm2', webhookIdChanges: 1 });
    expect(event.lastMs).toBeGreaterThanOrEqual(event.firstMs);
    expect(sim.stats().answers).toEqual({ 200: 2, 410: 1, 429: 1, 500: 1 });
  });

  it('that repeat begin again', async () => {
    const sim = await start({ script: { answers: [503, 200], repeat: true } });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await post(sim, bodyOf('a'))).status);
    expect(statuses).toEqual([503, 200, 503, 200, 503]);
  });

  it('of a path hold for that path only, query or not', async () => {
    const sim = await start({ scripts: { '/dead': { answers: [410], repeat: true } } });
    const body = bodyOf('a');
    expect((await post(sim, body, sign(body), '/dead?x=1')).status).toBe(410);
    expect((await post(sim, body, sign(body), '/alive')).status).toBe(200);
  });

  it('reset the connection after the request was read', async () => {
    const sim = await start({ script: { answers: ['reset'] } });
    await expect(post(sim, bodyOf('a'))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(sim.received.get(receivedKey('orders', 'a'))).toMatchObject({ attempts: 1, accepted: 0 });
    expect(sim.stats()).toMatchObject({ resets: 1, active: 0 });
    expect((await post(sim, bodyOf('a'))).status).toBe(200);
  });

  it('leave a request without an answer until the client gives up, and its place is free again', async () => {
    const sim = await start({ script: { answers: ['timeout'] }, concurrentMax: 1 });
    const body = bodyOf('a');
    const sent = httpRequest(`${sim.url}/`, { method: 'POST', headers: sign(body) });
    sent.on('error', () => {});
    sent.end(body);
    await until(() => sim.stats().timeouts === 1);
    expect(sim.stats()).toMatchObject({ active: 1, answers: {} });
    sent.destroy();
    expect((await post(sim, body)).status).toBe(200);
    expect(sim.stats().active).toBe(0);
  });

  it('leave a request without an answer until the hold ends', async () => {
    const sim = await start({ script: { answers: ['timeout'] }, holdMs: 30 });
    await expect(post(sim, bodyOf('a'))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(sim.stats().timeouts).toBe(1);
    // The place is given back a moment after the client sees its connection closed.
    await until(() => sim.stats().active === 0);
  });

  it('can be replaced and taken away while it runs', async () => {
    const sim = await start();
    sim.setScript({ answers: [500], repeat: true });
    expect((await post(sim, bodyOf('a'))).status).toBe(500);
    const script = { path: '/hooks', answers: [{ status: 429, retryAfterSeconds: 1 }], repeat: true };
    expect((await call(sim, 'POST', '/script', JSON.stringify(script))).status).toBe(204);
    expect((await post(sim, bodyOf('a'))).status).toBe(429);
    expect((await call(sim, 'POST', '/script', '{"path":"/hooks","answers":null}')).status).toBe(204);
    expect((await post(sim, bodyOf('a'))).status).toBe(500);
    sim.setScript(null);
    expect((await post(sim, bodyOf('a'))).status).toBe(200);
  });

  it.each([
    '',
    'null',
    '{}',
    '{"answers":[]}',
    '{"answers":[99]}',
    '{"answers":["later"]}',
    '{"answers":[500],"path":1}',
  ])('that cannot be played are refused with a hint, and the old one stays: %s', async text => {
    const sim = await start({ script: { answers: [502], repeat: true } });
    const reply = await call(sim, 'POST', '/script', text);
    expect(reply.status).toBe(400);
    expect(reply.text).toMatch(/"answers"/);
    expect((await post(sim, bodyOf('a'))).status).toBe(502);
  });
});

describe('capacity', () => {
  it('works on so many at once, lets so many wait, and refuses the rest with 503', async () => {
    const sim = await start({ latencyMs: 60, concurrentMax: 3, queueMax: 4 });
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => post(sim, bodyOf(`e${i}`))));
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 503, 503, 503]);
    expect(sim.stats()).toMatchObject({
      activeMax: 3,
      queuedMax: 4,
      refused: 3,
      active: 0,
      queued: 0,
      eventsAccepted: 7,
    });
  });

  it('has no limit unless one is given', async () => {
    const sim = await start({ latencyMs: 30 });
    await Promise.all(Array.from({ length: 40 }, (_, i) => post(sim, bodyOf(`e${i}`))));
    expect(sim.stats()).toMatchObject({ activeMax: 40, refused: 0 });
  });
});

describe('memory', () => {
  it('keeps the newest events, and says how many it forgot', async () => {
    const sim = await start({ idsMax: 2 });
    for (const id of ['a', 'b', 'c']) await post(sim, bodyOf(id));
    expect([...sim.received.values()].map(({ id }) => id)).toEqual(['b', 'c']);
    expect(sim.stats()).toMatchObject({ ids: 2, forgotten: 1 });
  });
});

describe('reading', () => {
  it('gives the counters, and a line for each event', async () => {
    const sim = await start();
    await post(sim, bodyOf('a', 'b'));
    const stats = await call(sim, 'GET', '/stats');
    expect(JSON.parse(stats.text)).toEqual(sim.stats());
    const lines = (await call(sim, 'GET', '/received')).text.trimEnd().split('\n');
    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([...sim.received.values()]);
    expect((await call(sim, 'GET', '/else')).status).toBe(404);
    expect((await call(sim, 'PUT', '/hooks')).status).toBe(405);
  });
});

describe('stopping', () => {
  it('ends connections that still wait', async () => {
    const sim = await startPartnerSim({ secret, script: { answers: ['timeout'] } });
    const waiting = post(sim, bodyOf('a')).catch((error: unknown) => error);
    await until(() => sim.stats().timeouts === 1);
    await sim.stop();
    expect(await waiting).toMatchObject({ code: 'ECONNRESET' });
  });
});
