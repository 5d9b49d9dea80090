import type { Log, LogRecord, RecordHeaders } from '@pixel-relay/kafka';

/** One event as it stands in a partner's topic. */
export interface TopicEvent {
  /** header ce_id */
  readonly id: string;
  /** header ce_type */
  readonly type: string;
  readonly key: string | null;
  readonly partition: number;
  /** of its first copy */
  readonly offset: number;
  /** how often it is in the topic */
  copies: number;
}

export interface CollectOptions {
  /** distinct events remembered; more end the collection. 5 million by default */
  readonly idsMax?: number;
  /** called for every readable record, copies too, in order within a partition */
  readonly onEvent?: (event: TopicEvent, record: LogRecord) => void;
}

export interface PartnerTopic {
  /** by id, those of one key in the order of the log; live */
  readonly received: ReadonlyMap<string, TopicEvent>;
  /** all records, copies and unreadable ones too */
  readonly records: number;
  /** records that are not CloudEvents in binary form */
  readonly unreadable: number;
  /** resolves when what was in the topic at the start has been collected */
  readonly caughtUp: Promise<void>;
  /** resolves after close(); rejects when the collection cannot go on */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Collects what a partner's Kafka topic holds, from its start on. Rejects with the log's TopicMissingError. */
export async function collectPartnerTopic(
  log: Log,
  topic: string,
  options: CollectOptions = {},
): Promise<PartnerTopic> {
  const { idsMax = 5_000_000, onEvent } = options;
  const received = new Map<string, TopicEvent>();
  const count = { records: 0, unreadable: 0 };
  const take = (partition: number, record: LogRecord): void => {
    count.records += 1;
    const id = cloudEventId(record);
    if (id === null) {
      count.unreadable += 1;
      return;
    }
    let event = received.get(id);
    if (event === undefined) {
      if (received.size >= idsMax) throw new RangeError(`topic ${topic} has more than ${idsMax} events: raise idsMax`);
      const key = record.key === null ? null : record.key.toString('utf8');
      event = { id, type: headerText(record.headers, 'ce_type'), key, partition, offset: record.offset, copies: 0 };
      received.set(id, event);
    }
    event.copies += 1;
    onEvent?.(event, record);
  };
  const tail = await log.tail({
    topic,
    onRecords: (partition, records) => {
      for (const record of records) take(partition, record);
    },
  });
  return {
    received,
    get records() {
      return count.records;
    },
    get unreadable() {
      return count.unreadable;
    },
    caughtUp: tail.caughtUp,
    ended: tail.ended,
    close: () => tail.close(),
  };
}

/** Null unless the record has what CloudEvents 1.0 asks of its Kafka binding in binary mode. */
function cloudEventId({ headers, value }: LogRecord): string | null {
  const whole = headerText(headers, 'ce_type') !== '' && headerText(headers, 'ce_source') !== '' && value !== null;
  if (!whole || headerText(headers, 'ce_specversion') !== '1.0') return null;
  return headerText(headers, 'ce_id') || null;
}

function headerText(headers: RecordHeaders, name: string): string {
  const value = headers[name];
  return value instanceof Uint8Array ? value.toString('utf8') : '';
}
