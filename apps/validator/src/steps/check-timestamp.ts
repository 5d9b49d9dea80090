import { EventField, type FieldScan, Reason, type StepOutcome } from '@pixel-relay/contracts';

export interface TimestampWindow {
  /** an event that claims to occur this long after its receipt, or longer, is from the future */
  readonly aheadMsMax: number;
  /** an event that occurred longer than this before its receipt is too old */
  readonly ageMsMax: number;
}

/**
 * Dead-letters an event whose own time is not near its receipt. Judged by the edge's clock and never by this machine's,
 * so a replay, however late, decides as the first run did.
 */
export function checkTimestamp({
  aheadMsMax,
  ageMsMax,
}: TimestampWindow): (scan: FieldScan) => StepOutcome | undefined {
  const fromFuture: StepOutcome = {
    kind: 'dead',
    reason: Reason.EVENT_FROM_FUTURE,
    detail: `occurred_ms is ${aheadMsMax} ms or more after received_ms`,
  };
  const tooOld: StepOutcome = {
    kind: 'dead',
    reason: Reason.EVENT_TOO_OLD,
    detail: `occurred_ms is more than ${ageMsMax} ms before received_ms`,
  };
  return function checkTimestampStep(scan) {
    const aheadMs = scan.int64(EventField.OCCURRED_MS) - scan.int64(EventField.RECEIVED_MS);
    if (aheadMs >= aheadMsMax) return fromFuture;
    return aheadMs < -ageMsMax ? tooOld : undefined;
  };
}
