import { KafkaAdmin } from './admin.ts';
import { KafkaGroupConsumer } from './group/group-consumer.ts';
import { BrokerUnreachableError } from './log-errors.ts';
import type {
  ConsumeOptions,
  GroupConsumer,
  GroupHandler,
  Log,
  LogProducer,
  ProducerOptions,
  TailOptions,
  TopicTail,
} from './log.ts';
import type { ConnectKafkaOptions } from './options.ts';
import { KafkaProducer } from './producer.ts';
import { KafkaTail } from './tail.ts';
import { plainError } from './wire/broker-failure.ts';
import { newCluster, newKafka } from './wire/kafkajs.ts';

const tailTimeoutMs = 10_000;
const requestTimeoutMinMs = 1_000;

/**
 * The log on Kafka. Resolves when a broker has answered.
 * @throws BrokerUnreachableError after a few tries; Error when kafkajs has another version than the one built for
 */
export async function connectKafka(options: ConnectKafkaOptions): Promise<Log> {
  const admin = newKafka(options, options.requestTimeoutMs ?? 30_000).admin();
  try {
    await admin.connect();
    // kafkajs is content with a connection; this needs an answer.
    await admin.describeCluster();
  } catch (error) {
    await admin.disconnect().catch(() => {});
    const plain = plainError(error, `connecting to ${options.brokers.join(', ')}`);
    throw plain instanceof BrokerUnreachableError
      ? plain
      : new BrokerUnreachableError(plain.message, 'Check the brokers, tls and sasl options.', error);
  }
  return new KafkaLog(options, new KafkaAdmin(admin, options.topicPrefix ?? '', options.clock));
}

/** Everything it starts has connections of its own: a fetch that waits, or a join, holds up nothing else. */
class KafkaLog implements Log {
  readonly admin: KafkaAdmin;
  private readonly options: ConnectKafkaOptions;
  private readonly closers = new Set<() => Promise<void>>();

  constructor(options: ConnectKafkaOptions, admin: KafkaAdmin) {
    this.options = options;
    this.admin = admin;
  }

  async consume(options: ConsumeOptions, handler: GroupHandler): Promise<GroupConsumer> {
    // A heartbeat that is not answered must be given up before it costs the session.
    const timeoutMs = Math.max(requestTimeoutMinMs, Math.floor(options.sessionTimeoutMs / 2));
    const consumer = new KafkaGroupConsumer(newCluster(this.options, timeoutMs), options, handler, this.options);
    this.closeLater(() => consumer.stop(), consumer.ended);
    await consumer.started;
    return consumer;
  }

  async tail(options: TailOptions): Promise<TopicTail> {
    const tail = await KafkaTail.open(newCluster(this.options, tailTimeoutMs), options, this.options);
    this.closeLater(() => tail.close(), tail.ended);
    return tail;
  }

  async producer(options: ProducerOptions): Promise<LogProducer> {
    const cluster = newCluster(this.options, Math.max(requestTimeoutMinMs, options.sendTimeoutMs));
    try {
      await cluster.connect();
    } catch (error) {
      throw plainError(error, 'connecting a producer');
    }
    const producer = new KafkaProducer(cluster, this.options.topicPrefix ?? '', options, this.options.clock);
    this.closeLater(() => producer.close(), producer.closed);
    return producer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.closers].map(close => close()));
    await this.admin.close();
  }

  /** Forgotten when it ends by itself, so that a long-lived log does not collect what it once started. */
  private closeLater(close: () => Promise<void>, ended: Promise<void>): void {
    this.closers.add(close);
    const forget = (): void => void this.closers.delete(close);
    ended.then(forget, forget);
  }
}
