import { describe, expect, it } from '@jest/globals';
import { count, duration, mebibytes, table } from './table.ts';

describe('table', () => {
  it('lines columns up, numbers to the right, without spaces at the ends', () => {
    const columns = [
      { head: 'A', cell: (row: readonly string[]) => row[0]! },
      { head: 'NUMBER', cell: (row: readonly string[]) => row[1]!, right: true as const },
      { head: 'C', cell: (row: readonly string[]) => row[2]! },
    ];
    expect(
      table(columns, [
        ['long name', '1', ''],
        ['b', '1,000,000', 'x'],
      ]),
    ).toBe(['A             NUMBER  C', 'long name          1', 'b          1,000,000  x'].join('\n'));
  });
});

describe('numbers', () => {
  it.each([
    [duration(0), '0 ms'],
    [duration(null), '0 ms'],
    [duration(999.4), '999 ms'],
    [duration(999.6), '1.0 s'],
    [duration(61_000), '1.0 min'],
    [duration(7_200_000), '2.0 h'],
    [count(1_234_567), '1,234,567'],
    [count(undefined), '0'],
    [mebibytes(220 * 2 ** 20), '220 MiB'],
  ])('%s', (told, expected) => {
    expect(told).toBe(expected);
  });
});
