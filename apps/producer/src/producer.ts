import { commonRules, retryTiers, type StageContext, type StageDefinition, topics } from '@pixel-relay/stage';
import { followSubscriptions } from '@pixel-relay/subscriptions';
import { Delivery } from './delivery/delivery.ts';
import type { DeliveryLimits } from './delivery/delivery-options.ts';
import { DeliveryProcessor } from './delivery-processor.ts';
import { meterDeliveries } from './meter-deliveries.ts';
import { RetryLanes } from './parking/retry-lanes.ts';
import { RetryTopics } from './parking/retry-topics.ts';
import { SerialProducer } from './parking/serial-producer.ts';
import { TopicParking } from './parking/topic-parking.ts';
import { type ProducerOptions, producerOptions } from './producer.options.ts';
import { deliveryRoutes } from './route-deliveries.ts';
import { secretResolver } from './webhook/resolve-secret.ts';

/** Requests under way when the stage ends get this long; what they carried is delivered again by the next owner. */
const CLOSE_DEADLINE_MS = 1_000;
const PARK_AGAIN_AFTER_MS = 1_000;

/**
 * Allowed events in, deliveries out: for each partner that the verdict allows, the event in the partner's form, to the
 * destination that its subscription names. Consent is looked at again as each request is made. A slow destination holds
 * back nobody else; a delivery that takes too long waits in a retry topic, which this process reads too, and one that
 * cannot be made is dead-lettered with the event's bytes.
 */
export const producerStage: StageDefinition<ProducerOptions> = {
  name: 'producer',
  does: 'delivers allowed events to the destinations of the subscriptions',
  options: producerOptions,
  rules: commonRules,
  topology: {
    input: { topic: topics.augmented, form: 'batches' },
    outputTopic: null,
    deadLetterTopic: topics.deadLetter,
  },
  alsoNeeds: [topics.subscriptions, ...retryTiers.map(({ topic }) => topic)],
  assemble: async context => {
    const { log, logger, values, clock, fail, telemetry } = context;
    const table = await followSubscriptions({
      log,
      topic: topics.subscriptions,
      subscriptionsMax: values.subscriptionsMax,
      logger,
    });
    table.ended.catch(fail);
    const { compression, sendTimeoutMs } = values;
    const producer = new SerialProducer(await log.producer({ compression, sendTimeoutMs }));
    const delivery = new Delivery({
      limits: limitsOf(values),
      table,
      route: routesOf(context),
      clock,
      logger,
      observer: meterDeliveries(telemetry, clock),
      parking: await parkingOf(context, producer),
    });
    const { name: stage, topology } = producerStage;
    const { deadLetterTopic } = topology;
    const retries = await RetryTopics.start({
      stage,
      deadLetterTopic,
      values,
      log,
      producer,
      delivery,
      clock,
      logger,
      fail,
    });
    telemetry.metrics.deliveriesWaiting.observe(report => {
      for (const { topic, deliveries } of retries.waiting())
        report(deliveries, { 'messaging.destination.name': `${values.topicPrefix}${topic}` });
    });
    return {
      processor: new DeliveryProcessor(delivery, values.parkAfterMs > 0, values.inFlightBytesMax),
      pool: {
        status: () => delivery.poolStatus(),
        resize: (workers, by = '') => delivery.setWorkers(workers, by),
      },
      deliveries: () => delivery.totals(),
      oldestDelivery: () => delivery.oldest(),
      beside: retries,
      close: async () => {
        await delivery.close({ deadlineMs: CLOSE_DEADLINE_MS });
        await table.close();
        await producer.close();
      },
    };
  },
};

async function parkingOf(
  { log, values, clock, logger }: StageContext<ProducerOptions>,
  producer: SerialProducer,
): Promise<TopicParking> {
  const described = await log.admin.describe(retryTiers.map(({ topic }) => topic));
  const partitions = new Map([...described].map(([topic, found]) => [topic, found?.partitions ?? 1]));
  const { sendBytesMax, sendRetryDelayMs: retryDelayMs, sendTimeoutMs: giveUpMs } = values;
  const lanes = new RetryLanes({ clock, producer, sendBytesMax, retryDelayMs, giveUpMs, logger });
  const limits = {
    // What is in the retry topics is worked off also where nothing more is parked.
    afterMs: values.parkAfterMs || PARK_AGAIN_AFTER_MS,
    attemptsMax: values.parkedAttemptsMax,
    windowMs: values.deliveryWindowMs,
  };
  return new TopicParking(limits, lanes, clock, partitions);
}

function routesOf({ log, clock, producer, values }: StageContext<ProducerOptions>): ReturnType<typeof deliveryRoutes> {
  return deliveryRoutes({
    clock,
    admin: log.admin,
    producer,
    resolveSecret: secretResolver(process.env),
    webhook: {
      concurrencyMax: values.webhookConcurrencyMax,
      timeoutMs: values.webhookTimeoutMs,
      connectTimeoutMs: values.webhookConnectTimeoutMs,
      secretTtlMs: values.secretTtlMs,
      allowPrivateDestinations: values.allowPrivateDestinations,
      requestBytesMax: values.requestBytesMax,
    },
    topic: {
      eventsPerRequestMax: values.topicEventsPerRequestMax,
      requestBytesMax: values.requestBytesMax,
      topicsMax: values.topicsMax,
    },
  });
}

const limitsOf = (values: ProducerOptions): DeliveryLimits => ({
  workers: values.workers,
  queueMax: values.queueMax,
  jobTimeoutMs: values.jobTimeoutMs,
  inFlightMax: values.inFlightMax,
  inFlightBytesMax: values.inFlightBytesMax,
  destinationsMax: values.destinationsMax,
  attemptsMax: values.attemptsMax,
  partnersCountedMax: values.partnersCountedMax,
  pace: {
    retry: { baseMs: values.retryBaseMs, maxMs: values.retryMaxMs },
    breakerFailures: values.breakerFailures,
    pause: { baseMs: values.pauseBaseMs, maxMs: values.pauseMaxMs },
    retryAfterMaxMs: values.retryAfterMaxMs,
  },
});
