import { ConsumerDeadError, TopicMissingError, type TailOptions, type TopicTail } from '@pixel-relay/kafka';
import type { Connection } from './connection.ts';
import type { InMemoryCluster } from './in-memory-cluster.ts';
import { waitForChange } from './wait-for-change.ts';

/** how much one call of onRecords gets at most */
const READ_BYTES_MAX = 1024 * 1024;
/** how often partitions that were added later are looked for */
const LOOK_AGAIN_MS = 500;

/** Reads every partition of a topic from its start, and goes on. */
export class MemoryTail implements TopicTail {
  readonly caughtUp: Promise<void>;
  readonly ended: Promise<void>;
  readonly #cluster: InMemoryCluster;
  readonly #connection: Connection;
  readonly #options: TailOptions;
  readonly #wakers = new Map<number, () => void>();
  readonly #caughtUp = Promise.withResolvers<void>();
  #behind: number;
  #open = true;

  constructor(cluster: InMemoryCluster, connection: Connection, options: TailOptions) {
    this.#cluster = cluster;
    this.#connection = connection;
    this.#options = options;
    this.caughtUp = this.#caughtUp.promise;
    const ends = cluster.topicPartitions(options.topic).map(log => log.end);
    this.#behind = ends.length;
    this.ended = Promise.all(ends.map((end, partition) => this.#read(partition, end)))
      .catch((error: unknown) => {
        this.#caughtUp.reject(error);
        throw error;
      })
      .then(() => this.#caughtUp.reject(new ConsumerDeadError('the tail was closed before it caught up', 'tail again')))
      .finally(() => this.#stop());
    // Whoever wants to know awaits them; nobody has to.
    this.caughtUp.catch(() => undefined);
    this.ended.catch(() => undefined);
    const unhook = connection.whenCrashed(() => this.#stop());
    void this.ended.finally(unhook).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#stop();
    await this.ended.catch(() => undefined);
  }

  #stop(): void {
    this.#open = false;
    for (const wake of this.#wakers.values()) wake();
  }

  /** `oldEnd`: where the partition ended when the tail began */
  async #read(partition: number, oldEnd: number): Promise<void> {
    const { topic, onRecords } = this.#options;
    let position = 0;
    let behind = true;
    while (this.#open) {
      if (behind && position >= oldEnd) {
        behind = false;
        if (--this.#behind === 0) this.#caughtUp.resolve();
      }
      await this.#connection.outward();
      const log = this.#cluster.partition(topic, partition);
      if (!log) throw new TopicMissingError(`topic ${topic} is gone`, 'create it and start again');
      const fetched = log.read(position, READ_BYTES_MAX);
      if (!fetched) {
        await waitForChange(this.#connection.clock, log, LOOK_AGAIN_MS, wake => this.#wakers.set(partition, wake));
        continue;
      }
      await this.#connection.homeward();
      if (!this.#open) return;
      if (fetched.records.length > 0) await onRecords(partition, fetched.records);
      // Above the end the topic was made anew: read it from its start.
      position = fetched.next > fetched.end ? 0 : fetched.next;
    }
  }
}
