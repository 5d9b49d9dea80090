import { defineOptions, option, type OptionsOf } from '@pixel-relay/options';
import { commonOptions } from '@pixel-relay/stage';

const KIB = 1024;
const MIB = 1024 * KIB;

export const producerOptions = defineOptions({
  ...commonOptions,
  workers: option.int({
    default: 50,
    min: 1,
    max: 10_000,
    reloadable: true,
    doc: 'requests to partners under way at once, over all destinations',
    reason: "they wait, they do not compute: throughput is workers divided by a partner's latency",
  }),
  queueMax: option.int({ default: 200, min: 1, max: 100_000, doc: 'requests waiting for a worker' }),
  jobTimeoutMs: option.int({
    default: 20_000,
    min: 100,
    max: 600_000,
    doc: 'time limit of one request, over its own timeout',
  }),
  inFlightMax: option.int({
    default: 20_000,
    min: 1,
    max: 10_000_000,
    doc: 'deliveries (event x partner) admitted and not settled; intake waits at it',
  }),
  destinationsMax: option.int({
    default: 2_000,
    min: 1,
    max: 1_000_000,
    doc: 'destinations kept when idle, with their connections',
  }),
  attemptsMax: option.int({
    default: 8,
    min: 1,
    max: 1_000,
    doc: 'failed attempts after which a delivery is parked; with parkAfterMs 0 it is dead-lettered',
  }),
  parkAfterMs: option.int({
    default: 1_000,
    min: 0,
    max: 600_000,
    doc: 'how long a delivery may take before it is parked in a retry topic; 0: it is never parked, and holds its partition',
    reason: 'what is not settled holds the frontier, so one dead partner would hold everybody',
  }),
  parkedAttemptsMax: option.int({
    default: 50,
    min: 1,
    max: 10_000,
    doc: 'failed attempts after which a parked delivery is dead-lettered',
  }),
  deliveryWindowMs: option.int({
    default: 86_400_000,
    min: 1_000,
    max: 7 * 86_400_000,
    doc: 'time from the first attempt after which a parked delivery is dead-lettered',
    reason: "partners refuse events that are days old; the longest must be below the retry topics' retention",
  }),
  parkedInFlightMax: option.int({
    default: 2_000,
    min: 1,
    max: 1_000_000,
    doc: 'parked deliveries under way at once, over all retry topics',
  }),
  partnersCountedMax: option.int({
    default: 200,
    min: 1,
    max: 100_000,
    doc: 'partners counted by name; further ones are counted together',
  }),
  retryBaseMs: option.int({
    default: 500,
    min: 1,
    max: 3_600_000,
    doc: 'wait after the first failed attempt at most; doubled for each further one',
  }),
  retryMaxMs: option.int({ default: 30_000, min: 1, max: 86_400_000, doc: 'longest wait between two attempts' }),
  breakerFailures: option.int({
    default: 10,
    min: 1,
    max: 100_000,
    doc: 'failures in a row after which a destination pauses',
  }),
  pauseBaseMs: option.int({
    default: 1_000,
    min: 1,
    max: 3_600_000,
    doc: 'first pause of a failing destination at most',
  }),
  pauseMaxMs: option.int({ default: 60_000, min: 1, max: 86_400_000, doc: 'longest pause of a failing destination' }),
  retryAfterMaxMs: option.int({ default: 300_000, min: 1, max: 86_400_000, doc: 'longest Retry-After that is obeyed' }),
  requestBytesMax: option.int({ default: MIB, min: KIB, max: 64 * MIB, doc: 'bytes of events in one request' }),
  topicEventsPerRequestMax: option.int({
    default: 500,
    min: 1,
    max: 10_000,
    doc: "events of one send to a partner's topic",
  }),
  topicsMax: option.int({
    default: 1_000,
    min: 1,
    max: 100_000,
    doc: 'partner topics whose partitions are remembered',
  }),
  webhookConcurrencyMax: option.int({ default: 8, min: 1, max: 10_000, doc: 'requests to one webhook at once' }),
  webhookTimeoutMs: option.int({
    default: 15_000,
    min: 100,
    max: 300_000,
    doc: 'time limit of a webhook request whose subscription names none',
  }),
  webhookConnectTimeoutMs: option.int({
    default: 5_000,
    min: 100,
    max: 300_000,
    doc: 'time limit of connecting to a webhook',
  }),
  secretTtlMs: option.int({
    default: 60_000,
    min: 0,
    max: 86_400_000,
    doc: 'how long a signing key is used before its reference is read again',
  }),
  allowPrivateDestinations: option.flag({
    default: false,
    doc: 'let webhooks reach loopback and private addresses',
    reason: 'a subscription is not a way into our own network',
  }),
  subscriptionsMax: option.int({
    default: 100_000,
    min: 1,
    max: 10_000_000,
    doc: 'subscriptions held in memory; more stop the stage',
  }),
});

export type ProducerOptions = OptionsOf<typeof producerOptions>;
