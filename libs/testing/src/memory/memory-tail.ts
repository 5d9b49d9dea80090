import { ConsumerDeadError, TopicMissingError, type TailOptions, type TopicTail } from '@pixel-relay/kafka';
import type { Connection } from './connection.ts';
import type { InMemoryCluster } from './in-memory-cluster.ts';
import { waitForChange } from './wait-for-change.ts';

/** how much one call of onRecords gets at most */
const READ_BYTES_MAX = 1024 * 1024;
/** how often a partition that has nothing new looks around, for partitions that were added too */
const LOOK_AROUND_MS = 250;

/** Reads every partition of a topic from its start, and goes on. What cannot be read holds its partition for good. */
export class MemoryTail implements TopicTail {
  readonly caughtUp: Promise<void>;
  readonly ended: Promise<void>;
  readonly #cluster: InMemoryCluster;
  readonly #connection: Connection;
  readonly #options: TailOptions;
  readonly #wakers = new Map<number, () => void>();
  readonly #caughtUp = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  readonly #unhook: () => void;
  #behind: number;
  #open = true;
  #reading = 0;

  constructor(cluster: InMemoryCluster, connection: Connection, options: TailOptions) {
    this.#cluster = cluster;
    this.#connection = connection;
    this.#options = options;
    this.caughtUp = this.#caughtUp.promise;
    this.ended = this.#ended.promise;
    // Whoever wants to know awaits them; nobody has to.
    this.caughtUp.catch(() => undefined);
    this.ended.catch(() => undefined);
    this.#unhook = connection.whenCrashed(() => this.#stop());
    const ends = cluster.topicPartitions(options.topic).map(log => log.end);
    this.#behind = ends.length;
    for (const end of ends) this.#start(end);
  }

  async close(): Promise<void> {
    this.#stop();
    this.#caughtUp.reject(new ConsumerDeadError('the tail was closed before it caught up', 'tail again'));
    this.#ended.resolve();
  }

  #stop(): void {
    this.#open = false;
    this.#unhook();
    for (const wake of this.#wakers.values()) wake();
  }

  #start(oldEnd: number): void {
    this.#read(this.#reading++, oldEnd).catch((error: unknown) => {
      this.#stop();
      this.#caughtUp.reject(error);
      this.#ended.reject(error);
    });
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
      if (position > log.end) throw new ConsumerDeadError(`topic ${topic} was made anew`, 'tail again');
      const fetched = log.unreadableAt(position) ? null : log.read(position, READ_BYTES_MAX);
      if (!fetched) {
        await waitForChange(this.#connection.clock, log, LOOK_AROUND_MS, wake => this.#wakers.set(partition, wake));
        if (partition === 0 && this.#open) this.#readAdded();
        continue;
      }
      await this.#connection.homeward();
      if (!this.#open) return;
      if (fetched.records.length > 0) await onRecords(partition, fetched.records);
      position = fetched.next;
    }
  }

  #readAdded(): void {
    while (this.#reading < this.#cluster.topicPartitions(this.#options.topic).length) {
      this.#behind++;
      this.#start(0);
    }
  }
}
