import { describe, expect, it } from '@jest/globals';
import { Decision, Reason, SubscriptionState } from '@pixel-relay/contracts';
import { SimulatedClock } from '@pixel-relay/testing';
import fc from 'fast-check';
import { jobOf, jobOfEncoded } from '../testing/make-events.ts';
import { ScriptedDestinations, type ScriptedPartner } from '../testing/scripted-destinations.ts';
import { owner, ScriptedParking } from '../testing/scripted-parking.ts';
import { type HandTable, tableOf, webhookSubscription } from '../testing/table-of.ts';
import type { SendOutcome } from './connector.ts';
import { Delivery } from './delivery.ts';
import { DeliveryClosedError, type DeliveryJob, type DeliveryResult } from './delivery-job.ts';
import type { DeliveryDeps, DeliveryLimits } from './delivery-options.ts';

const LIMITS: DeliveryLimits = {
  workers: 10,
  queueMax: 10,
  jobTimeoutMs: 60_000,
  inFlightMax: 1_000,
  inFlightBytesMax: 1 << 20,
  destinationsMax: 10,
  attemptsMax: 4,
  partnersCountedMax: 100,
  pace: {
    retry: { baseMs: 100, maxMs: 1_000 },
    breakerFailures: 5,
    pause: { baseMs: 200, maxMs: 2_000 },
    retryAfterMaxMs: 30_000,
  },
};

const accepted: SendOutcome = { kind: 'accepted' };
const failed: SendOutcome = { kind: 'retry', detail: 'HTTP 500' };
const rejected: SendOutcome = { kind: 'rejected', detail: 'HTTP 400' };
const never = new AbortController().signal;

interface World {
  readonly clock: SimulatedClock;
  readonly table: HandTable;
  readonly destinations: ScriptedDestinations;
  readonly delivery: Delivery;
}

function world(
  partners: Readonly<Record<string, ScriptedPartner>>,
  more: { limits?: Partial<DeliveryLimits>; deps?: Partial<DeliveryDeps>; seed?: number } = {},
): World {
  const clock = new SimulatedClock({ seed: more.seed ?? 1, shuffleTies: true });
  const table = tableOf(...Object.keys(partners).map(partner => webhookSubscription(partner)));
  const destinations = new ScriptedDestinations(clock, partners);
  const delivery = new Delivery({
    limits: { ...LIMITS, ...more.limits },
    table,
    route: destinations.route,
    clock,
    ...more.deps,
  });
  return { clock, table, destinations, delivery };
}

async function deliver({ clock, delivery }: World, job: DeliveryJob, signal = never): Promise<DeliveryResult> {
  return clock.settle(delivery.submit(job, signal).then(({ result }) => result));
}

const allow = (...partners: string[]): Record<string, number> =>
  Object.fromEntries(partners.map(partner => [partner, Decision.ALLOW]));

