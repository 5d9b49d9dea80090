/** Which deliveries leave for a retry topic, and when; and that nothing else waits for them. */
import { describe, expect, it } from '@jest/globals';
import { Decision, Reason } from '@pixel-relay/contracts';
import { SimulatedClock } from '@pixel-relay/testing';
import { jobOf } from '../testing/make-events.ts';
import { ScriptedDestinations, type ScriptedPartner } from '../testing/scripted-destinations.ts';
import { owner, ScriptedParking } from '../testing/scripted-parking.ts';
import { tableOf, webhookSubscription } from '../testing/table-of.ts';
import type { SendOutcome } from './connector.ts';
import { Delivery } from './delivery.ts';
import type { DeliveryJob, DeliveryResult, ParkedState } from './delivery-job.ts';
import type { DeliveryLimits } from './delivery-options.ts';

const LIMITS: DeliveryLimits = {
  workers: 10,
  queueMax: 4,
  jobTimeoutMs: 60_000,
  inFlightMax: 1_000,
  inFlightBytesMax: 1 << 20,
  destinationsMax: 10,
  attemptsMax: 100,
  partnersCountedMax: 100,
  pace: {
    retry: { baseMs: 100, maxMs: 200 },
    breakerFailures: 5,
    pause: { baseMs: 2_000, maxMs: 4_000 },
    retryAfterMaxMs: 30_000,
  },
};
const AFTER_MS = 1_000;
const accepted: SendOutcome = { kind: 'accepted' };
const failed: SendOutcome = { kind: 'retry', detail: 'HTTP 500' };
const never = new AbortController().signal;
const again: ParkedState = { partner: 'ads', tier: 1, attempts: 3, failures: 2, firstAttemptMs: 5, deadlineMs: 1e13 };

class World {
  readonly clock = new SimulatedClock({ seed: 1, shuffleTies: true });
  readonly parking: ScriptedParking;
  readonly destinations: ScriptedDestinations;
  readonly delivery: Delivery;

  constructor(partners: Readonly<Record<string, ScriptedPartner>>, takes?: () => boolean, takesMs?: () => number) {
    this.parking = new ScriptedParking(this.clock, AFTER_MS, takes, takesMs);
    this.destinations = new ScriptedDestinations(this.clock, partners);
    this.delivery = new Delivery({
      limits: LIMITS,
      table: tableOf(...Object.keys(partners).map(partner => webhookSubscription(partner))),
      route: this.destinations.route,
      clock: this.clock,
      parking: this.parking,
    });
  }

  async submit(job: DeliveryJob): Promise<{ result: Promise<DeliveryResult>; tookMs: () => number | null }> {
    const begunMs = this.clock.monotonic();
    let tookMs: number | null = null;
    const { result } = await this.delivery.submit({ owner, ...job }, never);
    void result.then(() => (tookMs = this.clock.monotonic() - begunMs));
    return { result, tookMs: () => tookMs };
  }
}

const events = (count: number, from = 0): DeliveryJob =>
  jobOf(
    Array.from({ length: count }, (_, at) => ({ id: String(from + at) })),
    0,
    from,
  );

