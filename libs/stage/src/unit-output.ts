/** The records that a finished unit becomes: its dead letters, and its batch. */
import { mergeDropped, type SourceRange, writeBatch } from '@pixel-relay/contracts';
import type { OutgoingRecord } from '@pixel-relay/kafka';
import { deadEventRecord, type DeadLetterContext, strayRecord } from './dead-letters.ts';
import type { Assignment, DoneUnit } from './protocol/assignment.ts';
import { chainEpoch } from './protocol/epochs.ts';

export function deadLettersOf({ unit, result }: DoneUnit, context: DeadLetterContext): OutgoingRecord[] {
  return [
    ...unit.strays.map(record => strayRecord(record, context)),
    ...result.dead.map(dead => deadEventRecord(unit, unit.source!, dead, context)),
    ...(result.letters ?? []),
  ];
}

/**
 * Rules 1, 9 and 10: the batch that a unit becomes. Always one, even if every event in it ended, so that the next stage's
 * ranges tile. Its bytes lie where the result's do, until that is released.
 */
export function batchOf({ unit, result }: DoneUnit, { account }: Assignment): OutgoingRecord[] {
  if (unit.source === null) return [];
  const source: SourceRange = {
    ...unit.source,
    epoch: chainEpoch(unit.source.epoch, account.ownEpoch),
    oldestReceivedMs: result.oldestReceivedMs || unit.source.oldestReceivedMs,
  };
  const dropped = mergeDropped(unit.dropped, result.dropped);
  const value = writeBatch(source, result.entries, dropped, result.alone);
  // Without room around the entries it was copied, to where other things may lie.
  const alone = result.alone === true && value.buffer === result.entries.buffer;
  return [{ key: unit.key, value, alone }];
}
