import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import type { Log, OutgoingRecord } from '@pixel-relay/kafka';
import { InMemoryCluster } from '@pixel-relay/testing';
import { collectPartnerTopic } from './collect-partner-topic.ts';

const topic = 'demo.partner.analytics';

async function logWith(partitions: readonly (readonly OutgoingRecord[])[]): Promise<Log> {
  const log = new InMemoryCluster({ clock: systemClock }).connect();
  await log.admin.ensure([{ topic, partitions: partitions.length, replicationFactor: 1, config: {} }]);
  const producer = await log.producer({ compression: 'none', sendTimeoutMs: 1_000 });
  for (const [partition, records] of partitions.entries()) await producer.send(topic, partition, records);
  return log;
}

function eventRecord(id: string, key: string | null, without: readonly string[] = []): OutgoingRecord {
  const texts = { ce_id: id, ce_source: '/shops/1', ce_type: 'page_viewed', ce_specversion: '1.0' };
  const kept = Object.entries(texts).filter(([name]) => !without.includes(name));
  return {
    key: key === null ? null : Buffer.from(key),
    value: Buffer.from('{}'),
    headers: Object.fromEntries(kept.map(([name, text]) => [name, Buffer.from(text)])),
  };
}

describe('a partner topic', () => {
  it('is collected by event id, with keys, copies and the order of each key', async () => {
    const log = await logWith([
      [eventRecord('a1', 'anna'), eventRecord('b1', 'ben'), eventRecord('a2', 'anna'), eventRecord('a1', 'anna')],
      [eventRecord('c1', null)],
    ]);
    const seen: string[] = [];
    const collected = await collectPartnerTopic(log, topic, {
      onEvent: ({ id, copies }) => seen.push(`${id}x${copies}`),
    });
    await collected.caughtUp;
    expect(collected.received.get('a1')).toEqual({
      id: 'a1',
      type: 'page_viewed',
      key: 'anna',
      partition: 0,
      offset: 0,
      copies: 2,
    });
    expect(collected.received.get('c1')).toMatchObject({ key: null, partition: 1 });
    expect([...collected.received.values()].filter(({ key }) => key === 'anna').map(({ id }) => id)).toEqual([
      'a1',
      'a2',
    ]);
    expect(seen.filter(it => it.startsWith('a'))).toEqual(['a1x1', 'a2x1', 'a1x2']);
    expect(collected).toMatchObject({ records: 5, unreadable: 0 });
    await collected.close();
    await log.close();
  });

  it('goes on as records arrive', async () => {
    const log = await logWith([[eventRecord('a1', 'anna')]]);
    const arrived = Promise.withResolvers<void>();
    const collected = await collectPartnerTopic(log, topic, {
      onEvent: ({ id }) => {
        if (id === 'later') arrived.resolve();
      },
    });
    await collected.caughtUp;
    const producer = await log.producer({ compression: 'none', sendTimeoutMs: 1_000 });
    await producer.send(topic, 0, [eventRecord('later', 'anna')]);
    await arrived.promise;
    expect([...collected.received.keys()]).toEqual(['a1', 'later']);
    await log.close();
    await collected.ended;
  });

  it('counts records that are no CloudEvents apart', async () => {
    const bad = ['ce_id', 'ce_source', 'ce_type', 'ce_specversion'].map(name => eventRecord('x', 'k', [name]));
    const old = eventRecord('y', 'k');
    const log = await logWith([
      [...bad, { ...old, headers: { ...old.headers, ce_specversion: Buffer.from('0.3') } }, { ...old, value: null }],
    ]);
    const collected = await collectPartnerTopic(log, topic);
    await collected.caughtUp;
    expect(collected).toMatchObject({ records: 6, unreadable: 6 });
    expect(collected.received.size).toBe(0);
    await log.close();
  });

  it('ends when it holds more than it may', async () => {
    const log = await logWith([[eventRecord('a', null), eventRecord('a', null), eventRecord('b', null)]]);
    const collected = await collectPartnerTopic(log, topic, { idsMax: 1 });
    await expect(collected.ended).rejects.toThrow(/raise idsMax/);
    expect(collected.received.size).toBe(1);
    await log.close();
  });

  it('that does not exist is an error', async () => {
    const log = await logWith([[eventRecord('a', null)]]);
    await expect(collectPartnerTopic(log, 'partner.nobody')).rejects.toThrow(/partner\.nobody/);
    await log.close();
  });
});