describe('a delivery', () => {
  it('hands each event to each partner that its verdict allows, and to no other', async () => {
    const partner = { answer: () => accepted };
    const it = world({ a: partner, b: partner, c: partner });
    const job = jobOf([
      { id: '1', verdict: { a: Decision.ALLOW, b: Decision.DENY, c: Decision.ALLOW_LIMITED } },
      { id: '2', verdict: { a: 0, b: Decision.ALLOW, unknown: Decision.ALLOW } },
      { id: '3', verdict: {} },
    ]);
    const result = await deliver(it, job);
    expect(result).toEqual({ handed: 4, accepted: 3, withdrawn: 1, parked: 0, dead: [] });
    expect(it.destinations.seen.map(({ partner, events }) => `${partner} ${String(events)}`).sort()).toEqual([
      'a shop/0',
      'b shop/1',
      'c shop/0',
    ]);
    expect(it.delivery.totals().sort((x, y) => (x.partner! < y.partner! ? -1 : 1))).toEqual([
      { partner: 'a', accepted: 1, dead: 0, requests: 1, retrying: 0 },
      { partner: 'b', accepted: 1, dead: 0, requests: 1, retrying: 0 },
      { partner: 'c', accepted: 1, dead: 0, requests: 1, retrying: 0 },
      { partner: 'unknown', accepted: 0, dead: 0, requests: 0, retrying: 0 },
    ]);
  });

  it.each<[string, number[], string[]]>([
    ['allowed and denied', [Decision.ALLOW, Decision.DENY], []],
    ['denied and allowed', [Decision.DENY, Decision.ALLOW], []],
    ['allowed and limited', [Decision.ALLOW, Decision.ALLOW_LIMITED], ['allow_limited']],
    ['limited and allowed', [Decision.ALLOW_LIMITED, Decision.ALLOW], ['allow_limited']],
    ['allowed twice', [Decision.ALLOW, Decision.ALLOW], ['allow']],
    ['allowed and something new', [Decision.ALLOW, 9], []],
  ])('takes a verdict that lists a partner as %s for the narrower', async (_, decisions, answers) => {
    const settled: string[] = [];
    const it = world(
      { ads: { answer: () => accepted } },
      { deps: { observer: { settled: handOver => settled.push(handOver.answer) } } },
    );
    const partners = decisions.map(decision => ({ partner: 'ads', decision }));
    await deliver(it, jobOf([{ id: '1', more: { verdict: { partners } } }]));
    expect(settled).toEqual(answers);
  });

  it('is done at once with a job without events, and with one that nobody may have', async () => {
    const it = world({});
    const nothing = { handed: 0, accepted: 0, withdrawn: 0, parked: 0, dead: [] };
    expect(await deliver(it, jobOf([]))).toEqual(nothing);
    expect(await deliver(it, jobOf([{ id: '1', verdict: { a: Decision.DENY } }]))).toEqual(nothing);
  });

  it('gives nothing to anybody from an event that cannot be read or has no verdict', async () => {
    const it = world({ ads: { answer: () => accepted } });
    const good = jobOf([{ id: '1', offset: 41 }]).events;
    const bytes = good.bytes.subarray(good.starts[0], good.ends[0]);
    const noVerdict = jobOf([{ id: '2', offset: 42, verdict: null }]).events;
    const result = await deliver(
      it,
      jobOfEncoded(
        [
          bytes,
          bytes.subarray(0, bytes.length - 1),
          noVerdict.bytes.subarray(noVerdict.starts[0], noVerdict.ends[0]),
          Buffer.concat([bytes, bytes]),
        ],
        0,
        40,
      ),
    );
    expect(result.accepted).toBe(1);
    expect(result.handed).toBe(1);
    expect(
      result.dead.map(({ index, reason, partner, sourceOffset }) => ({ index, reason, partner, sourceOffset })),
    ).toEqual(
      [1, 2, 3].map((index, at) => ({
        index,
        reason: Reason.INVALID_FIELD,
        partner: undefined,
        sourceOffset: [41, 42, 41][at],
      })),
    );
  });

  it('tries again what failed until it is accepted', async () => {
    const it = world({ ads: { answer: (_, attempt) => (attempt < 3 ? failed : accepted) } });
    expect(await deliver(it, jobOf([{ id: '1' }]))).toMatchObject({ accepted: 1, dead: [] });
    expect(it.destinations.seen.map(({ outcome }) => outcome)).toEqual(['retry', 'retry', 'accepted']);
    expect(it.delivery.totals()).toEqual([{ partner: 'ads', accepted: 1, dead: 0, requests: 3, retrying: 0 }]);
  });

  it('gives up after the last attempt, with the reason that its destination gave', async () => {
    const it = world({
      ads: { answer: () => failed },
      moved: { answer: () => ({ ...failed, lastReason: Reason.DESTINATION_INVALID }) },
    });
    const { dead } = await deliver(it, jobOf([{ id: '1', offset: 7, verdict: allow('ads', 'moved') }]));
    const common = { index: 0, attempts: 4, sourceOffset: 7, detail: 'HTTP 500' };
    expect(dead).toHaveLength(2);
    expect(dead).toContainEqual({ ...common, partner: 'ads', reason: Reason.DELIVERY_EXPIRED });
    expect(dead).toContainEqual({ ...common, partner: 'moved', reason: Reason.DESTINATION_INVALID });
  });

  it('sends the same events together on every attempt', async () => {
    const it = world({ ads: { eventsMax: 3, answer: (_, attempt) => (attempt < 3 ? failed : accepted) } });
    await deliver(it, jobOf(Array.from({ length: 8 }, (_, index) => ({ id: String(index) }))));
    const byRequest = Object.groupBy(it.destinations.seen, ({ events }) => events.join());
    expect(Object.keys(byRequest).sort()).toEqual(['shop/0,shop/1,shop/2', 'shop/3,shop/4,shop/5', 'shop/6,shop/7']);
    for (const attempts of Object.values(byRequest)) {
      expect(attempts).toHaveLength(3);
      expect(new Set(attempts!.map(({ madeAtMs }) => madeAtMs)).size).toBe(1);
    }
  });

  it('never mixes shops in a request', async () => {
    const it = world({ ads: { eventsMax: 10, answer: () => accepted } });
    it.table.put(webhookSubscription('ads', {}, { shopId: 'other' }));
    const job = jobOf(
      Array.from({ length: 6 }, (_, index) => ({ id: String(index), shopId: index % 2 ? 'other' : 'shop' })),
    );
    await deliver(it, job);
    expect(it.destinations.seen.map(({ events }) => events).sort()).toEqual([
      ['other/1', 'other/3', 'other/5'],
      ['shop/0', 'shop/2', 'shop/4'],
    ]);
  });

  it('obeys Retry-After for the whole destination, within bounds', async () => {
    const it = world({
      ads: {
        concurrencyMax: 1,
        answer: (_, attempt) => (attempt === 1 ? { ...failed, retryAfterMs: 9_000 } : accepted),
      },
      greedy: { answer: (_, attempt) => (attempt === 1 ? { ...failed, retryAfterMs: 9e9 } : accepted) },
    });
    await deliver(
      it,
      jobOf([
        { id: '1', verdict: allow('ads', 'greedy') },
        { id: '2', verdict: allow('ads') },
      ]),
    );
    const at = (partner: string): number[] =>
      it.destinations.seen.filter(seen => seen.partner === partner).map(({ atMs }) => atMs);
    expect(at('ads')[1]! - at('ads')[0]!).toBeGreaterThanOrEqual(9_000);
    expect(at('greedy')[1]).toBeGreaterThanOrEqual(30_000);
    expect(at('greedy')[1]).toBeLessThan(31_100);
  });

  it('obeys Retry-After also where a worker had been asked for before it came', async () => {
    const partner = {
      concurrencyMax: 2,
      takesMs: 50,
      answer: (_: readonly string[], attempt: number) =>
        attempt === 1 ? { ...failed, retryAfterMs: 5_000 } : accepted,
    };
    // One worker: the second request waits for it while the first is answered.
    const it = world({ ads: partner }, { limits: { workers: 1 } });
    await deliver(it, jobOf([{ id: '1' }, { id: '2' }]));
    const [first, second] = it.destinations.seen.map(({ atMs }) => atMs);
    expect(second! - first!).toBeGreaterThanOrEqual(5_000);
  });

  it('loses nothing to a destination that does not let us in, however long', async () => {
    let letIn = false;
    const it = world({ ads: { answer: () => (letIn ? accepted : { kind: 'held', detail: 'HTTP 401' }) } });
    let settled = false;
    const { result } = await it.delivery.submit(jobOf([{ id: '1' }, { id: '2' }]), never);
    void result.then(() => (settled = true));
    await it.clock.advance(3_600_000);
    expect(settled).toBe(false);
    const requests = it.destinations.seen.length;
    // At most every half of the base pause.
    expect(requests).toBeGreaterThan(1_000);
    expect(requests).toBeLessThan(36_000);
    expect(it.delivery.totals()).toMatchObject([{ partner: 'ads', retrying: 1, accepted: 0, dead: 0 }]);
    expect(it.delivery.oldest()).toMatchObject({ offset: 0, destination: 'ads at script ads', ageMs: 3_600_000 });
    letIn = true;
    expect(await it.clock.settle(result)).toMatchObject({ accepted: 2, dead: [] });
    expect(it.delivery.oldest()).toBeNull();
  });

  it('gives nothing more to a destination that is gone, until its subscription changes', async () => {
    let gone = true;
    const it = world({
      ads: { concurrencyMax: 1, answer: () => (gone ? { kind: 'gone', detail: 'HTTP 410' } : accepted) },
    });
    const { dead } = await deliver(it, jobOf([{ id: '1' }, { id: '2' }, { id: '3' }]));
    expect(dead.map(({ reason, partner }) => [reason, partner])).toEqual(
      Array.from({ length: 3 }, () => [Reason.DESTINATION_INVALID, 'ads']),
    );
    expect(it.destinations.seen).toHaveLength(1);
    gone = false;
    expect((await deliver(it, jobOf([{ id: '4' }]))).dead).toHaveLength(1);
    it.table.put(webhookSubscription('ads'));
    expect(await deliver(it, jobOf([{ id: '5' }]))).toMatchObject({ accepted: 1 });
  });

  it('ends at once what has a destination of no known kind, or an unusable one', async () => {
    const it = world({ ads: { answer: () => ({ kind: 'unusable', detail: 'no secret' }) } });
    it.table.put(webhookSubscription('odd'));
    const { dead } = await deliver(it, jobOf([{ id: '1', verdict: allow('odd', 'ads') }]));
    expect(dead.map(({ partner, reason }) => [partner, reason]).sort()).toEqual([
      ['ads', Reason.DESTINATION_INVALID],
      ['odd', Reason.DESTINATION_INVALID],
    ]);
    expect(it.destinations.seen).toHaveLength(1);
  });
});

