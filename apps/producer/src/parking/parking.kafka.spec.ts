/** Parking on a real Kafka, with a webhook that fails for some seconds and comes back. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { Decision, type Subscription, writeBatch } from '@pixel-relay/contracts';
import { connectKafka, type Log } from '@pixel-relay/kafka';
import { sharedTestKafka } from '@pixel-relay/local-kafka';
import { resolveOptions } from '@pixel-relay/options';
import {
  decodeAccount,
  declareTopics,
  type DeliveryAccount,
  readDeliveries,
  retryGroupId,
  retryTiers,
  type RunningStage,
  startStage,
  topics,
} from '@pixel-relay/stage';
import { applySubscriptions } from '@pixel-relay/subscriptions';
import { createLogger, startTelemetry, type Telemetry } from '@pixel-relay/telemetry';
import { producerOptions } from '../producer.options.ts';
import { producerStage } from '../producer.ts';
import { encodeEvent, entriesOf, eventsOf } from '../testing/make-events.ts';
import { Receiver, status } from '../testing/receiver.ts';
import { topicSubscription, webhookSubscription } from '../testing/table-of.ts';

const PARTITIONS = 2;
const prefix = `parking-spec-${process.pid}.`;
const group = `${prefix}pixel-relay-producer`;
const SECRET = 'whsec_c2VjcmV0LW9mLXRoZS1wYXJraW5nLXNwZWMtMTIzNDU2';
const EVENTS_PER_BATCH = 10;
const FAILS_MS = 6_000;

let log: Log;
let receiver: Receiver;
let telemetry: Telemetry;
let stage: RunningStage;
const nextOffsets = Array.from({ length: PARTITIONS }, () => 0);

const wishes = (partition: number, from: number): Parameters<typeof encodeEvent>[0][] =>
  Array.from({ length: EVENTS_PER_BATCH }, (_, at) => ({
    id: `${partition}-${from + at}`,
    offset: from + at,
    verdict: { hook: Decision.ALLOW, topic: Decision.ALLOW },
  }));

function batchFor(partition: number): { key: null; value: Buffer } {
  const firstOffset = nextOffsets[partition]!;
  const nextOffset = (nextOffsets[partition] = firstOffset + EVENTS_PER_BATCH);
  const source = { topic: topics.raw, epoch: 7n, partition, firstOffset, nextOffset, oldestReceivedMs: 0 };
  const events = eventsOf(wishes(partition, firstOffset).map(encodeEvent));
  return { key: null, value: writeBatch(source, entriesOf(events), []) };
}

async function account(): Promise<DeliveryAccount & { readonly accounted: number }> {
  const commits = [...(await log.admin.committed(group, topics.augmented)).values()];
  const sources = commits.flatMap(one => (one === null ? [] : decodeAccount(one.metadata).account.sources));
  const accounted = sources.reduce((sum, { ranges }) => sum + (ranges.next ?? 0), 0);
  return { ...(await readDeliveries(log.admin, group, sources)), accounted };
}

beforeAll(async () => {
  const { brokers } = await sharedTestKafka();
  receiver = await Receiver.start();
  process.env['PARKING_SPEC_SECRET'] = SECRET;
  const clock = systemClock;
  log = await connectKafka({
    brokers,
    clientId: 'parking-spec',
    topicPrefix: prefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: 64 << 20,
    clock,
  });
  await log.admin.ensure([
    ...declareTopics({ partitions: PARTITIONS, replicationFactor: 1, minInSyncReplicas: 1 }),
    { topic: 'partner-topic', partitions: PARTITIONS, replicationFactor: 1, config: {} },
  ]);
  const subscriptions: Subscription[] = [
    webhookSubscription('hook', { url: receiver.url(), secret: 'env:PARKING_SPEC_SECRET', eventsPerRequestMax: 10 }),
    topicSubscription('topic', 'partner-topic'),
  ];
  await applySubscriptions(log, topics.subscriptions, subscriptions);
  telemetry = await startTelemetry({ stage: 'producer', instance: 's', prometheusPort: -1, host: '127.0.0.1' });
  const argv = [`--topic-prefix=${prefix}`, '--allow-private-destinations', '--pause-max-ms=900'];
  const resolved = resolveOptions(producerOptions, { argv, env: {} });
  if (!resolved.ok) throw new Error(resolved.problems.join('; '));
  const logger = createLogger({ stage: 'producer', instance: 's', level: 'silent' });
  stage = await startStage(producerStage, resolved.values, {
    log,
    clock,
    logger,
    telemetry,
    instance: 's',
    version: 'spec',
  });
  stage.ended.catch(() => undefined);
}, 120_000);

afterAll(async () => {
  await stage.stop();
  await telemetry.shutdown();
  await log.admin.remove([...Object.values(topics), 'partner-topic']);
  const groups = [group, ...retryTiers.map(tier => retryGroupId(group, tier))];
  await Promise.all(groups.map(id => log.admin.removeGroup(id)));
  await log.close();
  await receiver.close();
}, 60_000);

describe('a webhook that fails for some seconds', () => {
  it('gets every event after it is back, and holds nobody up meanwhile', async () => {
    const begunMs = systemClock.monotonic();
    const accepted: string[] = [];
    receiver.answer = (request, response, number) => {
      const failing = systemClock.monotonic() - begunMs < FAILS_MS;
      if (!failing) accepted.push(...request.events.map(({ id }) => id));
      status(failing ? 503 : 200)(request, response, number);
    };
    const producer = await log.producer({ compression: 'zstd', sendTimeoutMs: 10_000 });
    let behindMax = 0;
    let written = 0;
    while (systemClock.monotonic() - begunMs < FAILS_MS) {
      for (let partition = 0; partition < PARTITIONS; partition++)
        await producer.send(topics.augmented, partition, [batchFor(partition)]);
      written += PARTITIONS * EVENTS_PER_BATCH;
      await systemClock.sleep(100);
      behindMax = Math.max(behindMax, written - (await account()).accounted);
    }
    await producer.close();
    // Half of it at most at any time; without parking it is all of it.
    expect(written).toBeGreaterThan(200);
    expect(behindMax).toBeLessThan(written / 2);

    let now = await account();
    while (now.accounted < written || now.waiting > 0) {
      await Promise.race([systemClock.sleep(200), stage.ended]);
      now = await account();
    }
    expect(now).toMatchObject({ handed: 2 * written, accepted: 2 * written, withdrawn: 0, dead: 0, surplus: 0 });
    expect(now.tiers[0]!.written).toBeGreaterThan(0);
    const ids = nextOffsets.flatMap((end, partition) => Array.from({ length: end }, (_, at) => `${partition}-${at}`));
    expect(accepted.sort()).toEqual(ids.sort());
  }, 180_000);
});
