import type { Log, LogRecord } from '@pixel-relay/kafka';

/**
 * Hands over everything that is in the topic now, from its start, in order within a partition. Bounded by whoever takes it.
 * @throws what the log throws when the topic cannot be read
 */
export async function readToEnd(
  log: Log,
  topic: string,
  onRecords: (partition: number, records: readonly LogRecord[]) => void,
): Promise<void> {
  const tail = await log.tail({ topic, onRecords });
  // Nobody else looks at `ended` once it is caught up.
  tail.ended.catch(() => undefined);
  try {
    await Promise.race([tail.caughtUp, tail.ended]);
  } finally {
    await tail.close();
  }
}
