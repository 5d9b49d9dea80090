import { ParkedDelivery } from '@pixel-relay/contracts';
import { retryTiers } from '@pixel-relay/stage';
import { reasonText } from './describe-dead-letter.ts';

export const RETRY_TOPICS: readonly string[] = retryTiers.map(({ topic }) => topic);

/** null: the record is none of ours. */
export function readParkedDelivery(value: Buffer): ParkedDelivery | null {
  try {
    return ParkedDelivery.decode(value);
  } catch {
    return null;
  }
}

/** Where it is from, for whom, why it waits and until when; without the event. */
export function describeParked(value: Buffer): Record<string, unknown> {
  const parked = readParkedDelivery(value);
  if (parked === null) return { kind: 'not a parked delivery' };
  const { source, partner, attempts, firstAttemptMs, notBeforeMs, deadlineMs, lastReason, lastDetail } = parked;
  return {
    kind: 'parked delivery',
    source: {
      topic: source?.topic ?? '',
      epoch: source?.epoch ?? '',
      partition: source?.partition ?? 0,
      offset: source?.offset ?? 0,
    },
    partner: partner ?? '',
    attempts: attempts ?? 0,
    firstAttemptMs: firstAttemptMs ?? 0,
    notBeforeMs: notBeforeMs ?? 0,
    deadlineMs: deadlineMs ?? 0,
    reason: reasonText(lastReason),
    detail: lastDetail ?? '',
  };
}
