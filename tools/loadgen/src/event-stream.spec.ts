import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { demoSubscriptions } from './demo-subscriptions.ts';
import { customNames, type SizeKb, sizesKb, standardNames } from './event-mix.ts';
import { EventStream, type EventStreamOptions, type GeneratedRecord } from './event-stream.ts';
import { partitionOfKey } from './partition-of-key.ts';
import { rawId } from './raw-id.ts';
import { SharesError } from './share-schedule.ts';
import { judgeRecord } from './spec/judge-record.ts';

const subscriptions = demoSubscriptions({ webhookUrl: 'http://127.0.0.1:1/', webhookSecretRef: 'env:S' });
const receivedMs = Date.UTC(2026, 4, 5, 6, 7, 8, 9);
const defaults: EventStreamOptions = {
  seed: 1,
  subscriptions,
  partitions: 8,
  sizeKb: 1.8,
  malformedShare: 0.02,
  deniedShare: 0.1,
  tombstoneShare: 0.001,
  nullKeyShare: 0,
  shops: 200,
  customersMax: 1_000,
};

function generate(count: number, options: Partial<EventStreamOptions> = {}): GeneratedRecord[] {
  const stream = new EventStream({ ...defaults, ...options });
  return Array.from({ length: count }, (_, i) => stream.next(receivedMs + i));
}
const parse = (record: GeneratedRecord): Record<string, unknown> =>
  JSON.parse(record.value!.toString('utf8')) as Record<string, unknown>;
const sound = (records: readonly GeneratedRecord[]): GeneratedRecord[] =>
  records.filter(({ value, outcome }) => value !== null && outcome !== 'dead');

describe('the same seed', () => {
  it('makes the same bytes, keys and expectations; another seed makes others', () => {
    const texts = (seed: number): string[] =>
      generate(2_000, { seed }).map(
        ({ value, key, ...rest }) => `${String(key)} ${JSON.stringify(rest)} ${String(value)}`,
      );
    expect(texts(1).join('\n') === texts(1).join('\n')).toBe(true);
    const values = (seed: number): Set<string> => new Set(generate(200, { seed }).map(({ value }) => String(value)));
    expect(values(1).intersection(values(2)).size).toBeLessThan(3);
  });
});

describe('expectations', () => {
  it.each(sizesKb)('are what the rules say of the bytes (%s KB)', sizeKb => {
    for (const record of generate(5_000, { sizeKb, malformedShare: 0.1, deniedShare: 0.2 })) {
      const judged = judgeRecord(record.value, record.receivedMs, subscriptions);
      const found = { outcome: judged.outcome, partners: [...judged.partners].sort() };
      if (found.outcome !== record.outcome || found.partners.join() !== record.partners.join()) {
        throw new Error(
          `expected ${JSON.stringify(record)}, judged ${JSON.stringify(judged)}: ${String(record.value)}`,
        );
      }
      if (judged.dead !== 'unreadable' && judged.dead !== 'no_object' && record.value !== null) {
        const { id } = parse(record);
        expect(record.id).toBe(typeof id === 'string' ? id : rawId(record.value));
      } else expect(record.id).toBe(rawId(record.value));
    }
  });

  it('have exactly the shares that were asked for', () => {
    const records = generate(20_000);
    const share = (met: (record: GeneratedRecord) => boolean): number => records.filter(met).length / records.length;
    expect(share(({ outcome }) => outcome === 'dead')).toBe(0.02);
    expect(share(({ outcome }) => outcome === 'denied')).toBe(0.1);
    expect(share(({ value }) => value === null)).toBe(0.001);
    const filtered = share(({ outcome, value }) => outcome === 'filtered' && value !== null);
    expect(filtered).toBeGreaterThan(0.005);
    expect(filtered).toBeLessThan(0.05);
  });

  it('name every kind of damage and of refusal', () => {
    const records = generate(8_000, { malformedShare: 0.4, deniedShare: 0.4 });
    const why = (outcome: string): string[] =>
      [...new Set(records.filter(it => it.outcome === outcome).map(it => it.why))].sort();
    expect(why('dead')).toEqual(
      'array empty from_the_future invalid_utf8 missing_clientId missing_id missing_name missing_shopId missing_timestamp no_checkout no_currency no_merchandise no_order_id no_query no_total no_variant too_old truncated_json'.split(
        ' ',
      ),
    );
    expect(why('denied')).toEqual(
      'all_refused flags_missing flags_null flags_numbers flags_text gpc gpp privacy_missing privacy_null tcf'.split(
        ' ',
      ),
    );
    expect(why('filtered')).toEqual(['not_wanted', 'tombstone']);
  });

  it('go to the very edges of the time that is taken', () => {
    const leads = generate(20_000, { malformedShare: 0.2, shops: 10 })
      .filter(({ value, why }) => value !== null && (why === '' || why === 'from_the_future' || why === 'too_old'))
      .map(record => ({
        why: record.why,
        leadMs: Date.parse(parse(record)['timestamp'] as string) - record.receivedMs,
      }));
    const of = (whys: string, leadMs: number): boolean => leads.some(it => it.why === whys && it.leadMs === leadMs);
    expect(of('', 599_999)).toBe(true);
    expect(of('from_the_future', 600_000)).toBe(true);
    expect(of('', -604_800_000)).toBe(true);
    expect(of('too_old', -604_800_001)).toBe(true);
  });

  it('cannot be had where nothing can be denied, or nearly everything is', () => {
    expect(() => generate(1, { subscriptions: [] })).toThrow(/denied share to 0/);
    expect(() => generate(1, { subscriptions: [] })).toThrow(SharesError);
    expect(
      generate(100, { subscriptions: [], deniedShare: 0, malformedShare: 0 }).every(it => it.outcome === 'filtered'),
    ).toBe(true);
    const nobody = subscriptions.map(it => ({ ...it, eventNames: ['never_happens'] }));
    expect(() => generate(100, { subscriptions: nobody })).toThrow(/too little to deny/);
    const impossible = subscriptions.map(it => ({ ...it, eventNames: [], requiredPurposes: [0] }));
    expect(() => generate(1_000, { subscriptions: impossible, shops: 5 })).toThrow(/deny nearly everybody/);
  });
});

