import {
  TopicMissingError,
  type ConsumeOptions,
  type GroupConsumer,
  type GroupHandler,
  type Log,
  type LogAdmin,
  type LogProducer,
  type ProducerOptions,
  type TailOptions,
  type TopicTail,
} from '@pixel-relay/kafka';
import type { Connection } from './connection.ts';
import type { InMemoryCluster } from './in-memory-cluster.ts';
import { MemoryAdmin } from './memory-admin.ts';
import { MemoryConsumer } from './memory-consumer.ts';
import { MemoryProducer } from './memory-producer.ts';
import { MemoryTail } from './memory-tail.ts';

/** One process's connection to an InMemoryCluster. Several to one cluster are as many processes. */
export class InMemoryLog implements Log {
  readonly admin: LogAdmin;
  readonly #cluster: InMemoryCluster;
  readonly #connection: Connection;
  readonly #consumers: MemoryConsumer[] = [];
  readonly #tails: MemoryTail[] = [];
  readonly #producers: MemoryProducer[] = [];

  constructor(cluster: InMemoryCluster, connection: Connection) {
    this.#cluster = cluster;
    this.#connection = connection;
    this.admin = new MemoryAdmin(cluster, connection);
  }

  async consume(options: ConsumeOptions, handler: GroupHandler): Promise<GroupConsumer> {
    this.#mustExist(options.topic);
    const consumer = new MemoryConsumer(this.#cluster, this.#connection, options, handler);
    this.#consumers.push(consumer);
    await consumer.started;
    return consumer;
  }

  async tail(options: TailOptions): Promise<TopicTail> {
    this.#mustExist(options.topic);
    const tail = new MemoryTail(this.#cluster, this.#connection, options);
    this.#tails.push(tail);
    return tail;
  }

  async producer(options: ProducerOptions): Promise<LogProducer> {
    const producer = new MemoryProducer(this.#cluster, this.#connection, options);
    this.#producers.push(producer);
    return producer;
  }

  async close(): Promise<void> {
    if (this.#connection.crashed) return;
    this.thaw();
    await Promise.all(this.#consumers.map(it => it.stop()));
    await Promise.all([...this.#tails, ...this.#producers].map(it => it.close()));
  }

  /** The process stands still: nothing it asks is sent, no answer reaches it, no heartbeat leaves, until thaw(). */
  freeze(): void {
    this.#connection.freeze();
  }

  thaw(): void {
    this.#connection.thaw();
  }

  /** The process is killed: what waits for this log waits for ever, its leases are dead, and the group finds out by itself. */
  crash(): void {
    this.#connection.crash();
  }

  #mustExist(topic: string): void {
    if (!this.#cluster.describe(topic)) {
      throw new TopicMissingError(`there is no topic ${topic}`, 'create it, or mend its name');
    }
  }
}
