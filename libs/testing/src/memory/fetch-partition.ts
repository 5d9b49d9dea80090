import type { ConsumeOptions, Fetched, GroupHandler } from '@pixel-relay/kafka';
import type { Connection } from './connection.ts';
import type { InMemoryCluster } from './in-memory-cluster.ts';
import type { MemoryLease } from './lease.ts';
import { waitForChange } from './wait-for-change.ts';

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

  /** Rejects with what the handler rejects with. */
  async run(handler: GroupHandler): Promise<void> {
    const lease = this.#lease;
    while (this.#gate.mayFetch(lease)) {
      const paused = this.#gate.paused();
      if (paused) {
        await paused;
        continue;
      }
      const { seeks } = lease;
      const fetched = await this.#fetch();
      // What was fetched for a place that is not wanted any more is dropped.
      if (!fetched || !this.#gate.mayFetch(lease) || this.#gate.paused() || lease.seeks !== seeks) continue;
      await handler.records(lease, fetched);
      lease.taken(fetched.next, seeks);
      // Above the end there is nothing until the holder seeks or the log grows.
      if (fetched.next === fetched.from && lease.seeks === seeks) await this.#longPoll();
    }
  }

  /** null: nothing came, look again */
  async #fetch(): Promise<Fetched | null> {
    const { topic, partition } = this.#lease;
    const { fetchMaxBytes, fetchMaxBytesPerPartition } = this.#options;
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
    const bytesMax = Math.min(fetchMaxBytes, fetchMaxBytesPerPartition);
    const fetched = this.#cluster.partition(topic, partition)?.read(this.#lease.position, bytesMax);
    if (!fetched) {
      await this.#longPoll();
      return null;
    }
    const mayCut = !fetched.expired && fetched.next - fetched.from > 1;
    const cut = mayCut && faults.strike('fetch_cut', topic, partition) !== null;
    await this.#connection.homeward();
    return cut ? cutAt(fetched, this.#connection.clock.random()) : fetched;
  }

  #longPoll(): Promise<void> {
    const { topic, partition } = this.#lease;
    const log = this.#cluster.partition(topic, partition);
    const { fetchMaxWaitMs } = this.#options;
    return waitForChange(this.#connection.clock, log, fetchMaxWaitMs, wake => (this.#lease.wake = wake));
  }
}

/** The same fetch, ended at one of its later offsets, whether or not a record is there. `share` in [0, 1). */
function cutAt(fetched: Fetched, share: number): Fetched {
  const width = fetched.next - fetched.from;
  const next = fetched.from + 1 + Math.floor(share * (width - 1));
  return { ...fetched, next, records: fetched.records.filter(record => record.offset < next) };
}
