/**
 * Raw records that nobody could read and an operator gave up. Their events are counted as expired, as what retention
 * deleted is: they cannot be dead-lettered, since nothing is dead-lettered without its bytes, and these may be more than
 * fits anywhere. The range is all the offsets of the record batch: how many of them held an event is in what was not read.
 */
import { Outcome } from '@pixel-relay/contracts';
import type { UnreadableRange } from '@pixel-relay/kafka';
import { RAW_EPOCH } from './epochs.ts';
import { noPayload, type Unit } from './unit.ts';

export interface SkippedUnit extends Unit {
  readonly skipped: true;
}

export function skippedUnit(topic: string, partition: number, { from, next }: UnreadableRange): SkippedUnit {
  return {
    inputNext: next,
    source: { topic, epoch: RAW_EPOCH, partition, firstOffset: from, nextOffset: next, oldestReceivedMs: 0 },
    payload: noPayload,
    dropped: [{ offset: from, outcome: Outcome.EXPIRED, run: next - from }],
    strays: [],
    key: null,
    skipped: true,
  };
}

export const isSkipped = (unit: Unit): boolean => 'skipped' in unit;
