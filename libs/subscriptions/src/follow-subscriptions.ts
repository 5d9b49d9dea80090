import type { Log, LogRecord, TopicTail } from '@pixel-relay/kafka';
import { readSubscriptionKey } from './subscription-key.ts';
import type { SubscriptionTable } from './subscription-table.ts';
import { TableContent } from './table-content.ts';

export interface FollowOptions {
  readonly log: Log;
  /** the compacted topic, with its prefix */
  readonly topic: string;
  /** default SUBSCRIPTIONS_MAX */
  readonly subscriptionsMax?: number;
  readonly logger?: TableLogger;
}

/** What is needed of a logger; pino's fits. */
export interface TableLogger {
  warn(fields: object, message: string): void;
}

/** Of a table, unless an option says otherwise: about 100 MiB. */
export const SUBSCRIPTIONS_MAX = 100_000;

/**
 * Reads the topic and goes on following it. Resolves once everything that was in it at the call is in the table, so that
 * no event meets a table that is still filling. Rejects when the topic cannot be read, or holds too many.
 */
export async function followSubscriptions(options: FollowOptions): Promise<SubscriptionTable> {
  const { log, topic, subscriptionsMax = SUBSCRIPTIONS_MAX, logger } = options;
  const content = new TableContent(subscriptionsMax);
  let unreadable = 0;

  const skip = (partition: number, record: LogRecord, why: string): void => {
    unreadable++;
    logger?.warn({ topic, partition, offset: record.offset }, `a subscription was skipped, and allows nothing: ${why}`);
  };
  const tail = await log.tail({
    topic,
    onRecords(partition, records) {
      for (const record of records) {
        const name = record.key === null ? null : readSubscriptionKey(record.key);
        if (name === null) skip(partition, record, 'its key is not a shop id, a NUL byte and a partner');
        else if (!content.apply({ ...name, value: record.value }))
          skip(partition, record, 'its value is not a Subscription of that shop and partner');
      }
    },
  });
  // Before the table is handed over nobody else looks at `ended`; its rejection arrives through the race.
  tail.ended.catch(() => undefined);
  try {
    await Promise.race([tail.caughtUp, endedEarly(tail, topic)]);
  } catch (error) {
    await tail.close();
    throw error;
  }
  return {
    get version() {
      return content.version;
    },
    get size() {
      return content.size;
    },
    get unreadable() {
      return unreadable;
    },
    forShop: shopId => content.forShop(shopId),
    onChange: listener => content.onChange(listener),
    entries: () => content.entries(),
    ended: tail.ended,
    close: () => tail.close(),
  };
}

async function endedEarly(tail: TopicTail, topic: string): Promise<never> {
  await tail.ended;
  throw new Error(`reading ${topic} ended before the subscriptions in it were known; start the stage again`);
}
