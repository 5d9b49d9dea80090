import { systemClock } from '@pixel-relay/clock';
import type { Fetched, GroupHandler, Lease, Log, LogRecord, UnreadableRange } from '@pixel-relay/kafka';
import { UsageError } from '../context.ts';

/** What one look takes at most; it is held in memory. */
export const RECORDS_MAX = 1_000;
const BYTES_MAX = 64 << 20;

export interface Range {
  readonly topic: string;
  readonly partition: number;
  /** null: the last `count` offsets */
  readonly offset: number | null;
  /** at most RECORDS_MAX */
  readonly count: number;
}

export interface RangeRead {
  readonly records: readonly LogRecord[];
  readonly unreadable: readonly UnreadableRange[];
}

const CONSUME = {
  sessionTimeoutMs: 30_000,
  rebalanceTimeoutMs: 30_000,
  heartbeatIntervalMs: 3_000,
  fetchMaxWaitMs: 100,
  fetchMaxBytesPerPartition: 1 << 20,
  fetchMaxBytes: 4 << 20,
};

/**
 * Up to `count` records from an offset on, or until the end as it is now. Reads as a group of its own that commits nothing
 * and is removed again, so nobody else's group is touched. @throws UsageError when there is no such place, and what the
 * log throws
 */
export async function readRange(log: Log, { topic, partition, offset, count }: Range): Promise<RangeRead> {
  const bounds = (await log.admin.offsets(topic)).find(each => each.partition === partition);
  if (bounds === undefined) throw new UsageError(`${topic} has no partition ${partition}`);
  const { start, end } = bounds;
  if (start === end) return { records: [], unreadable: [] };
  const from = offset ?? Math.max(start, end - count);
  if (from < start || from >= end)
    throw new UsageError(`${topic}/${partition} has no offset ${from}: it begins at ${start} and ends at ${end - 1}`);

  const groupId = `relayctl-${systemClock.randomBytes(8).toString('hex')}`;
  const reader = new RangeReader(partition, from, end, count);
  const consumer = await log.consume({ ...CONSUME, groupId, topic }, reader);
  try {
    await Promise.race([reader.done, consumer.ended]);
  } finally {
    await consumer.stop();
    await log.admin.removeGroup(groupId);
  }
  return { records: reader.taken.slice(0, count), unreadable: reader.passed };
}

class RangeReader implements GroupHandler {
  readonly taken: LogRecord[] = [];
  readonly passed: UnreadableRange[] = [];
  private readonly finished = Promise.withResolvers<void>();
  private readonly partition: number;
  private readonly from: number;
  private readonly end: number;
  private readonly count: number;
  private bytes = 0;

  constructor(partition: number, from: number, end: number, count: number) {
    this.partition = partition;
    this.from = from;
    this.end = end;
    this.count = count;
  }

  get done(): Promise<void> {
    return this.finished.promise;
  }

  async joined(leases: readonly Lease[]): Promise<void> {
    // A rejoin begins again: what was taken is dropped with the lease that it was taken under.
    this.taken.length = 0;
    this.passed.length = 0;
    this.bytes = 0;
    for (const lease of leases) if (lease.partition === this.partition) lease.seek(this.from);
  }

  async records(lease: Lease, fetched: Fetched): Promise<void> {
    // Of the other partitions no more than one fetch.
    if (lease.partition !== this.partition) return this.done;
    this.taken.push(...fetched.records);
    this.bytes += fetched.records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
    this.finishAt(fetched.next);
  }

  async revoking(): Promise<void> {}

  unreadable(lease: Lease, range: UnreadableRange): void {
    if (lease.partition !== this.partition) return;
    this.passed.push(range);
    lease.seek(range.next);
    this.finishAt(range.next);
  }

  private finishAt(next: number): void {
    const found = this.taken.length + this.passed.length;
    if (next >= this.end || found >= this.count || this.bytes >= BYTES_MAX) this.finished.resolve();
  }
}