describe('ConsentFirst: consent is looked at again before every attempt', () => {
  const changes: [string, (table: HandTable) => void][] = [
    ['removed', table => table.remove('shop', 'ads')],
    ['paused', table => table.put(webhookSubscription('ads', {}, { state: SubscriptionState.PAUSED }))],
    ['in no known state', table => table.put(webhookSubscription('ads', {}, { state: 0 }))],
    ['for other events', table => table.put(webhookSubscription('ads', {}, { eventNames: ['checkout_completed'] }))],
  ];
  it.each(changes)('a subscription that is %s gets nothing', async (_, change) => {
    const it = world({ ads: { answer: () => accepted } });
    change(it.table);
    expect(await deliver(it, jobOf([{ id: '1' }]))).toMatchObject({ handed: 1, accepted: 0, withdrawn: 1 });
    expect(it.destinations.seen).toEqual([]);
  });

  it.each(changes)('what waits to be tried again is not sent when the subscription is %s', async (_, change) => {
    const it = world({ ads: { eventsMax: 2, answer: () => failed } });
    const { result } = await it.delivery.submit(jobOf([{ id: '1' }, { id: '2' }]), never);
    await it.clock.advance(0);
    expect(it.destinations.seen).toHaveLength(1);
    change(it.table);
    expect(await it.clock.settle(result)).toEqual({ handed: 2, accepted: 0, withdrawn: 2, parked: 0, dead: [] });
    expect(it.destinations.seen).toHaveLength(1);
    expect(it.delivery.totals()).toMatchObject([{ retrying: 0 }]);
  });

  it('follows a destination that was changed meanwhile', async () => {
    const partners = { old: { answer: () => failed }, new: { answer: () => accepted } };
    const clock = new SimulatedClock({ seed: 1 });
    const scripted = new ScriptedDestinations(clock, partners);
    const table = tableOf(webhookSubscription('ads', { url: 'old' }));
    const delivery = new Delivery({
      limits: LIMITS,
      table,
      clock,
      route: subscription => scripted.route({ ...subscription, partner: subscription.webhook!.url! }, 0),
    });
    const { result } = await delivery.submit(jobOf([{ id: '1' }, { id: '2' }]), never);
    await clock.advance(0);
    expect(scripted.seen.map(({ partner }) => partner)).toEqual(['old', 'old']);
    table.put(webhookSubscription('ads', { url: 'new' }));
    expect(await clock.settle(result)).toMatchObject({ accepted: 2 });
    expect(scripted.seen.slice(2).map(({ partner }) => partner)).toEqual(['new', 'new']);
  });
});