describe('a hand-over that is not settled in time', () => {
  it('is parked, whether it was tried or only waited', async () => {
    const it = new World({ ads: { concurrencyMax: 1, takesMs: 300, answer: () => failed } });
    const { result, tookMs } = await it.submit(events(40));
    expect(await it.clock.settle(result)).toMatchObject({ handed: 40, parked: 40, dead: [] });
    // One request may be under way when the time is over.
    expect(tookMs()).toBeLessThan(AFTER_MS + 300 + 50);
    expect(new Set(it.parking.parked).size).toBe(40);
    expect(it.delivery.load()).toMatchObject({ handOvers: 0, bytes: 0 });
  });

  it('has its time counted from when its first request began, and not from when that failed', async () => {
    const it = new World({ ads: { takesMs: 300, answer: () => failed } });
    const begunMs = it.clock.now();
    const seen: number[] = [];
    it.parking.fits = ({ firstAttemptMs, attempts }) => seen.push(firstAttemptMs, attempts) > 0;
    const { result } = await it.submit(events(1));
    expect(await it.clock.settle(result)).toMatchObject({ parked: 1 });
    expect(seen[0]! - begunMs).toBeLessThan(100);
    expect(seen[1]).toBeGreaterThan(1);
  });

  it('is parked when its destination takes no more requests, and is slow', async () => {
    const it = new World({ ads: { concurrencyMax: 2, takesMs: 600, answer: () => accepted } });
    const { result } = await it.submit(events(40));
    // Two at a time in the first second, and those that had begun by then.
    expect(await it.clock.settle(result)).toMatchObject({ handed: 40, accepted: 4, parked: 36 });
  });

  it('stays when all of our own workers are busy: parking would make it wait for longer', async () => {
    const it = new World({ ads: { concurrencyMax: 10, takesMs: 600, answer: () => accepted } });
    const { result } = await it.submit(events(100));
    expect(await it.clock.settle(result)).toMatchObject({ accepted: 100, parked: 0 });
    expect(it.parking.asked).toBe(0);
  });

  it('stays when there is much to write to a topic of our own cluster, which takes it', async () => {
    const topic = { concurrencyMax: 1, eventsMax: 5, takesMs: 600, fullIsSlow: false };
    const it = new World({ ads: { ...topic, answer: () => accepted } });
    const { result } = await it.submit(events(40));
    expect(await it.clock.settle(result)).toMatchObject({ accepted: 40, parked: 0 });
    expect(it.parking.asked).toBe(0);
  });

  it('is parked when our side is not let in', async () => {
    const it = new World({ ads: { answer: () => ({ kind: 'held', detail: 'HTTP 401' }) } });
    const { result } = await it.submit(events(2));
    expect(await it.clock.settle(result, 2 * AFTER_MS)).toMatchObject({ parked: 2 });
  });

  it('is waited for while its request is under way: it may well be taken', async () => {
    const it = new World({ ads: { takesMs: 5_000, answer: () => accepted } });
    const { result } = await it.submit(events(3));
    expect(await it.clock.settle(result)).toMatchObject({ accepted: 3, parked: 0 });
    expect(it.parking.asked).toBe(0);
  });

  it('never is if its job has no owner', async () => {
    const it = new World({ ads: { answer: (_, attempt) => (attempt < 30 ? failed : accepted) } });
    const { result } = await it.delivery.submit(events(1), never);
    expect(await it.clock.settle(result)).toMatchObject({ accepted: 1 });
    expect(it.parking.asked).toBe(0);
  });

  it('is dead if no further attempt fits, for what its last one came to', async () => {
    const it = new World({
      ads: { answer: () => ({ ...failed, lastReason: Reason.DESTINATION_INVALID }) },
    });
    it.parking.fits = () => false;
    const { result } = await it.submit(events(1));
    const { dead } = await it.clock.settle(result);
    expect(dead).toMatchObject([{ reason: Reason.DESTINATION_INVALID, detail: 'HTTP 500', partner: 'ads' }]);
    expect(it.parking.asked).toBe(0);
  });

  it('goes on being tried here when it cannot be parked', async () => {
    let back = false;
    const it = new World({ ads: { answer: () => (back ? accepted : failed) } }, () => false);
    const { result } = await it.submit(events(3));
    await it.clock.advance(20_000);
    expect(it.parking.asked).toBeGreaterThan(3);
    const tried = it.destinations.seen.length;
    back = true;
    expect(await it.clock.settle(result)).toMatchObject({ accepted: 3, parked: 0 });
    expect(it.destinations.seen.length).toBeGreaterThan(tried);
  });

  it('holds no worker while it is being parked, and no other destination', async () => {
    const it = new World(
      { ads: { answer: () => failed }, other: { takesMs: 10, answer: () => accepted } },
      () => true,
      () => 100_000,
    );
    const { result } = await it.submit(events(20));
    await it.clock.advance(AFTER_MS + 500);
    const verdict = { other: Decision.ALLOW };
    const others = await it.submit(jobOf(Array.from({ length: 50 }, (_, at) => ({ id: String(at), verdict }))));
    expect(await it.clock.settle(others.result, 1_000)).toMatchObject({ accepted: 50 });
    expect(it.delivery.poolStatus().busy).toBe(0);
    expect(await it.clock.settle(result)).toMatchObject({ parked: 20 });
  });
});

describe('a destination whose breaker is open', () => {
  it('gets nothing new, whose request could hold the frontier; it is tried with what was parked before', async () => {
    let back = false;
    const it = new World({ ads: { takesMs: () => (back ? 1 : 10_000), answer: () => (back ? accepted : failed) } });
    const first = await it.submit(events(8));
    await it.clock.settle(first.result);
    const tried = it.destinations.seen.length;
    for (let round = 0; round < 10; round++) {
      const { result, tookMs } = await it.submit(events(4, 8 + round * 4));
      expect(await it.clock.settle(result)).toMatchObject({ parked: 4 });
      expect(tookMs()).toBeLessThan(AFTER_MS / 2);
      await it.clock.advance(1_000);
    }
    expect(it.destinations.seen).toHaveLength(tried);
    await it.clock.advance(10_000);
    back = true;
    const parked = await it.submit({ ...events(1), parked: again });
    expect(await it.clock.settle(parked.result)).toMatchObject({ accepted: 1 });
    const direct = await it.submit(events(1, 100));
    expect(await it.clock.settle(direct.result)).toMatchObject({ accepted: 1 });
  });
});

describe('a delivery from a retry topic', () => {
  it('has one attempt, then goes on to the next topic with what is known of it', async () => {
    const it = new World({ ads: { answer: () => failed } });
    let seen: unknown;
    it.parking.fits = ({ attempts, failures, firstAttemptMs, trouble }) => {
      seen = { attempts, failures, firstAttemptMs, trouble };
      return true;
    };
    const { result } = await it.submit({ ...events(1), parked: again });
    expect(await it.clock.settle(result)).toMatchObject({ parked: 1 });
    expect(it.destinations.seen).toHaveLength(1);
    const trouble = { reason: Reason.DELIVERY_EXPIRED, detail: 'HTTP 500' };
    expect(seen).toEqual({ attempts: 4, failures: 3, firstAttemptMs: 5, trouble });
  });

  it('is not what the frontier waits for', async () => {
    const it = new World({ ads: { takesMs: 500, answer: () => accepted } });
    const parked = await it.submit({ ...events(1), parked: again });
    await it.clock.advance(100);
    expect(it.delivery.oldest()).toBeNull();
    const direct = await it.submit(events(1, 7));
    expect(it.delivery.oldest()).toMatchObject({ offset: 7 });
    await it.clock.settle(Promise.all([parked.result, direct.result]));
  });

  it('is of its own partner alone', async () => {
    const it = new World({ ads: { answer: () => accepted }, other: { answer: () => accepted } });
    const verdict = { ads: Decision.ALLOW, other: Decision.ALLOW };
    const { result } = await it.submit({ ...jobOf([{ id: '1', verdict }]), parked: again });
    expect(await it.clock.settle(result)).toMatchObject({ handed: 1, accepted: 1 });
    expect(it.destinations.seen.map(({ partner }) => partner)).toEqual(['ads']);
  });
});
