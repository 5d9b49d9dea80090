import { describe, expect, it } from '@jest/globals';
import { stageNames } from '@pixel-relay/demo';
import { cpuRequestMillis, nicenessFor, nicenessOf } from './cpu-niceness.ts';

describe('the niceness of stages that share a machine', () => {
  it('follows what they request: the dearest gives way to nobody, half of it is three steps', () => {
    expect([1, 0.8, 0.5, 0.25, 0.001].map(nicenessFor)).toEqual([0, 1, 3, 6, 19]);
    const requests = stageNames.map(cpuRequestMillis);
    const order = stageNames.map(nicenessOf);
    expect(Math.min(...order)).toBe(0);
    for (const [i, request] of requests.entries())
      for (const [j, other] of requests.entries()) if (request > other) expect(order[i]).toBeLessThanOrEqual(order[j]!);
  });
});