describe('OneBadApple', () => {
  it('isolates exactly the events that a partner rejects, however they lie', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 16 }),
        async (bad, eventsMax) => {
          const isBad = (event: string): boolean => bad[Number(event.slice('shop/'.length))]!;
          const it = world({ ads: { eventsMax, answer: events => (events.some(isBad) ? rejected : accepted) } });
          const result = await deliver(it, jobOf(bad.map((_, index) => ({ id: String(index) }))));
          expect(result.dead.map(({ index, reason }) => [index, reason])).toEqual(
            bad.flatMap((one, index) => (one ? [[index, Reason.DELIVERY_REJECTED]] : [])),
          );
          expect(result.accepted).toBe(bad.filter(one => !one).length);
          // Each is accepted once: no good event is sent again after it was taken.
          const taken = it.destinations.seen
            .filter(({ outcome }) => outcome === 'accepted')
            .flatMap(({ events }) => events);
          expect(new Set(taken).size).toBe(taken.length);
        },
      ),
    );
  });

  it('a dead destination delays no other, and does not hold the workers', async () => {
    const slow = { concurrencyMax: 4, takesMs: 10_000, answer: () => failed };
    const it = world(
      { dead: slow, alive: { takesMs: 10, answer: () => accepted } },
      { limits: { workers: 5, queueMax: 1, jobTimeoutMs: 30_000 } },
    );
    const both = jobOf(
      Array.from({ length: 100 }, (_, index) => ({ id: String(index), verdict: allow('dead', 'alive') })),
    );
    await it.delivery.submit(both, never);
    await it.clock.advance(3_000);
    const alive = it.destinations.seen.filter(({ partner }) => partner === 'alive');
    expect(alive).toHaveLength(100);
    expect(it.delivery.totals().find(({ partner }) => partner === 'alive')).toMatchObject({ accepted: 100 });
  });

  it('a destination that fails again and again is tried with one request at a time', async () => {
    let failing = true;
    const it = world(
      { ads: { takesMs: 10, answer: () => (failing ? failed : accepted) } },
      { limits: { attemptsMax: 1_000 } },
    );
    const { result } = await it.delivery.submit(
      jobOf(Array.from({ length: 50 }, (_, id) => ({ id: String(id) }))),
      never,
    );
    await it.clock.advance(1_000);
    it.destinations.mostRunning.clear();
    const before = it.destinations.seen.length;
    await it.clock.advance(60_000);
    expect(it.destinations.mostRunning.get('ads')).toBe(1);
    expect(it.destinations.seen.length - before).toBeLessThan(200);
    failing = false;
    expect(await it.clock.settle(result)).toMatchObject({ accepted: 50 });
    expect(it.destinations.mostRunning.get('ads')).toBeGreaterThan(1);
  });

  it('an observer of a request that times out sees it fail, and its event is tried again', async () => {
    let first = true;
    const takesMs = (): number => (first ? ((first = false), 1e9) : 1);
    const it = world({ ads: { takesMs, answer: () => accepted } }, { limits: { jobTimeoutMs: 500 } });
    expect(await deliver(it, jobOf([{ id: '1' }]))).toMatchObject({ accepted: 1 });
    expect(it.destinations.seen.map(({ outcome }) => outcome)).toEqual(['retry', 'accepted']);
    expect(it.delivery.poolStatus().timedOut).toBe(1);
  });
});

