import type { Fetched, LogRecord } from '@pixel-relay/kafka';

/** What a partition's log gave, whose bytes are the log's own. */
export type ReadRecords = Omit<Fetched, 'release'>;

/** What released bytes are overwritten with: no JSON, no batch, and no text of anybody's. */
const RELEASED = 0xfe;

/**
 * The records with bytes of their own, which are of no use once they are released: whoever looks at them afterwards finds
 * that out here, as he would when another fetch is decompressed over them.
 */
export function lendRecords(read: ReadRecords): Fetched {
  const records = read.records.map(lend);
  return {
    ...read,
    records,
    release: () => {
      for (const { key, value } of records) {
        key?.fill(RELEASED);
        value?.fill(RELEASED);
      }
    },
  };
}

const lend = (record: LogRecord): LogRecord => ({
  ...record,
  key: record.key && Buffer.from(record.key),
  value: record.value && Buffer.from(record.value),
});
