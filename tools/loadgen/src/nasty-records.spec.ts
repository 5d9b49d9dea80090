import { describe, expect, it } from '@jest/globals';
import { Reason } from '@pixel-relay/contracts';
import { demoSubscriptions } from './demo-subscriptions.ts';
import { nastyRecords } from './nasty-records.ts';
import { rawId } from './raw-id.ts';
import { judgeRecord } from './spec/judge-record.ts';

const subscriptions = demoSubscriptions({ webhookUrl: 'http://127.0.0.1:1/', webhookSecretRef: 'env:S' });
const records = nastyRecords({ subscriptions, partitions: 4, receivedMs: Date.UTC(2026, 1, 2) });
const named = (name: string): (typeof records)[number] => records.find(it => it.name === name)!;

describe('bad input', () => {
  it.each(records.map(record => [record.name, record] as const))(
    '%s: the outcome is what the rules say',
    (_, record) => {
      const judged = judgeRecord(record.value, record.receivedMs, subscriptions);
      const tooMuch = record.reasons.some(reason => reason === Reason.TOO_LARGE || reason === Reason.TOO_DEEP);
      if (tooMuch) {
        expect(judged.outcome).toBe('delivered');
        expect(record.outcome).toBe('dead');
      } else {
        expect({ ...record, partners: [...record.partners] }).toMatchObject({
          outcome: judged.outcome,
          partners: [...judged.partners].sort(),
        });
      }
      expect(record.reasons.length > 0).toBe(record.outcome === 'dead');
    },
  );

  it('has names, ids and keys of its own, so that each can be found again', () => {
    expect(new Set(records.map(({ name }) => name)).size).toBe(records.length);
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    for (const record of records) if (record.outcome === 'dead') expect(record.id).toBe(rawId(record.value));
  });

  it('is really as bad as it says', () => {
    expect(named('two_mebibytes').value!.length).toBeGreaterThan(2 * 1024 * 1024);
    expect(named('ten_thousand_levels').value!.toString()).toContain('['.repeat(10_000));
    expect(named('empty').value).toHaveLength(0);
    expect(named('tombstone').value).toBeNull();
    expect(named('null_key').key).toBeNull();
    expect(JSON.parse(named('members_in_the_prototype').value!.toString())).toHaveProperty(['__proto__', 'clientId']);
    expect(named('binary_headers').headers).toHaveProperty('twice');
  });

  it('can be written for any shop, and more than once', () => {
    const again = nastyRecords({ subscriptions: [], partitions: 1, receivedMs: 0, shopId: 'x', idPrefix: 'again' });
    expect(again.find(({ name }) => name === 'null_key')).toMatchObject({ id: 'again-null_key', outcome: 'filtered' });
    expect(again.find(({ name }) => name === 'consent_taken_back')).toMatchObject({ outcome: 'filtered' });
    expect(again.every(({ partition }) => partition === 0)).toBe(true);
  });
});
