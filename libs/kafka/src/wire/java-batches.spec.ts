import { expect, it } from '@jest/globals';
import { ArenaLoan, ArenaPool } from '@pixel-relay/worker-pool';
import { RecordsReader } from './decode-records.ts';
import { javaBatches } from './java-batches.ts';

const newLoan = (): ArenaLoan => new ArenaLoan(ArenaPool.owned({ retainedBytesMax: 0 }));
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
