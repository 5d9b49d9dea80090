import { describe, expect, it } from '@jest/globals';
import type { RowResult } from '../judge.ts';
import { faultPage } from './fault-page.ts';
import { rowText } from './row-text.ts';

const held: RowResult = {
  name: 'a fault',
  fired: 2,
  events: 12_345,
  lost: 0,
  doubled: 0,
  reordered: 0,
  leaked: 0,
  repeated: 1_234,
  recoveryMs: 2_340,
  good: true,
  why: [],
};
const restarted: RowResult = {
  ...held,
  name: 'a restart',
  recoveryMs: null,
  restart: { pauseMaxMs: 1_900, refetchedEvents: 7, ageP99Ms: 2_400 },
};
const broken: RowResult = { ...held, name: 'a bad one', lost: 3, good: false, why: ['this', 'that'] };

describe('the page', () => {
  const page = faultPage({ rows: [held, restarted, broken], seed: 5, elapsedMs: 600_000 });

  it('has a line a row, and the sums', () => {
    expect(page).toContain('| a fault | 2 | 12,345 | 0 | 0 | 0 | 1,234 | 2.3 |\n');
    expect(page).toContain('| a restart | 2 | 12,345 | 0 | 0 | 0 | 1,234 |  |\n');
    expect(page).toContain('3 rows, 37,035 events, 3 lost, 0 doubled between stages');
    expect(page).toContain('seed 5, 10 minutes');
  });

  it('says what a restart cost', () => {
    expect(page).toContain('| a restart | 1.9 | 7 | 2.4 |');
    expect(faultPage({ rows: [held], seed: 1, elapsedMs: 0 })).not.toContain('longest pause');
  });

  it('does not hide a row that does not hold', () => {
    expect(page).toContain('**1 do not hold.**');
    expect(page).toContain('| **BROKEN** a bad one | 2 | 12,345 | 3 |');
    expect(page).toContain('- **a bad one**: this; that');
    expect(faultPage({ rows: [held], seed: 1, elapsedMs: 0 })).toContain('Every row holds.');
  });
});

describe('the line of a row', () => {
  it('says all of it, and why on lines of their own', () => {
    expect(rowText(held)).toBe(
      'holds  a fault: fired 2, 12345 events, 0 lost, 0 doubled, 0 reordered, 0 leaked, ' +
        '1234 deliveries repeated, caught up 2.3 s after the fault',
    );
    expect(rowText(restarted)).toContain('longest pause 1.9 s, 7 events fetched again, age p99 2.4 s');
    expect(rowText(broken).split('\n')).toEqual([
      expect.stringMatching(/^BROKEN a bad one/),
      '         this',
      '         that',
    ]);
  });
});
