/** Runs one row: a pipeline of its own under load, the fault, then every event held against what was expected of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@pixel-relay/clock';
import { type PipelineAccount, readAccount, verify } from '@pixel-relay/demo';
import { connectKafka, type Log } from '@pixel-relay/kafka';
import { demoPartnerTopics, demoSubscriptions, generateLoad, type LoadReport } from '@pixel-relay/loadgen';
import type { LocalKafka } from '@pixel-relay/local-kafka';
import { startPartnerSim } from '@pixel-relay/partner-sim';
import { declareTopics, topics } from '@pixel-relay/stage';
import { applySubscriptions } from '@pixel-relay/subscriptions';
import type { FaultRow } from './fault-row.ts';
import { Fleet, stageNames } from './fleet.ts';

export interface RowResult {
  readonly name: string;
  readonly fired: number;
  readonly events: number;
  readonly lost: number;
  /** events that a stage took twice: the account would say more than the load wrote */
  readonly doubled: number;
  readonly reordered: number;
  readonly leaked: number;
  /** deliveries that reached their partner again, under the same id */
  readonly repeated: number;
  /** from the fault until everything that was in the log at that moment had been accounted for; null: without a moment */
  readonly recoveryMs: number | null;
  readonly good: boolean;
  /** in words, where it is not */
  readonly why: readonly string[];
}

const PARTITIONS = 6;
const SECRET_VARIABLE = 'FAULTS_WEBHOOK_SECRET';
const SECRET = 'whsec_ZmF1bHQtc3VpdGUtd2ViaG9vay1zZWNyZXQtMTIzNDU2';
const STUCK_MS = 60_000;
const SESSION_TIMEOUT_MS = 3_000;

export async function runRow(row: FaultRow, kafka: LocalKafka, events: number, seed: number): Promise<RowResult> {
  const scratch = mkdtempSync(join(tmpdir(), 'pixel-relay-fault-'));
  let keepLogs = true;
  const topicPrefix = `fault-${process.pid}-${seed}.`;
  const sim = await startPartnerSim({ secret: SECRET });
  const log = await connectKafka({
    brokers: kafka.brokers,
    clientId: 'faults',
    topicPrefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: 64 << 20,
    clock: systemClock,
  });
  const fleet = new Fleet({
    brokers: kafka.brokers,
    topicPrefix,
    env: { [SECRET_VARIABLE]: SECRET },
    logFolder: scratch,
    flags: row.flags ?? {},
    // Where no delivery may repeat, the producer must not lose its partitions for want of CPU.
    sessionTimeoutMs: stage => (stage === 'producer' && !row.repeatsAllowed ? 30_000 : SESSION_TIMEOUT_MS),
  });
  try {
    await ensure(log, row.nodes);
    const subscriptions = demoSubscriptions({
      webhookUrl: `${sim.url}/hooks/orders`,
      webhookSecretRef: `env:${SECRET_VARIABLE}`,
      webhookEventsPerRequestMax: 10,
    });
    await applySubscriptions(log, topics.subscriptions, subscriptions);
    await startStages(row, fleet);
    const course = new Course(log, topicPrefix, events);
    const random = seeded(seed);
    const injected = row.inject?.({
      fleet,
      kafka,
      reached: share => course.reached(share),
      sleep: ms => systemClock.sleep(ms),
      random,
    });
    injected?.catch(() => undefined);
    const expectFile = join(scratch, 'expected.tsv');
    const load = await generateLoad({
      log,
      topic: topics.raw,
      partitions: PARTITIONS,
      subscriptions,
      rate: row.rate ?? 2_000,
      events,
      seed,
      expectFile,
      sendTimeoutMs: 60_000,
    });
    const injections = (await injected) ?? 0;
    const faultAtMs = course.faultAtMs ?? systemClock.monotonic();
    const account = await course.settled(load);
    // A crash point may lie in what is still on its way when the load ends.
    const fired = injections + (row.crashAt === undefined ? 0 : fleet.deaths);
    const recoveryMs = row.inject === undefined ? null : systemClock.monotonic() - faultAtMs;
    const verdict = await verify(expectFile, {
      log,
      partnerTopics: Object.fromEntries(demoPartnerTopics.map(topic => [topic, topic.replace('partner.', '')])),
      webhook: { sim },
    });
    const result = judge(row, { load, account, verdict, fired, recoveryMs });
    keepLogs = !result.good;
    return keepLogs ? { ...result, why: [...result.why, `the stages' logs are in ${scratch}`] } : result;
  } finally {
    await fleet.stop();
    await log.admin.remove([...Object.values(topics), ...demoPartnerTopics]).catch(() => undefined);
    await log.close();
    await sim.stop();
    if (!keepLogs) rmSync(scratch, { recursive: true });
  }
}

