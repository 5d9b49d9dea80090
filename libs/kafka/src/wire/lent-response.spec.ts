import { describe, expect, it } from '@jest/globals';
import { LentResponse, responseBuffer } from './lent-response.ts';

describe('a lent response', () => {
  it('is used again when the last of those who look at it is done, and not before', () => {
    const payload = responseBuffer(700_000).subarray(4);
    const response = new LentResponse(payload);
    const [first, second] = [response.share(), response.share()];
    first();
    first();
    expect(responseBuffer(700_000).buffer).not.toBe(payload.buffer);
    second();
    expect(responseBuffer(700_000).buffer).toBe(payload.buffer);
  });

  it('that is small, or no answer of ours, is left to the collector', () => {
    for (const payload of [responseBuffer(100), Buffer.alloc(100_000)]) {
      new LentResponse(payload).share()();
      expect(responseBuffer(payload.length).buffer).not.toBe(payload.buffer);
    }
  });
});
