import type { Subscription } from '@pixel-relay/contracts';
import type { Log, OutgoingRecord } from '@pixel-relay/kafka';
import { checkSubscription } from './check-subscription.ts';
import { encodeSubscription } from './encode-subscription.ts';
import { partitionOfKey } from './record-partition.ts';
import { subscriptionKey, type SubscriptionName } from './subscription-key.ts';

/** One of the subscriptions is not valid, so none was written. `problems` says what to change. */
export class InvalidSubscriptionsError extends Error {
  override readonly name = 'InvalidSubscriptionsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`nothing was written, mend this first:\n${problems.join('\n')}`);
    this.problems = problems;
  }
}

const SEND_TIMEOUT_MS = 30_000;
/** Records in one send; keeps a request well below a broker's default bound of 1 MiB. */
const RECORDS_PER_SEND_MAX = 500;
const BYTES_PER_SEND_MAX = 512 * 1024;

/**
 * Writes subscriptions, all checked before the first is written. Stages take them up within moments. Writing the same
 * ones again changes nothing. @throws InvalidSubscriptionsError, and what the log throws
 */
export async function applySubscriptions(
  log: Log,
  topic: string,
  subscriptions: readonly Subscription[],
): Promise<void> {
  const problems = subscriptions.flatMap((subscription, index) =>
    checkSubscription(subscription).map(sentence => `subscription ${index + 1}: ${sentence}`),
  );
  if (problems.length > 0) throw new InvalidSubscriptionsError(problems);
  await write(
    log,
    topic,
    subscriptions.map(subscription => ({
      key: subscriptionKey(subscription.shopId ?? '', subscription.partner ?? ''),
      value: encodeSubscription(subscription),
    })),
  );
}

/** Ends subscriptions for good: a tombstone for each. */
export async function removeSubscriptions(log: Log, topic: string, names: readonly SubscriptionName[]): Promise<void> {
  await write(
    log,
    topic,
    names.map(({ shopId, partner }) => ({ key: subscriptionKey(shopId, partner), value: null })),
  );
}

async function write(log: Log, topic: string, records: readonly (OutgoingRecord & { key: Buffer })[]): Promise<void> {
  const partitions = (await log.admin.describe([topic])).get(topic)?.partitions;
  if (partitions === undefined)
    throw new Error(`the topic ${topic} does not exist: make it with "relayctl topics ensure"`);
  const producer = await log.producer({ compression: 'none', sendTimeoutMs: SEND_TIMEOUT_MS });
  try {
    const byPartition = Map.groupBy(records, ({ key }) => partitionOfKey(key, partitions));
    for (const [partition, own] of byPartition)
      for (const some of slices(own)) await producer.send(topic, partition, some);
  } finally {
    await producer.close();
  }
}

function* slices(records: readonly OutgoingRecord[]): Generator<OutgoingRecord[]> {
  let slice: OutgoingRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = (record.key?.length ?? 0) + (record.value?.length ?? 0);
    if (slice.length === RECORDS_PER_SEND_MAX || (slice.length > 0 && bytes + size > BYTES_PER_SEND_MAX)) {
      yield slice;
      slice = [];
      bytes = 0;
    }
    slice.push(record);
    bytes += size;
  }
  if (slice.length > 0) yield slice;
}
