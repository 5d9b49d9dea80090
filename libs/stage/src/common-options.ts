/** The options that every stage has, under the same names. */
import { defineOptions, option, type OptionsOf, type Rule } from '@pixel-relay/options';

const KIB = 1024;
const MIB = 1024 * KIB;

export const commonOptions = defineOptions({
  brokers: option.list({
    itemsMin: 1,
    pattern: /^[^\s:]+:\d+$/,
    patternSays: 'host:port',
    default: ['127.0.0.1:9092'],
    doc: 'Kafka brokers to begin with',
  }),
  topicPrefix: option.string({
    pattern: /^[\w.-]*$/,
    patternSays: 'letters, digits, dots, dashes and underscores',
    default: '',
    doc: 'put before every topic name',
    reason: 'demo, tests and shadow canaries live beside production on one cluster',
  }),
  groupId: option.string({
    lengthMax: 200,
    default: '',
    doc: 'consumer group; empty: topic prefix and stage name',
    reason: 'a renamed group sends everything again, so it is derived from names that stay',
  }),
  instance: option.string({
    lengthMax: 200,
    default: '',
    doc: 'name of this replica; empty: host name and process id',
  }),
  workers: option.int({
    default: 1,
    min: 1,
    max: 1000,
    reloadable: true,
    doc: 'workers of the pool',
  }),
  queueMax: option.int({
    default: 8,
    min: 1,
    max: 100_000,
    doc: 'jobs waiting for a worker before intake stops',
    reason: 'enough to keep workers busy between two fetches; more only adds age and memory',
  }),
  jobTimeoutMs: option.int({
    default: 10_000,
    min: 100,
    max: 600_000,
    doc: 'time limit of one job',
    reason: 'a batch takes milliseconds; past this the worker is taken for stuck',
  }),
  batchEventsMax: option.int({
    default: 500,
    min: 1,
    max: 10_000,
    doc: 'events of one batch; 1 writes a record per event, keyed by client id',
    reason: 'measured: a hop costs 3 to 5 us an event in batches, 15 to 20 us in single records',
  }),
  batchBytesMax: option.int({
    default: 512 * KIB,
    min: KIB,
    max: 16 * MIB,
    doc: 'bytes of one batch before compression, made from twice as much JSON; a larger event travels alone',
  }),
  fetchMaxWaitMs: option.int({
    default: 100,
    min: 1,
    max: 5_000,
    doc: 'how long the broker may wait for records to give; the linger of the pipeline',
  }),
  fetchMinBytes: option.int({
    default: 32 * KIB,
    min: 1,
    max: 64 * MIB,
    doc: 'how much there must be before a fetch is answered earlier than fetchMaxWaitMs; 1 takes whatever comes',
    reason: 'a batch costs about a millisecond of CPU whatever it holds: small ones are what a light load pays for',
  }),
  fetchMaxBytesPerPartition: option.int({
    default: 512 * KIB,
    min: KIB,
    max: 64 * MIB,
    doc: 'bytes that one fetch may bring of one partition',
  }),
  fetchMaxBytes: option.int({ default: MIB, min: KIB, max: 256 * MIB, doc: 'bytes that one fetch may bring' }),
  decompressedBytesMax: option.int({
    default: 64 * MIB,
    min: MIB,
    max: 1024 * MIB,
    doc: 'bytes that one compressed record batch may become; above it the partition stops',
  }),
  recordCrcCheck: option.flag({
    default: true,
    doc: 'hold what is read against its checksum; damage stops the partition instead of becoming an event',
    reason: 'measured: 0.4 us a compressed KiB, some 2 % of a stage; brokers check only what they take in',
  }),
  inFlightBytesMax: option.int({
    default: 8 * MIB,
    min: MIB,
    max: 4096 * MIB,
    doc: 'bytes of events between admission and acknowledgement',
  }),
  sendBytesMax: option.int({ default: 2 * MIB, min: KIB, max: 64 * MIB, doc: 'bytes of one send before compression' }),
  sendTimeoutMs: option.int({
    default: 30_000,
    min: 1_000,
    max: 300_000,
    doc: 'time limit of one send, retries included',
  }),
  sendRetryDelayMs: option.int({
    default: 100,
    min: 1,
    max: 60_000,
    doc: 'pause before a send of unknown fate is repeated',
  }),
  compression: option.oneOf(['zstd', 'lz4', 'snappy', 'gzip', 'none'], {
    default: 'zstd',
    doc: 'of the batches written',
    reason: 'measured: zstd costs 1.2 to 1.5 us an event and shrinks it to a tenth',
  }),
  sessionTimeoutMs: option.int({
    default: 30_000,
    min: 1_000,
    max: 300_000,
    doc: 'silence after which the group gives the partitions to others',
  }),
  heartbeatIntervalMs: option.int({ default: 1_000, min: 100, max: 60_000, doc: 'between heartbeats to the group' }),
  rebalanceTimeoutMs: option.int({
    default: 60_000,
    min: 2_000,
    max: 600_000,
    doc: 'how long a rebalance waits for this member',
  }),
  commitIntervalMs: option.int({
    default: 200,
    min: 1,
    max: 60_000,
    doc: 'between commits of a partition; what a crash replays',
  }),
  drainDeadlineMs: option.int({
    default: 20_000,
    min: 100,
    max: 300_000,
    doc: 'time to finish what is in flight, at a rebalance or stop',
  }),
  terminationGraceMs: option.int({
    default: 45_000,
    min: 1_000,
    max: 600_000,
    doc: 'what the platform gives between SIGTERM and SIGKILL',
  }),
  watchdogAfterMs: option.int({
    default: 300_000,
    min: 0,
    max: 86_400_000,
    doc: 'the process ends when a partition has not moved for so long while records came and brokers answered; 0: never',
    reason:
      'a fresh start heals a client that is stuck; a partition that is paused, held or waits for a partner may stand',
  }),
  watchdogEveryMs: option.int({
    default: 600_000,
    min: 0,
    max: 86_400_000,
    doc: 'how long a process runs before the watchdog may end it, and so how often it can at most',
    reason: 'where a fresh start does not help, restarts must not take the rest of the group along',
  }),
  allowFreshGroup: option.flag({
    default: false,
    doc: 'start a group that never committed although its output is not empty',
  }),
  controlHost: option.string({ default: '127.0.0.1', doc: 'address of the gRPC control plane' }),
  controlPort: option.int({ default: 0, min: 0, max: 65_535, doc: 'its port; 0: any free one, see the log' }),
  healthHost: option.string({ default: '0.0.0.0', doc: 'address of grpc.health.v1, in plain text for the kubelet' }),
  healthPort: option.int({ default: 0, min: 0, max: 65_535, doc: 'its port; 0: any free one, see the log' }),
  metricsHost: option.string({ default: '0.0.0.0', doc: 'address of the Prometheus endpoint' }),
  metricsPort: option.int({
    default: 0,
    min: -1,
    max: 65_535,
    doc: 'its port; 0: any free one, see the log; -1: none',
  }),
  logLevel: option.oneOf(['debug', 'info', 'warn', 'error'], {
    default: 'info',
    doc: 'lines below it are not written',
  }),
});

