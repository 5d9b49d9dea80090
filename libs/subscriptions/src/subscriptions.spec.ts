import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { Identity, Purpose, type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import { InMemoryCluster, type InMemoryLog } from '@pixel-relay/testing';
import fc from 'fast-check';
import { applySubscriptions, InvalidSubscriptionsError, removeSubscriptions } from './apply-subscriptions.ts';
import { encodeSubscription } from './encode-subscription.ts';
import { followSubscriptions } from './follow-subscriptions.ts';
import { partitionOfKey } from './record-partition.ts';
import { readSubscriptionKey, subscriptionKey } from './subscription-key.ts';
import type { SubscriptionTable } from './subscription-table.ts';
import { TooManySubscriptionsError } from './table-content.ts';

const TOPIC = 'subscriptions';

const kafkaSubscription = (shopId: string, partner: string, more: object = {}): Subscription => ({
  shopId,
  partner,
  state: SubscriptionState.ACTIVE,
  requiredPurposes: [Purpose.MARKETING],
  identity: Identity.HASHED,
  destination: 'kafka',
  kafka: { topic: `partner-${partner}` },
  ...more,
});

/** Waits until the table has taken what was written. */
async function until(holds: () => boolean): Promise<void> {
  const startMs = systemClock.monotonic();
  while (!holds()) {
    if (systemClock.monotonic() - startMs > 10_000) throw new Error('the table never took what was written');
    await systemClock.nextTurn();
  }
}

describe('a table of subscriptions', () => {
  let cluster: InMemoryCluster;
  let log: InMemoryLog;
  const tables: SubscriptionTable[] = [];

  beforeEach(() => {
    cluster = new InMemoryCluster({ clock: systemClock });
    cluster.createTopic({ topic: TOPIC, partitions: 3, replicationFactor: 1, config: {} });
    log = cluster.connect();
  });

  afterEach(async () => {
    for (const table of tables.splice(0)) await table.close();
    await log.close();
  });

  async function follow(options: object = {}): Promise<SubscriptionTable> {
    const table = await followSubscriptions({ log, topic: TOPIC, ...options });
    tables.push(table);
    return table;
  }

  function append(key: Buffer | null, value: Buffer | null): void {
    cluster.append(TOPIC, key === null ? 0 : partitionOfKey(key, 3), [{ key, value }]);
  }

  it('is complete when it is handed over, whatever the number of partitions', async () => {
    const all = Array.from({ length: 1_200 }, (_, index) => kafkaSubscription(`shop-${index}`, 'ads'));
    await applySubscriptions(log, TOPIC, all);
    const table = await follow();
    expect(table.size).toBe(1_200);
    for (const { shopId } of all) expect(table.forShop(shopId!).map(({ partner }) => partner)).toEqual(['ads']);
  });

  it('lists a shop by partner, frozen, and nothing for a shop that it does not know', async () => {
    await applySubscriptions(log, TOPIC, [
      kafkaSubscription('a', 'zulu'),
      kafkaSubscription('a', 'alpha'),
      kafkaSubscription('b', 'mike'),
    ]);
    const table = await follow();
    expect(table.forShop('a').map(({ partner }) => partner)).toEqual(['alpha', 'zulu']);
    expect(Object.isFrozen(table.forShop('a'))).toBe(true);
    expect(Object.isFrozen(table.forShop('a')[0])).toBe(true);
    for (const name of ['nobody', '__proto__', 'constructor', '']) expect(table.forShop(name)).toEqual([]);
    expect(table.forShop('nobody')).toBe(table.forShop('somebody'));
    expect(Object.isFrozen(table.forShop('nobody'))).toBe(true);
  });

  it('holds a shop and a partner called __proto__ like any other', async () => {
    await applySubscriptions(log, TOPIC, [kafkaSubscription('__proto__', '__proto__')]);
    const table = await follow();
    expect(table.forShop('__proto__')).toHaveLength(1);
    expect(table.forShop('toString')).toEqual([]);
  });

  it('follows updates, and keeps the identity of what did not change', async () => {
    await applySubscriptions(log, TOPIC, [kafkaSubscription('a', 'x'), kafkaSubscription('b', 'x')]);
    const table = await follow();
    const [a, b, { version }] = [table.forShop('a'), table.forShop('b'), table];
    await applySubscriptions(log, TOPIC, [
      kafkaSubscription('a', 'x', { state: SubscriptionState.PAUSED }),
      kafkaSubscription('b', 'x'),
      kafkaSubscription('c', 'x'),
    ]);
    await until(() => table.forShop('a') !== a && table.forShop('c').length === 1);
    expect(table.forShop('a')[0]!.state).toBe(SubscriptionState.PAUSED);
    expect(a[0]!.state).toBe(SubscriptionState.ACTIVE);
    expect(table.forShop('b')).toBe(b);
    expect(table.version).toBe(version + 2);
    expect(table.size).toBe(3);
  });

  it('forgets what a tombstone removes', async () => {
    await applySubscriptions(log, TOPIC, [kafkaSubscription('a', 'x'), kafkaSubscription('a', 'y')]);
    const table = await follow();
    await removeSubscriptions(log, TOPIC, [{ shopId: 'a', partner: 'x' }]);
    await until(() => table.size === 1);
    expect(table.forShop('a').map(({ partner }) => partner)).toEqual(['y']);
    await removeSubscriptions(log, TOPIC, [{ shopId: 'a', partner: 'y' }]);
    await until(() => table.size === 0);
    expect(table.forShop('a')).toEqual([]);
  });

  const damaged: [string, Buffer][] = [
    ['no message', Buffer.from([0xff, 0xff, 0xff])],
    ['another shop', encodeSubscription(kafkaSubscription('b', 'x'))],
    ['another partner', encodeSubscription(kafkaSubscription('a', 'y'))],
    ['nothing', Buffer.alloc(0)],
  ];
  it.each(damaged)('takes an allowance away when its latest record is unreadable: %s', async (_, value) => {
    await applySubscriptions(log, TOPIC, [kafkaSubscription('a', 'x'), kafkaSubscription('z', 'x')]);
    append(subscriptionKey('a', 'x'), value);
    const warned: object[] = [];
    const table = await follow({ logger: { warn: (fields: object) => warned.push(fields) } });
    expect(table.forShop('a')).toEqual([]);
    expect(table.forShop('z')).toHaveLength(1);
    expect(table.unreadable).toBe(1);
    expect(warned).toEqual([{ topic: TOPIC, partition: expect.any(Number), offset: expect.any(Number) }]);
  });

  it('passes over records whose key is none', async () => {
    for (const key of [null, Buffer.from('a'), Buffer.from('a\0b\0c'), Buffer.from('\0b'), Buffer.alloc(0)])
      append(key, encodeSubscription(kafkaSubscription('a', 'b')));
    await applySubscriptions(log, TOPIC, [kafkaSubscription('a', 'x')]);
    const table = await follow();
    expect(table.forShop('a').map(({ partner }) => partner)).toEqual(['x']);
    expect(table.unreadable).toBe(5);
  });

  it('refuses to start with more than it may hold, and ends when it comes to that later', async () => {
    const three = ['1', '2', '3'].map(shop => kafkaSubscription(shop, 'x'));
    await applySubscriptions(log, TOPIC, three);
    await expect(follow({ subscriptionsMax: 2 })).rejects.toThrow(TooManySubscriptionsError);
    const table = await follow({ subscriptionsMax: 3 });
    await applySubscriptions(log, TOPIC, [...three, kafkaSubscription('4', 'x')]);
    await expect(table.ended).rejects.toThrow('raise the option subscriptionsMax');
  });

  it('rejects when its topic does not exist', async () => {
    await expect(followSubscriptions({ log, topic: 'missing' })).rejects.toThrow();
  });

  it('holds what the last record of each key says, after any history', async () => {
    const change = fc.record({
      shop: fc.constantFrom('a', 'b', '__proto__'),
      partner: fc.constantFrom('x', 'y'),
      what: fc.constantFrom('put', 'pause', 'remove', 'damage'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 30 }), fc.nat(30), async (changes, already) => {
        cluster.recreateTopic(TOPIC);
        const model = new Map<string, number>();
        const write = ({ shop, partner, what }: (typeof changes)[number]): void => {
          const state = what === 'pause' ? SubscriptionState.PAUSED : SubscriptionState.ACTIVE;
          const value =
            what === 'damage' ? Buffer.from([7]) : encodeSubscription(kafkaSubscription(shop, partner, { state }));
          append(subscriptionKey(shop, partner), what === 'remove' ? null : value);
          if (what === 'put' || what === 'pause') model.set(`${shop} ${partner}`, state);
          else model.delete(`${shop} ${partner}`);
        };
        const held = (table: SubscriptionTable): object =>
          Object.fromEntries(
            ['a', 'b', '__proto__'].flatMap(shop =>
              table.forShop(shop).map(({ partner, state }) => [`${shop} ${partner}`, state]),
            ),
          );
        changes.slice(0, already).forEach(write);
        const table = await followSubscriptions({ log, topic: TOPIC });
        expect(held(table)).toEqual(Object.fromEntries(model));
        changes.slice(already).forEach(write);
        // A record that is surely new, so that it is known when everything before it in its partition has been read.
        for (let partition = 0; partition < 3; partition++) {
          const marker = Array.from({ length: 100 }, (_, index) => `marker-${index}`).find(
            name => partitionOfKey(subscriptionKey(name, 'm'), 3) === partition,
          )!;
          append(subscriptionKey(marker, 'm'), encodeSubscription(kafkaSubscription(marker, 'm')));
        }
        await until(() => table.size === model.size + 3);
        expect(held(table)).toEqual(Object.fromEntries(model));
        await table.close();
      }),
      { numRuns: 40 },
    );
  });

  it('writes nothing when one of several subscriptions is invalid', async () => {
    const bad = kafkaSubscription('b', 'x', { kafka: { topic: 'no spaces' } });
    const applied = applySubscriptions(log, TOPIC, [kafkaSubscription('a', 'x'), bad]);
    await expect(applied).rejects.toThrow(InvalidSubscriptionsError);
    await expect(applied).rejects.toThrow('subscription 2: kafka.topic must be');
    expect(cluster.topicPartitions(TOPIC).flatMap((_, partition) => cluster.records(TOPIC, partition))).toEqual([]);
  });
});

describe('a key', () => {
  it('is read back as it was made', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter(text => !text.includes('\0'));
    fc.assert(
      fc.property(name, name, (shopId, partner) => {
        expect(readSubscriptionKey(subscriptionKey(shopId, partner))).toEqual({ shopId, partner });
      }),
    );
    expect(() => subscriptionKey('a\0b', 'c')).toThrow(RangeError);
    expect(() => subscriptionKey('', 'c')).toThrow(RangeError);
  });

  // What kafka-clients' Utils.murmur2 gives, as its own tests state it.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('goes to the partition that Java clients give it: %s', (text, hash) => {
    expect(partitionOfKey(Buffer.from(text), 2 ** 31)).toBe(hash & 0x7fffffff);
  });
});