describe('storefronts', () => {
  it.each<[SizeKb, number, number]>([
    [0.5, 475, 540],
    [1.8, 1_740, 1_860],
    [8, 7_500, 8_400],
  ])('send events that average %s KB', (sizeKb, least, most) => {
    const records = generate(8_000, { sizeKb });
    const average = records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0) / records.length;
    expect(average).toBeGreaterThan(least);
    expect(average).toBeLessThan(most);
  });

  it('never send the same event twice, and batches compress between three and six times', () => {
    const stream = new EventStream({ ...defaults, malformedShare: 0, tombstoneShare: 0, customersMax: 12_000 });
    const distinct = new Set<string>();
    const batches = Array.from({ length: 8 }, (): Buffer[] => []);
    for (let i = 0; i < 100_000; i += 1) {
      const { value, partition } = stream.next(receivedMs);
      distinct.add(rawId(value));
      if (batches[partition]!.length < 500) batches[partition]!.push(value!);
    }
    expect(distinct.size).toBe(100_000);
    for (const batch of batches) {
      const bytes = Buffer.concat(batch);
      const ratio = bytes.length / zstdCompressSync(bytes).length;
      expect(ratio).toBeGreaterThan(3);
      expect(ratio).toBeLessThan(6);
    }
  });

  it('are many, a few of them large', () => {
    const counts = new Map<unknown, number>();
    for (const record of sound(generate(10_000))) {
      const { shopId } = parse(record);
      counts.set(shopId, (counts.get(shopId) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted.length).toBeGreaterThan(180);
    expect(sorted[0]! / sorted[100]!).toBeGreaterThan(15);
  });

  it('send every kind of event, pages most of all', () => {
    const counts = new Map<string, number>();
    for (const record of sound(generate(10_000))) {
      const { name, type, customData } = parse(record);
      const custom = (customNames as readonly unknown[]).includes(name);
      expect(type).toBe(custom ? 'custom' : 'standard');
      expect(customData !== undefined).toBe(custom);
      counts.set(name as string, (counts.get(name as string) ?? 0) + 1);
    }
    expect(new Set(counts.keys())).toEqual(new Set<string>([...standardNames, ...customNames]));
    const by = (name: string): number => counts.get(name)!;
    expect(Math.max(...counts.values())).toBe(by('page_viewed'));
    expect(by('product_viewed')).toBeGreaterThan(by('product_added_to_cart'));
    expect(by('product_added_to_cart')).toBeGreaterThan(by('checkout_started'));
    expect(by('checkout_started')).toBeGreaterThan(by('checkout_completed'));
  });

  it('give members in several orders, and leave the receipt out now and then', () => {
    const events = sound(generate(5_000)).map(parse);
    for (const order of [
      ['id', 'name', 'clientId'],
      ['shopId', 'shopDomain'],
      ['data', 'context', 'timestamp'],
    ]) {
      const same = events.filter(event => Object.keys(event).slice(0, order.length).join() === order.join());
      expect(same.length).toBeGreaterThan(1_000);
    }
    const without = events.filter(event => event['receivedAt'] === undefined).length;
    expect(without).toBeGreaterThan(10);
    expect(without).toBeLessThan(150);
  });
});

describe('customers', () => {
  it('are the key, keep to a shop and a partition, and count their events', () => {
    const seen = new Map<string, { seq: number; shopId: unknown; partition: number }>();
    let returning = 0;
    for (const record of sound(generate(8_000, { customersMax: 200 }))) {
      const { clientId, seq, shopId } = parse(record);
      const key = record.key!.toString();
      expect(key).toBe(clientId);
      expect(record.partition).toBe(partitionOfKey(record.key!, 8));
      const before = seen.get(key);
      if (before !== undefined) {
        returning += 1;
        expect(seq).toBeGreaterThan(before.seq);
        expect(shopId).toBe(before.shopId);
        expect(record.partition).toBe(before.partition);
      }
      seen.set(key, { seq: seq as number, shopId, partition: record.partition });
    }
    expect(returning).toBeGreaterThan(4_000);
    // More than ever are present at once: some leave, new ones come.
    expect(seen.size).toBeGreaterThan(300);
  });

  it('without a key go to the partitions in turn', () => {
    const records = generate(4_000, { nullKeyShare: 0.25 });
    const keyless = records.filter(({ key }) => key === null);
    expect(keyless.length / records.length).toBeCloseTo(0.25, 1);
    keyless.forEach(({ partition }, i) => expect(partition).toBe((i + 1) % 8));
  });
});
