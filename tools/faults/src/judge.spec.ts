import { describe, expect, it } from '@jest/globals';
import type { PipelineAccount } from '@pixel-relay/demo';
import type { LoadReport } from '@pixel-relay/loadgen';
import type { FaultRow } from './fault-row.ts';
import { judge, type RowFacts } from './judge.ts';

const row: FaultRow = { name: 'a row', nodes: 1, replicas: {}, repeatsAllowed: false };
const load = { in: 100, delivered: 80, denied: 10, filtered: 6, dead: 4 } as LoadReport;
const account = { raw: 100, handed: 80, denied: 10, filtered: 6, dead: 4, absent: 0, expired: 0, inFlight: 0 };
const nothingWrong = { lost: 0, doubled: 0, reordered: 0, leaked: 0, examples: [] };
const facts: RowFacts = {
  load,
  account: account as PipelineAccount,
  verdict: nothingWrong,
  injection: { fired: 1 },
  afterwards: [],
  recoveryMs: 5,
};
const accounted = (changes: Partial<PipelineAccount>): RowFacts => ({
  ...facts,
  account: { ...facts.account, ...changes },
});

describe('a row holds', () => {
  it('when the fault fired, and the account and the partners say what the load wrote', () => {
    expect(judge(row, facts)).toMatchObject({ good: true, why: [], fired: 1, events: 100, recoveryMs: 5 });
  });

  it('when events of the fault itself are dead beside those of the load', () => {
    const own = { ...accounted({ raw: 103, dead: 7 }), injection: { fired: 1, dead: 3 } };
    expect(judge(row, own)).toMatchObject({ good: true, doubled: 0 });
    expect(judge(row, { ...own, injection: { fired: 1, dead: 2 } }).good).toBe(true); // one record the load is not sure of
    expect(judge(row, { ...own, injection: { fired: 1, dead: 4 } }).why).toContainEqual(
      expect.stringContaining('1 records less'),
    );
  });

  it('with as many events more as the log has records that the load is not sure of, of any outcome', () => {
    expect(judge(row, accounted({ raw: 102, handed: 81, denied: 11 }))).toMatchObject({ good: true, doubled: 0 });
  });

  it('with deliveries repeated, where the row allows it', () => {
    const repeated = { ...facts, verdict: { ...nothingWrong, doubled: 2 } };
    expect(judge({ ...row, repeatsAllowed: true }, repeated)).toMatchObject({ good: true, repeated: 2 });
    expect(judge(row, repeated).why).toContainEqual(expect.stringContaining('2 deliveries repeated'));
  });
});

describe('a row does not hold', () => {
  it.each<[string, RowFacts, string]>([
    ['when the fault never fired', { ...facts, injection: { fired: 0 } }, 'the fault never fired'],
    ['when it did not do what it is for', { ...facts, injection: { fired: 1, missing: ['no leader'] } }, 'no leader'],
    ['when something does not hold afterwards', { ...facts, afterwards: ['two letters'] }, 'two letters'],
    ['when events are in flight', accounted({ handed: 79, inFlight: 1 }), '1 events are still in flight'],
    ['when events are absent', accounted({ handed: 79, absent: 1 }), '1 absent, 0 expired'],
    ['when events expired', accounted({ handed: 79, expired: 1 }), '0 absent, 1 expired'],
    ['when the account does not add up', accounted({ handed: 81 }), 'the account does not balance'],
    ['when an outcome is another', accounted({ handed: 79, denied: 11 }), 'the account says 79/11/6/4'],
    ['when an event was taken twice', accounted({ handed: 81, denied: 9 }), '1 taken twice'],
    ['when acknowledged records are gone', accounted({ raw: 99, handed: 79 }), '1 records less'],
    ['when a partner did not get its due', { ...facts, verdict: { ...nothingWrong, lost: 1, examples: ['x'] } }, 'x'],
  ])('%s', (_, wrong, why) => {
    const result = judge(row, wrong);
    expect(result.good).toBe(false);
    expect(result.why.join('; ')).toContain(why);
  });
});
