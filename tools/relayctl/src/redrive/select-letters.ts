import { type DeadLetter, DeadLetterForm } from '@pixel-relay/contracts';
import type { Log, LogRecord } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import { type Place, placeText } from '../place.ts';
import { readToEnd } from '../read-to-end.ts';
import { deadLetterSummary, type DeadLetterSummary, readDeadLetter } from '../records/describe-dead-letter.ts';
import { isWanted, type LetterFilter } from '../records/letter-filter.ts';

/** What one redrive holds in memory at most. */
const BYTES_MAX = 64 << 20;

export interface Selection extends LetterFilter {
  /** these only; empty: all */
  readonly places: readonly Place[];
  readonly lettersMax: number;
  /** an event that died on its way to one partner may go to all of them again */
  readonly toAllPartners: boolean;
}

export interface Selected {
  readonly place: Place;
  readonly letter: DeadLetter;
  readonly summary: DeadLetterSummary;
}

/** Why a letter stays where it is. */
export type LeftOut = 'was no batch' | 'delivery' | 'beyond the limit';

export interface SelectedLetters {
  /** in the order of the dead-letter topic; of an event that died more than once the last letter */
  readonly letters: readonly Selected[];
  readonly leftOut: Readonly<Record<LeftOut, number>>;
}

/** Reads the dead-letter topic to its end. @throws what the log throws */
export async function selectLetters(log: Log, selection: Selection): Promise<SelectedLetters> {
  const places = new Set(selection.places.map(placeText));
  const byEvent = new Map<string, Selected>();
  const leftOut: Record<LeftOut, number> = { 'was no batch': 0, delivery: 0, 'beyond the limit': 0 };
  let bytes = 0;
  const take = (partition: number, record: LogRecord): void => {
    const letter = readDeadLetter(record.value);
    if (letter === null) return;
    const place = { partition, offset: record.offset };
    const summary = deadLetterSummary(letter);
    if ((places.size > 0 && !places.has(placeText(place))) || !isWanted(summary, selection)) return;
    if (letter.form === DeadLetterForm.BATCH_RECORD || summary.source === null) return void leftOut['was no batch']++;
    if (summary.partner !== '' && !selection.toAllPartners) return void leftOut.delivery++;
    const { epoch, partition: from, offset } = summary.source;
    const event = `${epoch}/${from}/${offset}`;
    if (!byEvent.has(event)) {
      bytes += summary.originalBytes;
      if (byEvent.size >= selection.lettersMax || bytes > BYTES_MAX) return void leftOut['beyond the limit']++;
    }
    // Copied: what was read holds on to the whole response that it came in.
    const kept = {
      ...letter,
      original: Buffer.from(letter.original ?? []),
      key: letter.key ? Buffer.from(letter.key) : null,
    };
    byEvent.set(event, { place, letter: kept, summary });
  };
  await readToEnd(log, topics.deadLetter, (partition, records) => {
    for (const record of records) take(partition, record);
  });
  return { letters: [...byEvent.values()], leftOut };
}
