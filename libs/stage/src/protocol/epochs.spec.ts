import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import fc from 'fast-check';
import { chainEpoch, mintEpoch } from './epochs.ts';

const GOLDEN = [0x5692161d100b05e5n, 0x20bec7299668a13fn];
const epoch = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

describe('rule 9: a chained epoch', () => {
  it('is the same in every process and version: it is in the log, and compared after a deploy', () => {
    expect(chainEpoch(0n, 1n)).toBe(GOLDEN[0]);
    expect(chainEpoch(0xffffffffffffffffn, 0x0123456789abcdefn)).toBe(GOLDEN[1]);
  });

  it('changes with the incoming and with the own one, and fits into 64 bits', () => {
    fc.assert(
      fc.property(epoch, epoch, epoch, (incoming, own, other) => {
        const chained = chainEpoch(incoming, own);
        expect(chained >= 0n && chained < 2n ** 64n).toBe(true);
        if (other !== own) expect(chainEpoch(incoming, other)).not.toBe(chained);
        if (other !== incoming) expect(chainEpoch(other, own)).not.toBe(chained);
      }),
    );
  });
});

describe('rule 7: a minted epoch', () => {
  it('is never 0 and never the same', () => {
    const minted = new Set(Array.from({ length: 1_000 }, () => mintEpoch(systemClock)));
    expect([minted.size, minted.has(0n)]).toEqual([1_000, false]);
    const bytes = [Buffer.alloc(8), Buffer.alloc(8, 1)];
    expect(mintEpoch({ ...systemClock, randomBytes: () => bytes.shift()! })).toBe(0x0101010101010101n);
  });
});
