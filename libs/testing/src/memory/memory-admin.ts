import {
  LogError,
  TopicMissingError,
  type Committed,
  type LogAdmin,
  type TopicDeclaration,
  type TopicDescription,
} from '@pixel-relay/kafka';
import type { Connection } from './connection.ts';
import type { InMemoryCluster } from './in-memory-cluster.ts';

/** A group with members cannot be removed. */
export class GroupNotEmptyError extends LogError {
  readonly code = 'group_not_empty';
}

export class MemoryAdmin implements LogAdmin {
  readonly #cluster: InMemoryCluster;
  readonly #connection: Connection;

  constructor(cluster: InMemoryCluster, connection: Connection) {
    this.#cluster = cluster;
    this.#connection = connection;
  }

  clusterId(): Promise<string> {
    return this.#connection.request(() => this.#cluster.clusterId);
  }

  describe(topics: readonly string[]): Promise<Map<string, TopicDescription | null>> {
    return this.#connection.request(() => new Map(topics.map(topic => [topic, this.#cluster.describe(topic)])));
  }

  topics(): Promise<string[]> {
    return this.#connection.request(() => this.#cluster.topics());
  }

  ensure(topics: readonly TopicDeclaration[]): Promise<string[]> {
    return this.#connection.request(() =>
      topics.filter(declaration => this.#cluster.createTopic(declaration)).map(({ topic }) => topic),
    );
  }

  remove(topics: readonly string[]): Promise<void> {
    return this.#connection.request(() => {
      for (const topic of topics) this.#cluster.removeTopic(topic);
    });
  }

  offsets(
    topic: string,
  ): Promise<readonly { readonly partition: number; readonly start: number; readonly end: number }[]> {
    return this.#connection.request(() =>
      this.#partitions(topic).map(({ start, end }, partition) => ({ partition, start, end })),
    );
  }

  committed(groupId: string, topic: string): Promise<ReadonlyMap<number, Committed | null>> {
    return this.#connection.request(() => {
      const group = this.#cluster.group(groupId);
      return new Map(this.#partitions(topic).map((_, partition) => [partition, group.committed(topic, partition)]));
    });
  }

  removeGroup(groupId: string): Promise<void> {
    return this.#connection.request(() => {
      if (this.#cluster.group(groupId).members().length > 0) {
        throw new GroupNotEmptyError(`group ${groupId} has members`, 'stop its consumers first');
      }
      this.#cluster.removeGroup(groupId);
    });
  }

  #partitions(topic: string): ReturnType<InMemoryCluster['topicPartitions']> {
    const partitions = this.#cluster.topicPartitions(topic);
    if (partitions.length === 0)
      throw new TopicMissingError(`there is no topic ${topic}`, 'create it, or mend its name');
    return partitions;
  }
}
