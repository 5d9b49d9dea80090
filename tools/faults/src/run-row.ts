/** Runs one row: a pipeline of its own under load, the fault, then every event held against what was expected of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@pixel-relay/clock';
import { groupIdsOf, stageNames, verify } from '@pixel-relay/demo';
import { connectKafka, type Log } from '@pixel-relay/kafka';
import { demoPartnerTopics, demoSubscriptions } from '@pixel-relay/loadgen';
import { startPartnerSim } from '@pixel-relay/partner-sim';
import { topics } from '@pixel-relay/stage';
import { applySubscriptions } from '@pixel-relay/subscriptions';
import type { Cluster } from './cluster.ts';
import { Course } from './course.ts';
import type { FaultContext, FaultRow, Injection } from './fault-row.ts';
import { Fleet } from './fleet.ts';
import { judge, type RowResult } from './judge.ts';
import { loadWhile } from './load-while.ts';
import { ensureTopics, PARTITIONS } from './row-topics.ts';
import { seeded } from './seeded.ts';

const SECRET_VARIABLE = 'FAULTS_WEBHOOK_SECRET';
const SECRET = 'whsec_ZmF1bHQtc3VpdGUtd2ViaG9vay1zZWNyZXQtMTIzNDU2';
const SESSION_TIMEOUT_MS = 3_000;
/** Past this a row is broken, whatever it waits for. */
const ROW_MAX_MS = 240_000;
const RATE = 2_000;

/** @throws Error when the row could not be run to its end: its cluster may be in any state */
export async function runRow(row: FaultRow, cluster: Cluster, events: number, seed: number): Promise<RowResult> {
  const scratch = mkdtempSync(join(tmpdir(), 'pixel-relay-fault-'));
  const topicPrefix = `fault-${process.pid}-${seed}.`;
  const sim = await startPartnerSim({ secret: SECRET });
  const log = await connectKafka({
    brokers: cluster.kafka.brokers,
    clientId: 'faults',
    topicPrefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: 64 << 20,
    clock: systemClock,
  });
  const fleet = new Fleet({
    brokers: row.proxied === true ? cluster.proxies.map(({ address }) => address) : cluster.kafka.brokers,
    topicPrefix,
    env: { [SECRET_VARIABLE]: SECRET },
    logFolder: scratch,
    flags: row.flags ?? {},
    ...(row.crashOn && { crashOn: row.crashOn }),
    // Where no delivery may repeat, the producer must not lose its partitions for want of CPU.
    sessionTimeoutMs: stage => (stage === 'producer' && !row.repeatsAllowed ? 30_000 : SESSION_TIMEOUT_MS),
  });
  const over = new AbortController();
  const stuck = new AbortController();
  const course = new Course(log, groupIdsOf(topicPrefix), events);
  const context: FaultContext = {
    fleet,
    cluster,
    log,
    topicPrefix,
    groupIds: groupIdsOf(topicPrefix),
    reached: share => course.reached(share),
    sleep: ms => systemClock.sleep(ms),
    random: seeded(seed),
  };

  const run = async (): Promise<RowResult> => {
    await ensureTopics(log, cluster.kafka.brokers, topicPrefix);
    const subscriptions = demoSubscriptions({
      webhookUrl: `${sim.url}/hooks/orders`,
      webhookSecretRef: `env:${SECRET_VARIABLE}`,
      webhookEventsPerRequestMax: 10,
    });
    await applySubscriptions(log, topics.subscriptions, subscriptions);
    await startStages(row, fleet);
    // Deaths by a crash point may come while the row starts, or long after.
    const injected = row.inject?.(context) ?? fleet.firstDeath.then(() => null);
    const recovered = injected.then(() => course.caughtUp(stuck.signal));
    recovered.catch(() => undefined);
    const expectFile = join(scratch, 'expected.tsv');
    const load = await loadWhile(row.inject === undefined ? null : injected, {
      log,
      topic: topics.raw,
      partitions: PARTITIONS,
      subscriptions,
      rate: row.rate ?? RATE,
      events,
      seed,
      expectFile,
      sendTimeoutMs: 60_000,
    });
    const own = row.inject === undefined ? null : await injected;
    const account = await course.settled(load.in + (own?.dead ?? 0));
    if (account.inFlight > 0) stuck.abort();
    // A crash point may lie in what is still on its way when the load ends.
    const injection: Injection = own ?? { fired: fleet.deaths };
    const recoveryMs = injection.fired === 0 ? null : await recovered;
    const afterwards = (await injection.afterwards?.()) ?? [];
    const verdict = await verify(expectFile, {
      log,
      partnerTopics: Object.fromEntries(demoPartnerTopics.map(topic => [topic, topic.replace('partner.', '')])),
      webhook: { sim },
      producerGroupId: context.groupIds.producer,
    });
    return judge(row, { load, account, verdict, injection, afterwards, recoveryMs });
  };

  let keepLogs = true;
  try {
    const late = systemClock.sleep(ROW_MAX_MS, over.signal).then(() => {
      throw new Error(`the row did not end within ${ROW_MAX_MS / 1_000} s`);
    });
    const result = await Promise.race([run(), late]);
    keepLogs = !result.good;
    return keepLogs ? { ...result, why: [...result.why, `the stages' logs are in ${scratch}`] } : result;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)} (the stages' logs are in ${scratch})`);
  } finally {
    over.abort();
    stuck.abort();
    for (const proxy of cluster.proxies) proxy.pass();
    await fleet.stop();
    await removeTopics(log);
    await log.close();
    await sim.stop();
    if (!keepLogs) rmSync(scratch, { recursive: true });
  }
}

async function removeTopics(log: Log): Promise<void> {
  await log.admin.remove([...Object.values(topics), ...demoPartnerTopics]).catch(() => undefined);
}

async function startStages(row: FaultRow, fleet: Fleet): Promise<void> {
  const starts = stageNames.flatMap(stage =>
    Array.from({ length: row.replicas[stage] ?? 1 }, (_, i) =>
      fleet.add(stage, i === 0 && row.crashAt?.stage === stage ? { crashAt: row.crashAt.at } : {}),
    ),
  );
  await Promise.all(starts);
}
