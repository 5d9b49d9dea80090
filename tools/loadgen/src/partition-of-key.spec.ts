import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import kafkajs from 'kafkajs';
import { murmur2, partitionOfKey } from './partition-of-key.ts';

describe('the partition of a key', () => {
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])("hashes %s as Kafka's own tests do", (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('is the one that a standard producer chooses', () => {
    const standard = kafkajs.Partitioners.DefaultPartitioner();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 64 }), (bytes, partitions) => {
        const key = Buffer.from(bytes);
        const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
          partitionId,
          leader: 1,
          partitionErrorCode: 0,
          replicas: [],
          isr: [],
        }));
        const chosen = standard({ topic: 't', partitionMetadata, message: { key, value: null } });
        expect(partitionOfKey(key, partitions)).toBe(chosen);
      }),
    );
  });
});
