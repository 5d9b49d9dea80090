import { describe, expect, it } from '@jest/globals';
import { Reason } from '@pixel-relay/contracts';
import { checkSize } from './check-size.ts';

describe('checkSize', () => {
  it('lets an event of exactly the limit pass, and none above', () => {
    const check = checkSize(100);
    expect(check(Buffer.alloc(100))).toBeUndefined();
    expect(check(Buffer.alloc(101))).toEqual({
      kind: 'dead',
      reason: Reason.TOO_LARGE,
      detail: 'the encoded event has more than 100 bytes',
    });
  });
});
