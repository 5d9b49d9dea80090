import { describe, expect, it } from '@jest/globals';
import { FailureScriptError, parseAnswers } from './failure-script.ts';

describe("the command line's script", () => {
  it('reads statuses, waits and words', () => {
    expect(parseAnswers('500, 500,200,429:2,timeout,reset')).toEqual([
      500,
      500,
      200,
      { status: 429, retryAfterSeconds: 2 },
      'timeout',
      'reset',
    ]);
  });
  it.each(['', '500,', '5000', 'slow', '429:', '429:-1', '429:x'])('says what is wrong with "%s"', text => {
    expect(() => parseAnswers(text)).toThrow(FailureScriptError);
  });
});
