import { expect, it } from '@jest/globals';
import { ArenaLoan, ArenaPool } from '@pixel-relay/worker-pool';
import { RecordsReader } from './decode-records.ts';
import { javaBatches } from './java-batches.ts';
import { javaTransactions } from './java-transactions.ts';

const newLoan = (): ArenaLoan<SharedArrayBuffer> => new ArenaLoan(ArenaPool.shared({ retainedBytesMax: 0 }));
const capBytes = 1 << 20;

it.each(Object.entries(javaBatches))("Java's client is understood with %s", (codec, base64) => {
  const read = new RecordsReader(Buffer.from(base64, 'base64'), 0, [], capBytes).read(Infinity, newLoan());
  expect(read).toMatchObject({ next: 20, unreadable: null, more: false });
  expect(read.records).toHaveLength(20);
  read.records.forEach(({ offset, timestampMs, key, value, headers }, index) => {
    expect({ offset, timestampMs, key: String(key), value: String(value) }).toEqual({
      offset: index,
      timestampMs: 1_700_000_000_000 + index,
      key: `key ${index % 3}`,
      value: `${codec} value ${index}${' x'.repeat(index * 20)}`,
    });
    // The second one has no value.
    expect({ ...headers }).toEqual({ h: [Buffer.from(`header ${index}`), Buffer.alloc(0)] });
  });
});

it.each(Object.entries(javaTransactions))(
  "of Java's transactions with %s the aborted one is not read, although its keys are those of markers",
  (codec, { producerId, base64 }) => {
    const read = (from: number, aborted = [{ producerId, firstOffset: 0 }]) =>
      new RecordsReader(Buffer.from(base64, 'base64'), from, aborted, capBytes, true).read(Infinity, newLoan());
    const { records, next, unreadable } = read(0);
    expect([next, unreadable]).toEqual([23, null]);
    expect(records.map(({ offset, headers }) => [offset, headers['n']])).toEqual([
      ...Array.from({ length: 10 }, (_, n) => [11 + n, Buffer.from([n])]),
      [22, Buffer.from([0])],
    ]);
    const values = records.map(({ value }) => String(value).replaceAll(' x', ''));
    expect([values[0], values.at(-1)]).toEqual([`${codec} committed 0`, 'without a transaction']);
    // Taken up in the middle of either of them, too; brokers name only those that reach that far.
    expect(read(5).records).toHaveLength(11);
    expect(read(15, []).records).toHaveLength(7);
  },
);
