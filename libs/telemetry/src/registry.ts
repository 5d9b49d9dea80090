/** Every metric there is. A name that is not here is not exported; the reference page is made from this list. */
import { attribute, counter, gauge, histogram } from './metric.ts';

/** Seconds, from a queue's wait to a job's time limit. */
const JOB_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Seconds, from a healthy pipeline's milliseconds past the promise of five minutes to a day's outage. */
const AGE_SECONDS = [
  0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 180, 240, 300, 600, 1800, 3600, 21600, 86400,
];
const GC_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1];

const topic = attribute.bounded(16, 'topic, prefix included');
const partition = attribute.bounded(1024, 'partition number');
const quantile = attribute.oneOf('0.5', '0.99', '1');
const partner = attribute.bounded(128, 'partner of the subscription');

const KAFKA = { 'messaging.system': 'kafka' };

export const registry = {
  // what goes through
  eventsIn: counter({ name: 'pixelrelay_events_in_total', unit: '{event}', doc: 'Events taken by this stage.' }),
  eventsOut: counter({ name: 'pixelrelay_events_out_total', unit: '{event}', doc: 'Events handed to the next stage.' }),
  eventsEnded: counter({
    name: 'pixelrelay_events_ended_total',
    unit: '{event}',
    doc: 'Events that ended in this stage: denied by a consent rule, filtered, dead-lettered, absent from the log, or expired from it before they were read.',
    attributes: {
      outcome: attribute.oneOf('denied', 'filtered', 'dead', 'absent', 'expired'),
      reason: attribute.bounded(128, 'consent rule, or reason of the dead letter'),
    },
  }),
  recordsIn: counter({ name: 'pixelrelay_records_in_total', unit: '{record}', doc: 'Kafka records read.' }),
  recordsOut: counter({ name: 'pixelrelay_records_out_total', unit: '{record}', doc: 'Kafka records acknowledged.' }),
  bytesIn: counter({
    name: 'pixelrelay_bytes_in_total',
    unit: 'By',
    doc: 'Bytes of the values of records read, decompressed.',
  }),
  bytesOut: counter({
    name: 'pixelrelay_bytes_out_total',
    unit: 'By',
    doc: 'Bytes of the values of records acknowledged, before compression.',
  }),
  eventAge: histogram({
    name: 'pixelrelay_event_age_seconds',
    unit: 's',
    doc: 'From receipt at the edge to leaving this stage, one sample an event. The promise is 99 % below 300.',
    boundaries: AGE_SECONDS,
  }),

  // where it stands
  lagEvents: gauge({
    name: 'pixelrelay_lag_events',
    unit: '{event}',
    doc: 'Raw events between the newest batch in the input and the frontier.',
    attributes: { topic, partition },
  }),
  frontierAge: gauge({
    name: 'pixelrelay_frontier_age_seconds',
    unit: 's',
    doc: 'Age of the oldest event taken and not yet committed; 0 when nothing is in flight.',
    attributes: { topic, partition },
  }),
  commits: counter({
    name: 'pixelrelay_commits_total',
    unit: '1',
    doc: 'Commits, by what the broker answered.',
    attributes: { result: attribute.oneOf('ok', 'refused') },
  }),
  rebalances: counter({ name: 'pixelrelay_rebalances_total', unit: '1', doc: 'Joins of the group after the first.' }),

  // the worker pool
  poolWorkers: gauge({ name: 'pixelrelay_pool_workers', unit: '{worker}', doc: 'Workers of the pool.' }),
  poolBusy: gauge({ name: 'pixelrelay_pool_workers_busy', unit: '{worker}', doc: 'Workers that have a job.' }),
  poolQueued: gauge({ name: 'pixelrelay_pool_queued_jobs', unit: '{job}', doc: 'Jobs waiting for a worker.' }),
  poolQueuedBytes: gauge({ name: 'pixelrelay_pool_queued_bytes', unit: 'By', doc: 'Bytes of the waiting jobs.' }),
  poolOldestQueued: gauge({
    name: 'pixelrelay_pool_oldest_queued_seconds',
    unit: 's',
    doc: 'How long the oldest waiting job has waited; 0 when none waits.',
  }),
  poolWait: gauge({
    name: 'pixelrelay_pool_wait_seconds',
    unit: 's',
    doc: 'From admission of a job to its start, over the last half minute.',
    attributes: { quantile },
  }),
  poolRun: gauge({
    name: 'pixelrelay_pool_run_seconds',
    unit: 's',
    doc: 'From the start of a job to its end, over the last half minute.',
    attributes: { quantile },
  }),
  poolJobs: counter({
    name: 'pixelrelay_pool_jobs_total',
    unit: '{job}',
    doc: 'Jobs that ended, by how.',
    attributes: { outcome: attribute.oneOf('completed', 'failed', 'timed_out', 'crashed') },
  }),

  // deliveries
  deliveries: counter({
    name: 'pixelrelay_deliveries_total',
    unit: '{event}',
    doc: 'Deliveries (event x partner), by the class of the answer.',
    attributes: {
      partner,
      class: attribute.oneOf(
        'accepted',
        'rejected',
        'throttled',
        'unavailable',
        'timed_out',
        'unauthorized',
        'gone',
        'withdrawn',
      ),
    },
  }),
  deliveriesParked: counter({
    name: 'pixelrelay_deliveries_parked_total',
    unit: '{event}',
    doc: 'Deliveries handed to a retry topic, each time again.',
    attributes: { partner },
  }),
  deliveriesWaiting: gauge({
    name: 'pixelrelay_deliveries_waiting',
    unit: '{event}',
    doc: "Deliveries that wait in a retry topic, in this replica's partitions.",
    attributes: { 'messaging.destination.name': topic },
  }),
  deliveriesDead: counter({
    name: 'pixelrelay_deliveries_dead_total',
    unit: '{event}',
    doc: 'Deliveries given up and dead-lettered.',
    attributes: { partner },
  }),
  deliveryRequests: histogram({
    name: 'pixelrelay_delivery_request_seconds',
    unit: 's',
    doc: 'One request to a partner, from sending to the end of its answer.',
    attributes: { partner },
    boundaries: JOB_SECONDS,
  }),

  // OpenTelemetry's messaging conventions
  messagesSent: counter({
    name: 'messaging.client.sent.messages',
    unit: '{message}',
    doc: 'Kafka records that were tried to be sent.',
    fixed: { ...KAFKA, 'messaging.operation.name': 'send' },
    attributes: { 'messaging.destination.name': topic },
  }),
  messagesConsumed: counter({
    name: 'messaging.client.consumed.messages',
    unit: '{message}',
    doc: 'Kafka records that were delivered to this process.',
    fixed: { ...KAFKA, 'messaging.operation.name': 'poll' },
    attributes: { 'messaging.destination.name': topic },
  }),
  processDuration: histogram({
    name: 'messaging.process.duration',
    unit: 's',
    doc: 'Processing of one batch, from its admission to its acknowledged output.',
    fixed: { ...KAFKA, 'messaging.operation.name': 'process' },
    attributes: { 'messaging.destination.name': topic },
    boundaries: JOB_SECONDS,
  }),

  // the process
  processMemory: gauge({ name: 'process.memory.usage', unit: 'By', doc: 'Resident memory.' }),
  processCpu: counter({
    name: 'process.cpu.time',
    unit: 's',
    doc: 'CPU time of all threads.',
    attributes: { 'cpu.mode': attribute.oneOf('user', 'system') },
  }),
  loopDelay: gauge({
    name: 'nodejs.eventloop.delay.p99',
    unit: 's',
    doc: 'How late the event loop was, 99th percentile of the last seconds.',
  }),
  gc: histogram({
    name: 'v8js.gc.duration',
    unit: 's',
    doc: 'Pauses for garbage collection on the main thread.',
    attributes: { 'v8js.gc.type': attribute.oneOf('major', 'minor', 'incremental', 'weakcb') },
    boundaries: GC_SECONDS,
  }),
};

export type Registry = typeof registry;