describe('BoundedEverything', () => {
  it('admits no more than its bounds, first come first served', async () => {
    const it = world({ ads: { takesMs: 100, answer: () => accepted } }, { limits: { inFlightMax: 10 } });
    const admitted: number[] = [];
    const results: Promise<DeliveryResult>[] = [];
    for (let index = 0; index < 6; index++) {
      const job = jobOf(Array.from({ length: 4 }, (_, id) => ({ id: String(id) })));
      void it.delivery.submit(job, never).then(({ result }) => {
        admitted.push(index);
        results.push(result);
      });
    }
    await it.clock.advance(0);
    expect(admitted).toEqual([0, 1]);
    expect(it.delivery.load().handOvers).toBe(8);
    for (let step = 0; step < 20; step++) {
      await it.clock.advance(50);
      expect(it.delivery.load().handOvers).toBeLessThanOrEqual(10);
    }
    expect(admitted).toEqual([0, 1, 2, 3, 4, 5]);
    await it.clock.settle(Promise.all(results));
    expect(it.delivery.load()).toMatchObject({ handOvers: 0, bytes: 0 });
  });

  it('admits a job that is larger than the bounds alone, and bounds bytes', async () => {
    const it = world(
      { ads: { takesMs: 100, answer: () => accepted } },
      { limits: { inFlightMax: 2, inFlightBytesMax: 10 } },
    );
    const job = jobOf(Array.from({ length: 5 }, (_, id) => ({ id: String(id) })));
    const { result } = await it.delivery.submit(job, never);
    const second = it.delivery.submit(jobOf([{ id: '9' }]), never);
    let entered = false;
    void second.then(() => (entered = true));
    await it.clock.advance(0);
    expect(entered).toBe(false);
    expect(await it.clock.settle(result)).toMatchObject({ accepted: 5 });
    expect(await it.clock.settle(second.then(admission => admission.result))).toMatchObject({ accepted: 1 });
  });

  it('keeps no more idle destinations than its bound, and closes the others', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const it = world(Object.fromEntries(names.map(name => [name, { answer: () => accepted }])));
    await deliver(it, jobOf([{ id: '1', verdict: allow(...names) }]));
    expect(it.delivery.load().destinations).toBe(10);
    expect(it.destinations.opened).toBe(30);
    expect(it.destinations.closed).toBe(20);
    await it.clock.settle(it.delivery.close({ deadlineMs: 100 }));
    expect(it.destinations.closed).toBe(30);
  });

  it('counts partners past its bound together', async () => {
    const it = world(Object.fromEntries(['a', 'b', 'c', 'd'].map(name => [name, { answer: () => accepted }])), {
      limits: { partnersCountedMax: 2 },
    });
    await deliver(it, jobOf([{ id: '1', verdict: allow('a', 'b', 'c', 'd') }]));
    expect(it.delivery.totals().map(({ partner, accepted: count }) => [partner, count])).toEqual([
      ['a', 1],
      ['b', 1],
      ['(others)', 2],
    ]);
  });
});

