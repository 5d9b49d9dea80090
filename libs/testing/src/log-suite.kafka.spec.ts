import { systemClock } from '@pixel-relay/clock';
import { connectKafka } from '@pixel-relay/kafka';
import { sharedTestKafka } from '@pixel-relay/local-kafka';
import { Kafka, logLevel, type Admin, type Producer } from 'kafkajs';
import { describeLog } from './suite/describe-log.ts';

/** What the port cannot do is done by another client, as in the world: one for each act, which remembers no topic. */
async function asAdmin(brokers: string[], act: (admin: Admin) => Promise<unknown>): Promise<void> {
  const admin = new Kafka({ brokers, clientId: 'log-suite-admin', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await act(admin).finally(() => admin.disconnect());
}

async function asTransactor(brokers: string[], act: (producer: Producer) => Promise<unknown>): Promise<void> {
  const kafka = new Kafka({ brokers, clientId: 'log-suite-transactor', logLevel: logLevel.NOTHING });
  const transactionalId = `log-suite-${systemClock.randomBytes(4).toString('hex')}`;
  const producer = kafka.producer({ transactionalId, maxInFlightRequests: 1, idempotent: true });
  await producer.connect();
  await act(producer).finally(() => producer.disconnect());
}

describeLog('the log on Kafka', async () => {
  const { brokers } = await sharedTestKafka();
  const topicPrefix = `log-suite-${systemClock.randomBytes(4).toString('hex')}.`;
  return {
    connect: () =>
      connectKafka({
        ...{ brokers, topicPrefix, clientId: 'log-suite', clock: systemClock },
        ...{ connectionTimeoutMs: 5_000, maxDecompressedBytes: 16 * 1024 * 1024 },
      }),
    deleteRecords: (topic, partition, offset) =>
      asAdmin(brokers, async admin => {
        // Makes the client know the topic's leaders, which the next call does not do by itself.
        await admin.fetchTopicOffsets(topicPrefix + topic);
        const partitions = [{ partition, offset: String(offset) }];
        await admin.deleteTopicRecords({ topic: topicPrefix + topic, partitions });
      }),
    appendUnreadable: (topic, partition) =>
      asTransactor(brokers, async producer => {
        const transaction = await producer.transaction();
        await transaction.send({ topic: topicPrefix + topic, messages: [{ partition, value: 'aborted' }] });
        await transaction.abort();
      }),
    close: async () => undefined,
  };
});
