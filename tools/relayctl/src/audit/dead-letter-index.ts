/** Which events and deliveries have a dead letter: by key alone, since a letter can be there more than once. */
import { type Epoch, epochText } from '@pixel-relay/contracts';
import type { Log, LogRecord } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import { readToEnd } from '../read-to-end.ts';

/** Distinct events remembered; about 40 bytes each. Past it the index says that it is not whole. */
export const LETTERS_MAX = 2_000_000;

export class DeadLetterIndex {
  /** false: the topic has begun to delete, or holds more than the index may */
  whole = true;
  /** letters of deliveries (event x partner); repeated ones count again */
  deliveries = 0;
  /** letters of records that were no batches */
  strays = 0;
  /** distinct events */
  events = 0;
  private readonly offsets = new Map<string, Set<number>>();
  private readonly lettersMax: number;

  constructor(lettersMax = LETTERS_MAX) {
    this.lettersMax = lettersMax;
  }

  /** Distinct events of a raw partition in [base, next) that have a letter under one of these epochs. */
  countEvents(epochs: readonly Epoch[], partition: number, base: number, next: number): number {
    const found = new Set<number>();
    for (const epoch of epochs)
      for (const offset of this.offsets.get(`${epochText(epoch)}/${partition}`) ?? [])
        if (offset >= base && offset < next) found.add(offset);
    return found.size;
  }

  add({ key }: Pick<LogRecord, 'key'>): void {
    // Of an event: epoch/partition/offset/stage, of a delivery with /partner behind it; anything else is a stray's.
    const [, epoch, partition, offset, partner] =
      /^([0-9a-f]{16})\/(\d+)\/(\d+)\/[^/]+(?:\/(.*))?$/s.exec(key?.toString() ?? '') ?? [];
    if (epoch === undefined) this.strays++;
    else if (partner !== undefined) this.deliveries++;
    else this.addEvent(`${epoch}/${partition}`, Number(offset));
  }

  private addEvent(source: string, offset: number): void {
    let known = this.offsets.get(source);
    if (known === undefined) this.offsets.set(source, (known = new Set()));
    if (known.has(offset)) return;
    if (this.events >= this.lettersMax) this.whole = false;
    else {
      known.add(offset);
      this.events++;
    }
  }
}

/** Read after the commits: a letter is in the topic before its event is accounted for. */
export async function indexDeadLetters(log: Log, lettersMax = LETTERS_MAX): Promise<DeadLetterIndex> {
  const index = new DeadLetterIndex(lettersMax);
  await readToEnd(log, topics.deadLetter, (_, records) => {
    for (const record of records) index.add(record);
  });
  if ((await log.admin.offsets(topics.deadLetter)).some(({ start }) => start > 0)) index.whole = false;
  return index;
}
