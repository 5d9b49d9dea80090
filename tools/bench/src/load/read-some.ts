import type { Log, LogRecord } from '@pixel-relay/kafka';

export interface PlacedRecord extends LogRecord {
  readonly partition: number;
}

/** The first records of a topic, as they come: up to `max`, fewer where it holds fewer. */
export async function readSome(log: Log, topic: string, max: number): Promise<PlacedRecord[]> {
  const some: PlacedRecord[] = [];
  const enough = Promise.withResolvers<void>();
  const tail = await log.tail({
    topic,
    onRecords: (partition, records) => {
      for (const { offset, timestampMs, key, value, headers } of records)
        if (some.length < max) some.push({ partition, offset, timestampMs, key, value, headers });
      if (some.length >= max) enough.resolve();
    },
  });
  await Promise.race([enough.promise, tail.caughtUp, tail.ended]);
  await tail.close();
  return some;
}
