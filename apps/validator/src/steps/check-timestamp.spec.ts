import { describe, expect, it } from '@jest/globals';
import { Event, FieldScan, Reason } from '@pixel-relay/contracts';
import { checkTimestamp } from './check-timestamp.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const RECEIVED_MS = 1_764_000_000_000;

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
    const bytes = Buffer.from(Event.encode({ occurredMs: receivedMs + aheadMs, receivedMs }).finish());
    const scan = new FieldScan();
    scan.read(bytes, 0, bytes.length);
    const outcome = check(scan);
    if (reason === undefined) expect(outcome).toBeUndefined();
    else expect(outcome).toMatchObject({ kind: 'dead', reason });
  });
});