describe('giving up a job', () => {
  it('before admission rejects the submit and leaves the place to the next', async () => {
    const it = world({ ads: { takesMs: 100, answer: () => accepted } }, { limits: { inFlightMax: 1 } });
    await it.delivery.submit(jobOf([{ id: '1' }]), never);
    const abort = new AbortController();
    const second = it.delivery.submit(jobOf([{ id: '2' }]), abort.signal);
    const third = it.delivery.submit(jobOf([{ id: '3' }]), never);
    abort.abort(new Error('the lease is dead'));
    await expect(second).rejects.toThrow('the lease is dead');
    expect(await it.clock.settle(third.then(({ result }) => result))).toMatchObject({ accepted: 1 });
    expect(it.destinations.seen).toHaveLength(2);
  });

  it('before admission lets in who waited behind it', async () => {
    const it = world({ ads: { takesMs: 100, answer: () => accepted } }, { limits: { inFlightMax: 10 } });
    const events = (count: number): DeliveryJob =>
      jobOf(Array.from({ length: count }, (_, id) => ({ id: String(id) })));
    await it.delivery.submit(events(8), never);
    const abort = new AbortController();
    const large = it.delivery.submit(events(5), abort.signal);
    let entered = false;
    void it.delivery.submit(events(2), never).then(() => (entered = true));
    await it.clock.advance(0);
    expect(entered).toBe(false);
    abort.abort(new Error('the lease is dead'));
    await expect(large).rejects.toThrow('the lease is dead');
    await it.clock.advance(0);
    expect(entered).toBe(true);
  });

  it('after admission rejects the result, frees its place and sends nothing more of it', async () => {
    const it = world({ ads: { takesMs: 100, concurrencyMax: 1, answer: () => failed } });
    const abort = new AbortController();
    const { result } = await it.delivery.submit(jobOf([{ id: '1' }, { id: '2' }]), abort.signal);
    await it.clock.advance(150);
    abort.abort(new Error('the lease is dead'));
    await expect(result).rejects.toThrow('the lease is dead');
    const sent = it.destinations.seen.length;
    await it.clock.advance(600_000);
    // The request that was under way ends; nothing begins.
    expect(it.destinations.seen.length).toBeLessThanOrEqual(sent + 1);
    expect(it.delivery.load()).toMatchObject({ handOvers: 0, bytes: 0 });
    expect(it.delivery.totals()).toMatchObject([{ retrying: 0, dead: 0 }]);
  });

  it('a close lets finish what is under way, gives the rest back, and takes no more', async () => {
    const it = world({ quick: { takesMs: 50, answer: () => accepted }, stuck: { answer: () => failed } });
    const quick = await it.delivery.submit(jobOf([{ id: '1', verdict: allow('quick') }]), never);
    const stuck = await it.delivery.submit(jobOf([{ id: '2', verdict: allow('stuck') }]), never);
    stuck.result.catch(() => undefined);
    await it.clock.advance(0);
    await it.clock.settle(it.delivery.close({ deadlineMs: 1_000 }));
    expect(await quick.result).toMatchObject({ accepted: 1 });
    await expect(stuck.result).rejects.toThrow(DeliveryClosedError);
    await expect(it.delivery.submit(jobOf([{ id: '3' }]), never)).rejects.toThrow(DeliveryClosedError);
  });

  it('a connector that breaks our rules gives every job back rather than calling anything delivered', async () => {
    const it = world({
      ads: {
        answer: () => {
          throw new Error('never seen');
        },
      },
    });
    const route = it.destinations.route(webhookSubscription('ads'), 0)!;
    const broken = {
      ...route,
      connect: () => ({ send: () => Promise.reject(new Error('defect')), close: async () => {} }),
    };
    const delivery = new Delivery({ limits: LIMITS, table: it.table, clock: it.clock, route: () => broken });
    const { result } = await delivery.submit(jobOf([{ id: '1' }]), never);
    await expect(it.clock.settle(result)).rejects.toThrow('defect');
    await expect(delivery.submit(jobOf([{ id: '1' }]), never)).rejects.toThrow('defect');
  });
});

