/** One delivery as a record of a retry topic, and back. */
import { epochText, ParkedDelivery } from '@pixel-relay/contracts';
import type { OutgoingRecord } from '@pixel-relay/kafka';
import type { HandOver } from '../delivery/open-job.ts';
import type { Trouble } from '../delivery/parking.ts';

/** A detail longer than this is cut: it must not grow with every attempt. */
const DETAIL_CHARS_MAX = 200;

export interface ParkedUntil {
  /** ms since 1970 */
  readonly notBeforeMs: number;
  /** ms since 1970 */
  readonly deadlineMs: number;
}

export function parkedRecord(
  { job: { job }, index, sourceOffset, partner, shopId, attempts, failures, firstAttemptMs }: HandOver,
  { notBeforeMs, deadlineMs }: ParkedUntil,
  { reason, detail }: Trouble,
  nowMs: number,
): OutgoingRecord {
  const { topic, epoch, partition } = job.source;
  const { bytes, starts, ends } = job.events;
  const source = { topic, epoch: epochText(epoch), partition, offset: sourceOffset };
  const value = ParkedDelivery.encode({
    source,
    partner,
    shopId,
    attempts,
    failures,
    firstAttemptMs: firstAttemptMs || nowMs,
    deadlineMs,
    notBeforeMs,
    lastReason: reason,
    lastDetail: detail.slice(0, DETAIL_CHARS_MAX),
    event: bytes.subarray(starts[index], ends[index]),
  }).finish();
  return {
    key: Buffer.from([source.epoch, partition, sourceOffset, partner].join('/')),
    value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  };
}

/** null: it is not one. The event's bytes lie in `value`. */
export function readParked(value: Buffer): ParkedDelivery | null {
  try {
    const parked = ParkedDelivery.decode(value);
    return parked.source && parked.partner && parked.event?.length ? parked : null;
  } catch {
    return null;
  }
}
