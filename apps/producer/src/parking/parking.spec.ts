/** Deliveries that wait in retry topics, with the producer as it runs. A partner is dead while its topic is not there. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { Decision, Reason } from '@pixel-relay/contracts';
import { retryTiers } from '@pixel-relay/stage';
import { encodeEvent, type EventWish } from '../testing/make-events.ts';
import { GROUP, ProducerWorld } from '../testing/producer-world.spec-support.ts';
import { topicSubscription } from '../testing/table-of.ts';

const [first, second, third, last] = retryTiers;
const both = { alive: Decision.ALLOW, dead: Decision.ALLOW };
const subscriptions = [topicSubscription('alive', 'partner-alive'), topicSubscription('dead', 'partner-dead')];
const named = (count: number, more: Partial<EventWish> = {}, from = 0): EventWish[] =>
  Array.from({ length: count }, (_, index) => ({ id: `e${from + index}`, verdict: both, ...more }));
const sorted = (ids: readonly string[]): string[] => [...ids].sort();

describe('parked deliveries', () => {
  let world: ProducerWorld;
  afterEach(() => world.end());

  it('of a dead destination never hold the frontier while others go on', async () => {
    world = await ProducerWorld.make(subscriptions, { partitions: 2 });
    world.createPartnerTopic('partner-alive');
    const running = await world.start();
    let written = 0;
    for (let round = 0; round < 120; round++) {
      world.write(named(5, {}, written), round % 2);
      written += 5;
      await world.clock.advance(500);
      const behind = written - world.accounted(0) - world.accounted(1);
      // What came in the last two seconds at most: one to wait, and one for the sends and commits.
      expect(behind).toBeLessThanOrEqual(20);
    }
    await world.clock.advance(3_000);
    expect(world.accounted(0) + world.accounted(1)).toBe(written);
    expect(sorted(world.received('partner-alive'))).toEqual(sorted(named(written).map(({ id }) => id)));
    expect(world.pairs()).toEqual({ accepted: written, withdrawn: 0, parked: written, dead: 0 });
    expect(await world.account()).toMatchObject({
      handed: 2 * written,
      accepted: written,
      waiting: written,
      surplus: 0,
    });
    await world.stop(running);
  });

  it('are all delivered, with the ids that they came with, when their destination recovers', async () => {
    world = await ProducerWorld.make(subscriptions, { partitions: 2 });
    world.createPartnerTopic('partner-alive');
    const running = await world.start();
    world.write(named(30), 0);
    world.write(named(30, {}, 30), 1);
    // Through the second topic, and some of the third: not all are equally old.
    await world.clock.advance(60_000);
    world.write(named(10, {}, 60), 0);
    await world.clock.advance(30_000);
    expect(world.parkedIn(third).length).toBeGreaterThan(0);
    world.createPartnerTopic('partner-dead');
    await world.clock.advance(700_000);
    const ids = named(70).map(({ id }) => id);
    expect(sorted(world.received('partner-dead'))).toEqual(sorted(ids));
    expect(await world.account()).toMatchObject({ waiting: 0 });
    expect(world.pairs()).toMatchObject({ accepted: 70, parked: 70 });
    const ends = retryTiers.map(tier => world.pairs(tier));
    expect(await world.account()).toMatchObject({ handed: 140, accepted: 140, surplus: 0 });
    // From one topic to the next without any coming twice: what one moved on, the other has.
    for (const [at, tier] of retryTiers.slice(1).entries()) expect(world.parkedIn(tier)).toHaveLength(ends[at]!.parked);
    // Direct again, once it is known to be back.
    const parked = world.parkedIn(first).length;
    world.write(named(1, {}, 70));
    await world.clock.advance(2_000);
    expect(world.received('partner-dead')).toHaveLength(71);
    expect(world.parkedIn(first)).toHaveLength(parked);
    await world.stop(running);
  });

  it('wait as long as their topic says, and carry what is needed to go on', async () => {
    world = await ProducerWorld.make(subscriptions);
    const begunMs = world.clock.now();
    const running = await world.start('--delivery-window-ms=10000000');
    world.write([{ id: 'a', verdict: { dead: Decision.ALLOW_LIMITED } }]);
    await world.clock.advance(5_000_000);
    const [one, two, three, four, ...more] = [first, second, third, last].flatMap(tier => world.parkedIn(tier));
    expect(more).toHaveLength(1);
    const times = [one!, two!, three!, four!, more[0]!].map(({ notBeforeMs }) => notBeforeMs! - begunMs);
    [10_000, 60_000, 600_000, 3_600_000, 3_600_000].forEach((delayMs, at) => {
      const beforeMs = at === 0 ? 0 : times[at - 1]!;
      expect(times[at]! - beforeMs).toBeGreaterThanOrEqual(delayMs);
      // On the way: the time that it may take here, a fetch, a send.
      expect(times[at]! - beforeMs).toBeLessThan(delayMs + 5_000);
    });
    const source = { topic: 'events.raw', epoch: '0000000000000007', partition: 0, offset: 0 };
    const common = { source, partner: 'dead', shopId: 'shop', deadlineMs: one!.firstAttemptMs! + 10_000_000 };
    expect(one).toMatchObject({ ...common, lastReason: Reason.DESTINATION_INVALID });
    expect(four).toMatchObject({ ...common, attempts: one!.attempts! + 3, firstAttemptMs: one!.firstAttemptMs });
    const sent = encodeEvent({ id: 'a', offset: 0, verdict: { dead: Decision.ALLOW_LIMITED } });
    for (const { event } of [one!, four!]) expect(Buffer.from(event!).equals(sent)).toBe(true);
    await world.stop(running);
  });

  it('are not delivered when consent was withdrawn meanwhile', async () => {
    world = await ProducerWorld.make(subscriptions);
    world.createPartnerTopic('partner-alive');
    const running = await world.start();
    world.write(named(5));
    await world.clock.advance(4_000);
    expect(world.pairs()).toMatchObject({ parked: 5 });
    await world.unsubscribe('shop', 'dead');
    world.createPartnerTopic('partner-dead');
    await world.clock.advance(20_000);
    expect(world.received('partner-dead')).toEqual([]);
    expect(world.pairs(first)).toEqual({ accepted: 0, withdrawn: 5, parked: 0, dead: 0 });
    expect(await world.account()).toMatchObject({ waiting: 0 });
    expect(world.letters()).toEqual([]);
    await world.stop(running);
  });

  it('are dead letters, with their bytes, when no further attempt fits into their time', async () => {
    world = await ProducerWorld.make(subscriptions);
    const running = await world.start('--delivery-window-ms=90000');
    world.write([{ id: 'a', verdict: { dead: Decision.ALLOW } }]);
    await world.clock.advance(200_000);
    expect([first, second, third].map(tier => world.parkedIn(tier).length)).toEqual([1, 1, 0]);
    expect(world.pairs(second)).toEqual({ accepted: 0, withdrawn: 0, parked: 0, dead: 1 });
    const [letter, ...more] = world.letters();
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      reason: Reason.DESTINATION_INVALID,
      stage: 'producer',
      partner: 'dead',
      source: { topic: 'events.raw', epoch: '0000000000000007', partition: 0, offset: 0 },
      input: { topic: second.topic, partition: 0, offset: 0 },
    });
    const sent = encodeEvent({ id: 'a', offset: 0, verdict: { dead: Decision.ALLOW } });
    expect(Buffer.from(letter!.original!).equals(sent)).toBe(true);
    expect(await world.account()).toMatchObject({ waiting: 0 });
    await world.stop(running);
  });

  it('are dead letters after their last attempt', async () => {
    world = await ProducerWorld.make(subscriptions);
    const running = await world.start('--parked-attempts-max=5', '--retry-base-ms=2000');
    world.write([{ id: 'a', verdict: { dead: Decision.ALLOW } }]);
    await world.clock.advance(5_000_000);
    expect(world.letters()).toMatchObject([{ attempts: 5, partner: 'dead' }]);
    await world.stop(running);
  });

  it('park to retry, crash, then deliver directly: nothing is lost, the copy is counted as surplus', async () => {
    world = await ProducerWorld.make(subscriptions);
    world.createPartnerTopic('partner-alive');
    const doomed = await world.start('--commit-interval-ms=60000');
    world.write(named(1, { verdict: { alive: Decision.ALLOW } }));
    await world.clock.advance(3_000);
    expect(world.accounted()).toBe(1);
    world.write(named(4, {}, 1));
    await world.clock.advance(3_000);
    expect(world.parkedIn(first)).toHaveLength(4);
    expect([world.accounted(), world.pairs().parked]).toEqual([1, 0]);
    doomed.log.crash();
    world.createPartnerTopic('partner-dead');
    const running = await world.start();
    await world.clock.advance(120_000);
    expect(world.accounted()).toBe(5);
    expect(world.pairs()).toEqual({ accepted: 9, withdrawn: 0, parked: 0, dead: 0 });
    // Each came twice, under one id: directly, and from the retry topic that the crash had left behind.
    const ids = named(4, {}, 1).map(({ id }) => id);
    expect(sorted(world.received('partner-dead'))).toEqual(sorted([...ids, ...ids]));
    expect(await world.account()).toMatchObject({ handed: 9, accepted: 13, dead: 0, waiting: 0, surplus: 4 });
    await world.stop(running);
  });

  it('come again after a crash of their reader, under the same ids, and none is lost', async () => {
    world = await ProducerWorld.make(subscriptions);
    const doomed = await world.start('--commit-interval-ms=60000');
    world.write(named(6, { verdict: { dead: Decision.ALLOW } }));
    await world.clock.advance(4_000);
    world.createPartnerTopic('partner-dead');
    await world.clock.runUntil(() => world.received('partner-dead').length > 0, 60_000);
    doomed.log.crash();
    const running = await world.start();
    await world.clock.advance(120_000);
    expect(sorted([...new Set(world.received('partner-dead'))])).toEqual(named(6).map(({ id }) => id));
    expect(await world.account()).toMatchObject({ waiting: 0 });
    await world.stop(running);
  });

  it('are parked for nobody who is no longer in the group', async () => {
    world = await ProducerWorld.make(subscriptions);
    const zombie = await world.start('--session-timeout-ms=6000');
    world.write(named(3, { verdict: { dead: Decision.ALLOW } }));
    await world.clock.advance(300);
    zombie.log.freeze();
    const running = await world.start('--session-timeout-ms=6000');
    await world.clock.advance(30_000);
    const parked = world.parkedIn(first).length;
    expect(parked).toBe(3);
    zombie.log.thaw();
    await world.clock.advance(5_000);
    expect(world.parkedIn(first)).toHaveLength(parked);
    await world.stop(running);
    await world.stop(zombie);
  });

  it('that wait to be written are not written for an assignment that died meanwhile', async () => {
    world = await ProducerWorld.make(subscriptions);
    const running = await world.start('--session-timeout-ms=20000');
    const disarm = world.cluster.faults.arm('produce_lost', { topic: first.topic });
    world.write(named(3, { verdict: { dead: Decision.ALLOW } }));
    await world.clock.advance(1_500);
    expect(world.cluster.faults.fired('produce_lost')).toBeGreaterThan(0);
    world.cluster.faults.loseSession(GROUP);
    await world.clock.advance(1_500);
    disarm();
    await world.clock.advance(8_000);
    expect(world.parkedIn(first)).toHaveLength(3);
    expect(await world.account()).toMatchObject({ handed: 3, waiting: 3, surplus: 0 });
    await world.stop(running);
  });

  it('are tried in place as long as the retry topic cannot be written', async () => {
    world = await ProducerWorld.make(subscriptions);
    world.createPartnerTopic('partner-alive');
    const running = await world.start('--send-timeout-ms=2000');
    const disarm = world.cluster.faults.arm('produce_lost', { topic: first.topic });
    world.write(named(3));
    await world.clock.advance(30_000);
    expect(world.accounted()).toBe(0);
    world.createPartnerTopic('partner-dead');
    await world.clock.advance(120_000);
    expect(world.cluster.faults.fired('produce_lost')).toBeGreaterThan(0);
    expect(sorted(world.received('partner-dead'))).toEqual(named(3).map(({ id }) => id));
    expect(world.accounted()).toBe(3);
    expect(world.pairs()).toEqual({ accepted: 6, withdrawn: 0, parked: 0, dead: 0 });
    disarm();
    await world.stop(running);
  });

  it('that cannot be read are dead letters of their own, and hold nobody', async () => {
    world = await ProducerWorld.make(subscriptions);
    const running = await world.start();
    world.cluster.append(first.topic, 0, [{ key: null, value: Buffer.from('no delivery') }]);
    await world.clock.advance(2_000);
    expect(world.letters()).toMatchObject([{ reason: Reason.NOT_A_BATCH, input: { topic: first.topic, offset: 0 } }]);
    expect(await world.account()).toMatchObject({ waiting: 0 });
    await world.stop(running);
  });
});
