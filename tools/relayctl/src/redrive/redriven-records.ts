/**
 * What is sent for dead letters: the raw record as it was, or the event as it left the parser in a batch of its own.
 *
 * A raw record goes to events.raw again and is a new raw event, with a new offset. An event between stages has no raw
 * record any more, and its coordinates are used up: the next stage would take it for a repeated one. So it goes to
 * events.parsed, where consent is decided anew, under a new epoch and a source partition that no raw topic has. The audit
 * counts both as raw events that came in.
 */
import { DeadLetterForm, type Epoch, entryLengthMax, writeBatch, writeEntry } from '@pixel-relay/contracts';
import type { OutgoingRecord } from '@pixel-relay/kafka';
import { REDRIVEN_PARTITION, topics } from '@pixel-relay/stage';
import { placeText } from '../place.ts';
import { redrivenEvent } from './redriven-event.ts';
import type { Selected } from './select-letters.ts';

const BATCH_EVENTS_MAX = 500;
const BATCH_BYTES_MAX = 512 << 10;

/** One send: consecutive letters of one partition. */
export interface RedriveSend {
  readonly topic: string;
  readonly partition: number;
  readonly letters: readonly Selected[];
  readonly records: readonly OutgoingRecord[];
}

export const targetOf = ({ letter }: Selected): string =>
  letter.form === DeadLetterForm.RAW_JSON ? topics.raw : topics.parsed;

/** @param mintEpoch a new one for each partition of events.parsed, since offsets begin at 0 in each */
export function redriveSends(
  letters: readonly Selected[],
  partitions: { readonly raw: number; readonly parsed: number },
  mintEpoch: () => Epoch,
): RedriveSend[] {
  const byTarget = new Map<string, { topic: string; partition: number; letters: Selected[] }>();
  for (const selected of letters) {
    const topic = targetOf(selected);
    const count = topic === topics.raw ? partitions.raw : partitions.parsed;
    const partition = selected.summary.source!.partition % count;
    const key = `${topic}/${partition}`;
    const target = byTarget.get(key);
    if (target === undefined) byTarget.set(key, { topic, partition, letters: [selected] });
    else target.letters.push(selected);
  }
  return [...byTarget.values()].flatMap(target => {
    const chunks = inChunks(target.letters);
    if (target.topic === topics.raw)
      return chunks.map(chunk => ({ ...target, letters: chunk, records: chunk.map(rawRecord) }));
    const epoch = mintEpoch();
    let first = 0;
    return chunks.map(chunk => {
      const records = [batchRecord(chunk, epoch, first)];
      first += chunk.length;
      return { ...target, letters: chunk, records };
    });
  });
}

const rawRecord = ({ place, letter: { key, original } }: Selected): OutgoingRecord => ({
  key: key == null ? null : Buffer.from(key),
  value: Buffer.from(original!),
  headers: { redriven: Buffer.from(placeText(place)) },
});

function batchRecord(chunk: readonly Selected[], epoch: Epoch, firstOffset: number): OutgoingRecord {
  const entries = chunk.map(({ letter }, i) => {
    const event = redrivenEvent(Buffer.from(letter.original!), firstOffset + i);
    const entry = Buffer.alloc(entryLengthMax(event.length));
    return entry.subarray(0, writeEntry(entry, 0, event, Buffer.alloc(0)));
  });
  const source = {
    topic: topics.deadLetter,
    epoch,
    partition: REDRIVEN_PARTITION,
    firstOffset,
    nextOffset: firstOffset + chunk.length,
    oldestReceivedMs: 0, // stages read it in the events
  };
  return { key: null, value: writeBatch(source, Buffer.concat(entries), []) };
}

function inChunks(letters: readonly Selected[]): Selected[][] {
  const chunks: Selected[][] = [];
  let bytes = 0;
  for (const letter of letters) {
    const { originalBytes } = letter.summary;
    const last = chunks.at(-1);
    if (last === undefined || last.length >= BATCH_EVENTS_MAX || bytes + originalBytes > BATCH_BYTES_MAX) {
      chunks.push([letter]);
      bytes = originalBytes;
    } else {
      last.push(letter);
      bytes += originalBytes;
    }
  }
  return chunks;
}
