import {
  ConsumerDeadError,
  TopicMissingError,
  type ConsumeOptions,
  type Fetched,
  type GroupHandler,
} from '@pixel-relay/kafka';
import type { Connection } from './connection.ts';
import type { InMemoryCluster } from './in-memory-cluster.ts';
import type { MemoryLease } from './lease.ts';
import { lendRecords, type ReadRecords } from './lend-records.ts';
import type { PartitionLog } from './partition-log.ts';
import { waitForChange } from './wait-for-change.ts';

/** Past this a topic that is not there is taken for deleted. */
const MISSING_MAX_MS = 30_000;

/** What the loop asks of its consumer. */
export interface FetchGate {
  /** false: the loop ends */
  mayFetch(lease: MemoryLease): boolean;
  /** null: fetching is not paused; otherwise resolves when it may have changed */
  paused(): Promise<void> | null;
  /** a fetch failed in the way that makes the client join anew */
  rejoin(): void;
}

/** Fetches one partition and hands it over, batch by batch, until the lease may not fetch any more. */
export class PartitionFetcher {
  readonly #cluster: InMemoryCluster;
  readonly #connection: Connection;
  readonly #options: ConsumeOptions;
  readonly #lease: MemoryLease;
  readonly #gate: FetchGate;
  #missingSinceMs: number | null = null;

  constructor(
    cluster: InMemoryCluster,
    connection: Connection,
    options: ConsumeOptions,
    lease: MemoryLease,
    gate: FetchGate,
  ) {
    this.#cluster = cluster;
    this.#connection = connection;
    this.#options = options;
    this.#lease = lease;
    this.#gate = gate;
  }

  /** Rejects with what the handler rejects with, or when there is no going on. */
  async run(handler: GroupHandler): Promise<void> {
    const lease = this.#lease;
    while (this.#gate.mayFetch(lease)) {
      const paused = this.#gate.paused();
      if (paused) {
        await paused;
        continue;
      }
      const { seeks } = lease;
      const fetched = await this.#fetch(handler);
      // What was fetched for a place that is not wanted any more is dropped.
      if (!fetched || !this.#gate.mayFetch(lease) || this.#gate.paused() || lease.seeks !== seeks) continue;
      await handler.records(lease, fetched);
      lease.taken(fetched.next, seeks);
    }
  }

  /** null: nothing came, look again */
  async #fetch(handler: GroupHandler): Promise<Fetched | null> {
    const { topic, partition } = this.#lease;
    const { faults } = this.#cluster;
    await this.#connection.outward();
    if (faults.strike('fetch_rejoin', topic, partition)) {
      this.#gate.rejoin();
      return null;
    }
    if (faults.strike('fetch_failed', topic, partition)) {
      await this.#connection.clock.sleep(this.#options.fetchMaxWaitMs);
      return null;
    }
    const log = this.#cluster.partition(topic, partition);
    if (!log) return this.#missing();
    this.#missingSinceMs = null;
    const fetched = await this.#read(log, handler);
    if (!fetched) return null;
    const mayCut = !fetched.expired && fetched.next - fetched.from > 1;
    const cut = mayCut && faults.strike('fetch_cut', topic, partition) !== null;
    await this.#connection.homeward();
    return lendRecords(cut ? cutAt(fetched, this.#connection.clock.random()) : fetched);
  }

  /** What is at the position now, or after the long poll. */
  async #read(log: PartitionLog, handler: GroupHandler): Promise<ReadRecords | null> {
    const lease = this.#lease;
    const { topic, partition, position } = lease;
    const { fetchMaxBytes, fetchMaxBytesPerPartition, fetchMinBytes = 1, fetchMaxWaitMs } = this.#options;
    if (position > log.end) {
      throw new ConsumerDeadError(
        `${topic}/${partition} is read from offset ${position}, but ends at ${log.end}`,
        'the topic was made anew: start again',
      );
    }
    const unreadable = log.unreadableAt(position);
    if (unreadable) {
      const { seeks } = lease;
      handler.unreadable?.(lease, unreadable);
      while (this.#gate.mayFetch(lease) && lease.seeks === seeks) await this.#change(null, fetchMaxWaitMs);
      return null;
    }
    const bytesMax = Math.min(fetchMaxBytes, fetchMaxBytesPerPartition);
    const deadlineMs = this.#connection.clock.monotonic() + fetchMaxWaitMs;
    for (;;) {
      const fetched = log.read(position, bytesMax, fetchMinBytes);
      const leftMs = deadlineMs - this.#connection.clock.monotonic();
      if (fetched) return fetched;
      if (leftMs <= 0) return log.read(position, bytesMax);
      await this.#change(log, leftMs);
      if (log.removed || !this.#gate.mayFetch(lease) || this.#gate.paused() || lease.position !== position) return null;
    }
  }

  async #missing(): Promise<null> {
    const { clock } = this.#connection;
    this.#missingSinceMs ??= clock.monotonic();
    if (clock.monotonic() - this.#missingSinceMs > MISSING_MAX_MS) {
      throw new TopicMissingError(`topic ${this.#lease.topic} is gone`, 'create it and start again');
    }
    await this.#change(null, this.#options.fetchMaxWaitMs);
    return null;
  }

  #change(log: PartitionLog | null, withinMs: number): Promise<void> {
    return waitForChange(this.#connection.clock, log, withinMs, wake => (this.#lease.wake = wake));
  }
}

/** The same fetch, ended at one of its later offsets, whether or not a record is there. `share` in [0, 1). */
function cutAt(fetched: ReadRecords, share: number): ReadRecords {
  const width = fetched.next - fetched.from;
  const next = fetched.from + 1 + Math.floor(share * (width - 1));
  return { ...fetched, next, records: fetched.records.filter(record => record.offset < next) };
}
