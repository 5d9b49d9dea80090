import { describe, expect, it } from '@jest/globals';
import { Reason } from '@pixel-relay/contracts';
import { DAY_MS, encode, MINUTE_MS, RECEIVED_MS, scanOf } from '../testing/validator-step.spec-support.ts';
import { checkTimestamp } from './check-timestamp.ts';

describe('checkTimestamp', () => {
  const check = checkTimestamp({ aheadMsMax: 10 * MINUTE_MS, ageMsMax: 7 * DAY_MS });

  it.each([
    ['10 minutes ahead', 10 * MINUTE_MS, RECEIVED_MS, Reason.EVENT_FROM_FUTURE],
    ['a millisecond less', 10 * MINUTE_MS - 1, RECEIVED_MS, undefined],
    ['7 days old', -7 * DAY_MS, RECEIVED_MS, undefined],
    ['a millisecond older', -7 * DAY_MS - 1, RECEIVED_MS, Reason.EVENT_TOO_OLD],
    ['at the epoch', -RECEIVED_MS, RECEIVED_MS, Reason.EVENT_TOO_OLD],
    ['before the epoch', -RECEIVED_MS - DAY_MS, RECEIVED_MS, Reason.EVENT_TOO_OLD],
    ['far in the future', 2 ** 52, RECEIVED_MS, Reason.EVENT_FROM_FUTURE],
    ['received long ago', 1, 5, undefined],
  ])('%s', (_, aheadMs, receivedMs, reason) => {
    const bytes = encode({ occurredMs: receivedMs + aheadMs, receivedMs });
    const outcome = check(scanOf(bytes));
    if (reason === undefined) expect(outcome).toBeUndefined();
    else expect(outcome).toMatchObject({ kind: 'dead', reason });
  });
});