async function ensure(log: Log, nodes: 1 | 3): Promise<void> {
  const replication = { replicationFactor: nodes, minInSyncReplicas: nodes === 3 ? 2 : 1 };
  await log.admin.ensure([
    ...declareTopics({ partitions: PARTITIONS, ...replication }),
    ...demoPartnerTopics.map(topic => ({
      topic,
      partitions: PARTITIONS,
      replicationFactor: nodes,
      config: { 'min.insync.replicas': String(replication.minInSyncReplicas) },
    })),
  ]);
}

async function startStages(row: FaultRow, fleet: Fleet): Promise<void> {
  const starts = stageNames.flatMap(stage =>
    Array.from({ length: row.replicas[stage] ?? 1 }, (_, i) =>
      fleet.add(stage, i === 0 && row.crashAt?.stage === stage ? row.crashAt.at : undefined),
    ),
  );
  await Promise.all(starts);
}

/** How far the pipeline is, as its last stage's commits say. */
class Course {
  faultAtMs: number | null = null;
  private readonly log: Log;
  private readonly groupIds: Parameters<typeof readAccount>[1];
  private readonly events: number;

  constructor(log: Log, topicPrefix: string, events: number) {
    this.log = log;
    this.groupIds = Object.fromEntries(stageNames.map(stage => [stage, `${topicPrefix}pixel-relay-${stage}`])) as never;
    this.events = events;
  }

  async reached(share: number): Promise<void> {
    for (;;) {
      const { raw, inFlight } = await readAccount(this.log, this.groupIds);
      if (raw - inFlight >= this.events * share) break;
      await systemClock.sleep(50);
    }
    this.faultAtMs = systemClock.monotonic();
  }

  async settled(load: LoadReport): Promise<PipelineAccount> {
    let last = -1;
    let movedAtMs = systemClock.monotonic();
    for (;;) {
      const account = await readAccount(this.log, this.groupIds).catch(() => null);
      if (account !== null) {
        const done = account.raw - account.inFlight;
        if (done !== last) movedAtMs = systemClock.monotonic();
        last = done;
        if (account.raw >= load.in && account.inFlight <= 0) return account;
        if (systemClock.monotonic() - movedAtMs > STUCK_MS) return account;
      }
      await systemClock.sleep(100);
    }
  }
}

interface RowFacts {
  readonly load: LoadReport;
  readonly account: PipelineAccount;
  readonly verdict: Awaited<ReturnType<typeof verify>>;
  readonly fired: number;
  readonly recoveryMs: number | null;
}

function judge(row: FaultRow, { load, account, verdict, fired, recoveryMs }: RowFacts): RowResult {
  const { raw, handed, denied, filtered, dead, absent, expired, inFlight } = account;
  const unsure = load.unsure;
  const over = (is: number, expected: number): number => Math.max(0, is - expected - unsure);
  const doubled =
    over(handed, load.delivered) + over(denied, load.denied) + over(filtered, load.filtered) + over(dead, load.dead);
  const checks: [boolean, string][] = [
    [fired > 0, 'the fault never fired'],
    [inFlight === 0, `${inFlight} events are still in flight`],
    [absent + expired === 0, `${absent} absent, ${expired} expired`],
    [raw === handed + denied + filtered + dead + absent + expired + inFlight, 'the account does not balance'],
    [
      unsure > 0 ||
        (handed === load.delivered && denied === load.denied && filtered === load.filtered && dead === load.dead),
      `the account says ${handed}/${denied}/${filtered}/${dead}, the load ${load.delivered}/${load.denied}/${load.filtered}/${load.dead}`,
    ],
    [doubled === 0, `${doubled} taken twice`],
    [verdict.lost + verdict.reordered + verdict.leaked === 0, verdict.examples.join('; ')],
    [
      row.repeatsAllowed || verdict.doubled === 0,
      `${verdict.doubled} deliveries repeated, which this fault does not explain`,
    ],
  ];
  const why = checks.filter(([holds]) => !holds).map(([, text]) => text);
  return {
    name: row.name,
    fired,
    events: load.in,
    lost: verdict.lost,
    doubled,
    reordered: verdict.reordered,
    leaked: verdict.leaked,
    repeated: verdict.doubled,
    recoveryMs: recoveryMs === null ? null : Math.round(recoveryMs),
    good: why.length === 0,
    why,
  };
}

/** mulberry32: enough for choosing replicas, and the same choices again for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
