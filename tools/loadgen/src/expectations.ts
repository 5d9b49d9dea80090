import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { GeneratedRecord } from './event-stream.ts';
import { type ExpectedOutcome, expectedOutcomes } from './expected-outcome.ts';

/** One line of an expectations file: what should become of one raw record. */
export interface Expectation {
  readonly outcome: ExpectedOutcome;
  /** the event's id; of a record whose id cannot be read, `rawId` of its bytes (not unique); `tombstone` */
  readonly id: string;
  /** null: written without a key, so without an order (or with one that is not plain text) */
  readonly key: string | null;
  readonly partition: number;
  /** null: nobody knows whether the record is in the log (its send failed that way); it may come out once, or never */
  readonly offset: number | null;
  /** exactly these partners must have the event */
  readonly partners: readonly string[];
  /** what decided: a consent profile, a kind of damage, or '' */
  readonly why: string;
}

const FIRST_LINE = '# expectations 1: outcome, id, key, partition, offset, partners, why';
const FLUSH_CHARS = 1 << 18;
const nobody: readonly string[] = [];

/** Not an expectations file, or not of this version, or cut off in the middle of a line. */
export class ExpectationsUnreadableError extends Error {}

/**
 * Streams expectations to a file, one tab-separated line a record. Lines stand in the order in which the log took the
 * records of a partition, so those of one key are in the order in which partners should see them.
 */
export class ExpectationWriter {
  readonly #file: WriteStream;
  #lines = `${FIRST_LINE}\n`;
  #failure: Error | null = null;

  private constructor(file: WriteStream) {
    this.#file = file;
    file.on('error', error => (this.#failure = error));
  }

  /** Replaces the file if it exists. Rejects with the file system's error when it cannot be written. */
  static async open(path: string): Promise<ExpectationWriter> {
    const file = createWriteStream(path);
    await once(file, 'open');
    return new ExpectationWriter(file);
  }

  write(record: GeneratedRecord, offset: number | null): void {
    const key = record.key === null ? '-' : plainKey(record.key);
    const place = offset === null ? '?' : offset;
    this.#lines += `${record.outcome}\t${record.id}\t${key}\t${record.partition}\t${place}\t${record.partners.join(',')}\t${record.why}\n`;
  }

  /** Resolves when there is room for more; call it between batches. */
  async ready(): Promise<void> {
    if (this.#lines.length < FLUSH_CHARS) return;
    await this.#flush();
  }

  async close(): Promise<void> {
    await this.#flush();
    await new Promise<void>((resolve, reject) => {
      this.#file.once('error', reject);
      this.#file.end(() => resolve());
    });
  }

  async #flush(): Promise<void> {
    if (this.#failure) throw this.#failure;
    const lines = this.#lines;
    this.#lines = '';
    if (!this.#file.write(lines)) await once(this.#file, 'drain');
  }
}

/** Reads an expectations file line by line, in its order. Throws ExpectationsUnreadableError. */
export async function* readExpectations(path: string): AsyncGenerator<Expectation> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line += 1;
    if (line > 1) yield readLine(text, path, line);
    else if (text !== FIRST_LINE) {
      throw new ExpectationsUnreadableError(
        `${path} is no expectations file of this version: write it again with loadgen`,
      );
    }
  }
}

/** A key that would not survive as text is not told: its order is not checked. */
function plainKey(key: Buffer): string {
  const text = key.toString('latin1');
  return /^[!-~]+$/.test(text) ? text : '-';
}

function readLine(text: string, path: string, line: number): Expectation {
  const [outcome, id, key, partition, offset, partners, why, ...rest] = text.split('\t');
  if (
    why === undefined ||
    rest.length > 0 ||
    !(expectedOutcomes as readonly (string | undefined)[]).includes(outcome)
  ) {
    throw new ExpectationsUnreadableError(
      `${path}, line ${line}: not an expectation; the run that wrote it may have been cut off`,
    );
  }
  return {
    outcome: outcome as ExpectedOutcome,
    id: id!,
    key: key === '-' ? null : key!,
    partition: Number(partition),
    offset: offset === '?' ? null : Number(offset),
    partners: partners === '' ? nobody : partners!.split(','),
    why,
  };
}