export type CommonOptions = OptionsOf<typeof commonOptions>;

/** Time limits that contradict each other lose work at every deploy, so they are refused. */
export const commonRules: readonly Rule<CommonOptions>[] = [
  {
    holds: o => o.jobTimeoutMs <= o.drainDeadlineMs,
    says: '--job-timeout-ms must not exceed --drain-deadline-ms: a job that may still run cannot be waited for',
  },
  {
    holds: o => o.drainDeadlineMs < o.rebalanceTimeoutMs,
    says: '--drain-deadline-ms must be below --rebalance-timeout-ms: the group would give the partitions away meanwhile',
  },
  {
    holds: o => o.drainDeadlineMs < o.terminationGraceMs - 10_000,
    says: '--drain-deadline-ms must be at least 10 s below --termination-grace-ms: the process would be killed while draining',
  },
  {
    holds: o => o.watchdogAfterMs === 0 || o.watchdogAfterMs > o.jobTimeoutMs,
    says: '--watchdog-after-ms must be above --job-timeout-ms, or 0: a job that may still run is no standstill',
  },
  {
    holds: o => o.heartbeatIntervalMs * 3 <= o.sessionTimeoutMs,
    says: '--heartbeat-interval-ms must be at most a third of --session-timeout-ms',
  },
];