describe('NothingLost: every hand-over of every job is settled exactly once', () => {
  const outcome = fc.oneof(
    { weight: 6, arbitrary: fc.constant<SendOutcome>(accepted) },
    { weight: 3, arbitrary: fc.constant<SendOutcome>(failed) },
    { weight: 1, arbitrary: fc.constant<SendOutcome>({ ...failed, retryAfterMs: 700 }) },
    { weight: 1, arbitrary: fc.constant<SendOutcome>(rejected) },
    { weight: 1, arbitrary: fc.constant<SendOutcome>({ kind: 'held', detail: 'HTTP 401' }) },
    { weight: 1, arbitrary: fc.constant<SendOutcome>({ kind: 'gone', detail: 'HTTP 410' }) },
    { weight: 1, arbitrary: fc.constant<SendOutcome>({ kind: 'unusable', detail: 'no secret' }) },
    { weight: 1, arbitrary: fc.constant<SendOutcome>({ kind: 'reroute' }) },
  );
  const names = ['a', 'b', 'c'];

  it('under any answers, delays, bounds, aborts, and changes of subscriptions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          seed: fc.nat(),
          workers: fc.integer({ min: 1, max: 4 }),
          queueMax: fc.integer({ min: 0, max: 3 }),
          inFlightMax: fc.integer({ min: 1, max: 30 }),
          destinationsMax: fc.integer({ min: 1, max: 3 }),
          parks: fc.option(
            fc.record({ afterMs: fc.integer({ min: 50, max: 500 }), takes: fc.array(fc.boolean(), { maxLength: 20 }) }),
          ),
          eventsMax: fc.integer({ min: 1, max: 5 }),
          concurrencyMax: fc.integer({ min: 1, max: 3 }),
          script: fc.array(outcome, { minLength: 1, maxLength: 40 }),
          jobs: fc.array(
            fc.record({
              events: fc.array(fc.subarray(names), { maxLength: 8 }),
              atMs: fc.nat(2_000),
              abortAfterMs: fc.option(fc.nat(3_000)),
            }),
            { minLength: 1, maxLength: 6 },
          ),
          changes: fc.array(
            fc.record({
              atMs: fc.nat(3_000),
              partner: fc.constantFrom(...names),
              what: fc.constantFrom('put', 'pause', 'remove'),
            }),
            { maxLength: 5 },
          ),
        }),
        async ({ seed, script, jobs, changes, parks, eventsMax, concurrencyMax, ...limits }) => {
          let next = 0;
          // The script, then success: otherwise a partner that never lets us in would have no end.
          const answer = (): SendOutcome => script[next++] ?? accepted;
          const clock = new SimulatedClock({ seed, shuffleTies: true });
          const settledTimes = new Map<string, number>();
          const takesMs = (): number => Math.floor(clock.random() * 400);
          const scripted = new ScriptedDestinations(
            clock,
            Object.fromEntries(names.map(name => [name, { eventsMax, concurrencyMax, takesMs, answer }])),
          );
          const table = tableOf(...names.map(name => webhookSubscription(name)));
          let asked = 0;
          const parking =
            parks === null
              ? {}
              : { parking: new ScriptedParking(clock, parks.afterMs, () => parks.takes[asked++] ?? true, takesMs) };
          const delivery = new Delivery({
            limits: { ...LIMITS, ...limits, jobTimeoutMs: 300 },
            table,
            route: scripted.route,
            clock,
            ...parking,
            observer: {
              settled: ({ job, index, partner }) => {
                const id = `${job.job.source.partition}/${index}/${partner}`;
                settledTimes.set(id, (settledTimes.get(id) ?? 0) + 1);
              },
            },
          });
          for (const { atMs, partner, what } of changes)
            clock.setTimer(atMs, () => {
              if (what === 'remove') table.remove('shop', partner);
              else
                table.put(
                  webhookSubscription(
                    partner,
                    {},
                    {
                      state: what === 'put' ? SubscriptionState.ACTIVE : SubscriptionState.PAUSED,
                    },
                  ),
                );
            });
          const ends = jobs.map(async ({ events, atMs, abortAfterMs }, number) => {
            await clock.sleep(atMs);
            const abort = new AbortController();
            if (abortAfterMs !== null) clock.setTimer(abortAfterMs, () => abort.abort(new Error('given up')));
            const job = jobOf(
              events.map((partners, id) => ({ id: String(id), verdict: allow(...partners) })),
              number,
            );
            try {
              const { result } = await delivery.submit({ ...job, owner }, abort.signal);
              return { handed: events.flat().length, result: await result };
            } catch (error) {
              expect(abort.signal.reason).toBe(error);
              return null;
            }
          });
          const results = await clock.settle(Promise.all(ends));
          results.forEach((end, number) => {
            const mine = [...settledTimes].filter(([id]) => id.startsWith(`${number}/`));
            for (const [, times] of mine) expect(times).toBe(1);
            if (end === null) return;
            const { handed, accepted: taken, withdrawn, parked, dead } = end.result;
            expect(handed).toBe(end.handed);
            expect(mine).toHaveLength(handed);
            expect(taken + withdrawn + parked + dead.length).toBe(handed);
          });
          // The requests of abandoned jobs may still be under way.
          await clock.advance(10_000);
          expect(delivery.load()).toMatchObject({ handOvers: 0, bytes: 0 });
          expect(delivery.totals().every(({ retrying }) => retrying === 0)).toBe(true);
          for (const [, most] of scripted.mostRunning) expect(most).toBeLessThanOrEqual(concurrencyMax);
          expect(delivery.oldest()).toBeNull();
          await clock.settle(delivery.close({ deadlineMs: 1_000 }));
          expect(scripted.closed).toBe(scripted.opened);
        },
      ),
      { numRuns: 120 },
    );
  });
});
