import { createServer } from 'node:net';
import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Lifecycle } from '@pixel-relay/contracts';
import { type Control, ControlBindError, type ControlClient, type ControlEvent, connectControl } from './index.ts';
import { StageForSpecs, serveForSpecs } from './stage-for-specs.ts';

/** Goes through all of them. */
async function each<Value>(
  values: AsyncIterable<Value>,
  take: (value: Value) => void = () => undefined,
): Promise<void> {
  for await (const value of values) take(value);
}

describe('StageControl', () => {
  let stage: StageForSpecs;
  let control: Control;
  let client: ControlClient;
  let events: ControlEvent[];
  beforeEach(async () => {
    stage = new StageForSpecs();
    events = [];
    control = await serveForSpecs(stage, { onEvent: event => void events.push(event), closeDeadlineMs: 300 });
    client = connectControl(`127.0.0.1:${control.port}`);
  });
  afterEach(async () => {
    client.close();
    await control.close();
  });

  it('tells the status, offsets past 2**32 whole', async () => {
    const told = await client.status();
    expect(told).toMatchObject({ stage: 'parser', lifecycle: Lifecycle.RUNNING, uptimeMs: 5_000 });
    expect(told.partitions![0]).toMatchObject({ topic: 'events.raw', partition: 3, position: 2 ** 52 });
    expect(events).toEqual([]);
  });

  it('sets workers, says who asked, and answers with what is so afterwards', async () => {
    expect((await client.setWorkers(7, 'ops\n\u0000é')).pool).toMatchObject({ workers: 7, lastResizedBy: 'ops???' });
    expect(events).toMatchObject([{ method: 'SetWorkers', outcome: 'done' }]);
    await client.setWorkers(8, 'x'.repeat(10_000));
    expect(stage.lastResizedBy).toHaveLength(120);
    await client.setWorkers(9, '');
    expect(stage.lastResizedBy).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  it('pauses, resumes and explains', async () => {
    expect((await client.pause()).lifecycle).toBe(Lifecycle.PAUSED);
    expect((await client.resume()).lifecycle).toBe(Lifecycle.RUNNING);
    stage.frontier = { waiting: true, topic: 'events.raw', partition: 3, offset: 2 ** 50, destination: 'acme' };
    expect(await client.explainFrontier()).toMatchObject({ waiting: true, offset: 2 ** 50, destination: 'acme' });
  });

  it('skips at the very offset, with a reason and who gave it; refuses everything else', async () => {
    const order = { topic: 'events.raw', partition: 3, offset: 2 ** 50, reason: 'ticket 12: a zip bomb', by: 'ops' };
    await expect(client.skip(order)).rejects.toMatchObject({ code: status.FAILED_PRECONDITION });
    stage.heldAt = order.offset;
    for (const reason of ['', 'because', 'x'.repeat(201)])
      await expect(client.skip({ ...order, reason })).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    expect(await client.skip(order)).toMatchObject({ from: 2 ** 50, next: 2 ** 50 + 2, reason: 'damaged' });
    expect(stage.orders).toEqual([order, order]);
    expect(events.map(({ method, outcome }) => [method, outcome])).toEqual([
      ['Skip', 'refused'],
      ['Skip', 'refused'],
      ['Skip', 'refused'],
      ['Skip', 'refused'],
      ['Skip', 'done'],
    ]);
  });

  it('answers a drain when it is done, also when the stage closes its control meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.inFlight = promise;
    const drained = client.drain(5_000);
    while (stage.lifecycle !== Lifecycle.DRAINING) await new Promise(resolve => setTimeout(resolve, 5));
    const closed = control.close();
    resolve();
    expect((await drained).lifecycle).toBe(Lifecycle.STOPPED);
    await closed;
  });

  it.each([
    ['too few workers', (c: ControlClient) => c.setWorkers(0, ''), status.INVALID_ARGUMENT, 'at least 1'],
    ['too many workers', (c: ControlClient) => c.setWorkers(513, ''), status.INVALID_ARGUMENT, 'at most 512'],
    ['a watch too often', (c: ControlClient) => each(c.watch(99)), status.INVALID_ARGUMENT, '100 to 60000'],
  ])('refuses %s, saying what is allowed', async (_what, call, code, message) => {
    await expect(call(client)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('refuses what the state forbids, with the words of the stage', async () => {
    stage.lifecycle = Lifecycle.DRAINING;
    const refused = { code: status.FAILED_PRECONDITION, message: 'it is draining: start it again instead' };
    await expect(client.resume()).rejects.toMatchObject(refused);
    expect(events).toMatchObject([{ method: 'Resume', outcome: 'refused' }]);
  });

  it('keeps the inside of a failure for the log', async () => {
    stage.pause = async () => {
      throw new TypeError('password=hunter2');
    };
    await expect(client.pause()).rejects.toMatchObject({
      code: status.INTERNAL,
      message: 'Pause failed inside the stage: its log says why',
    });
    expect(events).toMatchObject([{ method: 'Pause', outcome: 'failed', error: { message: 'password=hunter2' } }]);
    expect((await client.status()).stage).toBe('parser');
  });

  it('streams the status until it is left, and again to another', async () => {
    for (const workers of [3, 4]) {
      let seen = 0;
      for await (const told of client.watch(100)) {
        if (told.pool?.workers === workers && ++seen === 2) break;
        stage.workers = workers;
      }
      expect(seen).toBe(2);
    }
  });

  it('ends a watch with the last status when the stage closes, and by its signal at once', async () => {
    const lifecycles: unknown[] = [];
    for await (const { lifecycle } of client.watch(60_000)) {
      lifecycles.push(lifecycle);
      if (lifecycles.length > 1) continue;
      stage.lifecycle = Lifecycle.STOPPED;
      void control.close();
    }
    expect(lifecycles).toEqual([Lifecycle.RUNNING, Lifecycle.STOPPED]);
  });

  it('ends a watch by its signal without an error', async () => {
    const stop = new AbortController();
    let seen = 0;
    await each(client.watch(60_000, stop.signal), () => {
      seen++;
      stop.abort();
    });
    expect(seen).toBe(1);
    await each(client.watch(60_000, AbortSignal.abort()), () => void seen++);
    expect(seen).toBe(1);
  });

  it('bounds the watchers, and takes new ones when old ones left', async () => {
    const stop = new AbortController();
    const watches = Array.from({ length: 32 }, () => each(client.watch(60_000, stop.signal), () => void opened++));
    let opened = 0;
    while (opened < 32) await new Promise(resolve => setTimeout(resolve, 5));
    const another = async (): Promise<string> => {
      for await (const { stage } of client.watch(60_000)) return stage!;
      return '';
    };
    await expect(another()).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
    stop.abort();
    await Promise.all(watches);
    let told = '';
    while (told === '') told = await another().catch(() => '');
    expect(told).toBe('parser');
  });

  it('reports a status that throws, to its watchers as well', async () => {
    stage.status = () => {
      throw new Error('no pool');
    };
    const watching = each(client.watch(100));
    await expect(watching).rejects.toMatchObject({ code: status.INTERNAL });
    await expect(client.status()).rejects.toMatchObject({ code: status.INTERNAL });
    expect(events).toMatchObject([
      { method: 'WatchStatus', outcome: 'failed' },
      { method: 'GetStatus', outcome: 'failed' },
    ]);
  });

  it.each(['127.0.0.1', 'localhost'])(
    'on %s: cuts off, at the deadline, calls that do not end, and frees both ports',
    async host => {
      const bound = await serveForSpecs(stage, { host, healthHost: host, closeDeadlineMs: 300 });
      const caller = connectControl(`${host}:${bound.port}`);
      stage.inFlight = new Promise(() => undefined);
      const cut = expect(caller.drain(60_000)).rejects.toThrow();
      while (stage.lifecycle !== Lifecycle.DRAINING) await new Promise(resolve => setTimeout(resolve, 5));
      await bound.close();
      await cut;
      caller.close();
      const again = await serveForSpecs(stage, {
        host,
        port: bound.port,
        healthHost: host,
        healthPort: bound.healthPort,
      });
      expect(again.port).toBe(bound.port);
      await again.close();
    },
  );
});

describe('binding', () => {
  const stage = new StageForSpecs();

  it.each(['0.0.0.0', '::', 'parser.example', '10.0.0.1'])('refuses %s without TLS', async host => {
    await expect(serveForSpecs(stage, { host })).rejects.toThrow(ControlBindError);
    await expect(serveForSpecs(stage, { host })).rejects.toThrow('give the control TLS files');
  });

  it('says which port is taken, and leaves nothing open', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise(resolve => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    await expect(serveForSpecs(stage, { port })).rejects.toThrow(`control address 127.0.0.1:${port} is taken`);
    const first = await serveForSpecs(stage);
    await first.close();
    const half = serveForSpecs(stage, { port: first.port, healthPort: port });
    await expect(half).rejects.toThrow(`health address 127.0.0.1:${port} is taken`);
    const second = await serveForSpecs(stage, { port: first.port });
    await second.close();
    await new Promise(resolve => taken.close(resolve));
  });
});

describe('a client', () => {
  it('says what to do when nothing answers, or somebody else does', async () => {
    const control = await serveForSpecs(new StageForSpecs());
    const wrong = connectControl(`127.0.0.1:${control.healthPort}`);
    await expect(wrong.status()).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
      message: expect.stringMatching(/is not a stage's control port/),
    });
    wrong.close();
    await control.close();
    const nobody = connectControl(`127.0.0.1:${control.port}`);
    await expect(nobody.pause()).rejects.toMatchObject({
      code: status.UNAVAILABLE,
      message: expect.stringMatching(/nothing answers at/),
    });
    nobody.close();
  });
});
