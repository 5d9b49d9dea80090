import { describe, expect, it } from '@jest/globals';
import { Prng } from './prng.ts';
import { Intent, ShareSchedule, SharesError } from './share-schedule.ts';

function deal(count: number, shares: { malformed: number; denied: number; tombstone: number }): Intent[] {
  const schedule = new ShareSchedule(new Prng(1), shares);
  return Array.from({ length: count }, () => schedule.next());
}
const countOf = (intents: readonly Intent[], wanted: Intent): number => intents.filter(it => it === wanted).length;

describe('shares', () => {
  it('hold in every thousand events, exactly', () => {
    const intents = deal(5_000, { malformed: 0.02, denied: 0.1, tombstone: 0.003 });
    for (let at = 0; at < intents.length; at += 1_000) {
      const block = intents.slice(at, at + 1_000);
      expect(countOf(block, Intent.MALFORMED)).toBe(20);
      expect(countOf(block, Intent.DENIED)).toBe(100);
      expect(countOf(block, Intent.TOMBSTONE)).toBe(3);
    }
  });

  it('too small for a thousand hold over several', () => {
    const intents = deal(10_000, { malformed: 0.0003, denied: 0, tombstone: 0.0101 });
    expect(countOf(intents, Intent.MALFORMED)).toBe(3);
    expect(countOf(intents, Intent.TOMBSTONE)).toBe(101);
  });

  it('are spread by chance, not in a row', () => {
    const intents = deal(1_000, { malformed: 0.5, denied: 0, tombstone: 0 });
    const changes = intents.filter((intent, i) => i > 0 && intent !== intents[i - 1]).length;
    expect(changes).toBeGreaterThan(400);
  });

  it('may take everything, and no more', () => {
    expect(countOf(deal(1_000, { malformed: 0.4, denied: 0.6, tombstone: 0 }), Intent.NORMAL)).toBe(0);
    expect(() => deal(1, { malformed: 0.5, denied: 0.6, tombstone: 0 })).toThrow(SharesError);
  });
});
