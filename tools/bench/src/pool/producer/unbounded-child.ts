/**
 * Child process: reads the producer's topic and starts a request for every event at once, until its time is up or its
 * memory is. Sends its row as far as it has come again and again, since it may not come to its end, and exits; what is
 * under way then is given up, so nothing of it is ever committed.
 */
import { systemClock } from '@pixel-relay/clock';
import { readBatch } from '@pixel-relay/contracts';
import { connectKafka } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import { partnerSubscriptions, TIMEOUT_MS } from './partner.ts';
import type { ProducerRow } from './producer-row.ts';
import { UnboundedSender } from './unbounded-sender.ts';

export interface UnboundedOrder {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly groupId: string;
  readonly url: string;
  /** base64 */
  readonly key: string;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** Past this it is ended: it has shown what it does to memory, and the machine is still needed. */
export const RESIDENT_MAX_MIB = 6_144;

const order = JSON.parse(process.argv[2]!) as UnboundedOrder;
const log = await connectKafka({
  brokers: order.brokers,
  clientId: 'pixel-relay-bench-unbounded',
  topicPrefix: order.topicPrefix,
  connectionTimeoutMs: 10_000,
  maxDecompressedBytes: 64 << 20,
  clock: systemClock,
});
const subscription = partnerSubscriptions(order.url, '')[0]!;
const sender = new UnboundedSender(subscription, Buffer.from(order.key, 'base64'), TIMEOUT_MS);

await log.consume(
  {
    groupId: order.groupId,
    topic: topics.augmented,
    sessionTimeoutMs: 60_000,
    rebalanceTimeoutMs: 60_000,
    heartbeatIntervalMs: 1_000,
    fetchMaxWaitMs: 100,
    fetchMaxBytesPerPartition: 512 * 1024,
    fetchMaxBytes: 4 << 20,
  },
  {
    joined: async () => undefined,
    revoking: async () => undefined,
    records: async (lease, { records, next, end }) => {
      for (const { value } of records) sender.startAll(readBatch(value!));
      if (next >= end) lease.seek(0); // the backlog has no end
    },
  },
);
while (sender.accepted === 0 && sender.timeouts + sender.failures === 0) await systemClock.sleep(10);
const warmMs = systemClock.monotonic();
let before = { accepted: 0, cpuMicros: 0, atMs: warmMs };
let warm = false;
let peakMiB = 0;
let sentMs = warmMs;
for (;;) {
  const nowMs = systemClock.monotonic();
  peakMiB = Math.max(peakMiB, residentMiB());
  if (!warm && nowMs >= warmMs + order.warmUpSeconds * 1_000) {
    warm = true;
    before = { accepted: sender.accepted, cpuMicros: cpuMicros(), atMs: nowMs };
  }
  if (peakMiB > RESIDENT_MAX_MIB || (warm && nowMs >= before.atMs + order.seconds * 1_000)) break;
  if (warm && nowMs >= sentMs + 1_000) {
    sentMs = nowMs;
    process.send!(rowSoFar());
  }
  await systemClock.sleep(20);
}
process.send!(rowSoFar(), () => process.exit(0));

function rowSoFar(): ProducerRow {
  const accepted = sender.accepted - before.accepted;
  return {
    name: 'webhook, one event a request',
    table: 'producer',
    workers: 'unbounded',
    jobsPerSecond: (accepted * 1_000) / (systemClock.monotonic() - before.atMs),
    waitP99Ms: sender.lateP99Ms(),
    requestP99Ms: sender.requestP99Ms(),
    timeouts: sender.timeouts,
    failures: sender.failures,
    underWayMax: sender.underWayMax,
    residentMiB: peakMiB,
    cpuMicrosPerJob: (cpuMicros() - before.cpuMicros) / Math.max(accepted, 1),
    runs: 1,
  };
}

function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** 0 when no descriptor is left to look it up with: connections can take them all. */
function residentMiB(): number {
  try {
    return process.memoryUsage.rss() / 2 ** 20;
  } catch {
    return 0;
  }
}
