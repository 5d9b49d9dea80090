/** Four stages as real processes on a real Kafka: what no test inside one process can show. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { DeadLetter, DeadLetterForm, Event, Reason } from '@pixel-relay/contracts';
import { connectKafka, type Log } from '@pixel-relay/kafka';
import { demoPartnerTopics, demoSubscriptions, generateLoad, nastyRecords } from '@pixel-relay/loadgen';
import { sharedTestKafka } from '@pixel-relay/local-kafka';
import { type PartnerSim, startPartnerSim } from '@pixel-relay/partner-sim';
import { decodeAccount, topics } from '@pixel-relay/stage';
import { applySubscriptions } from '@pixel-relay/subscriptions';
import { readAccount } from './account-of-pipeline.ts';
import { ensureTopics } from './ensure-topics.ts';
import { allGroups, groupIdsOf } from './group-ids.ts';
import { type StageName, stageNames } from './pipeline.ts';
import { stageFlags } from './stage-flags.ts';
import { StageProcess } from './stage-process.ts';
import { verify } from './verify.ts';

const PARTITIONS = 4;
const SECRET = 'whsec_c2VjcmV0LW9mLXRoZS1waXBlbGluZS1zcGVjLTEyMw==';
const prefix = `spec-pipeline-${process.pid}.`;
const options = {
  partitions: PARTITIONS,
  workers: 1,
  producerWorkers: null,
  env: { SPEC_WEBHOOK_SECRET: SECRET },
  partnerTopics: demoPartnerTopics,
};

let brokers: string[];
let log: Log;
let sim: PartnerSim;
let scratch: string;
const running: StageProcess[] = [];

const start = async (name: StageName): Promise<StageProcess> => {
  const stage = new StageProcess({
    name,
    flags: [`--brokers=${brokers.join(',')}`, `--topic-prefix=${prefix}`, ...stageFlags(name, options)],
    env: options.env,
    logFolder: join(scratch, `${name}-${running.length}`),
  });
  running.push(stage);
  await stage.running;
  return stage;
};
const subscriptionsOf = (): ReturnType<typeof demoSubscriptions> =>
  demoSubscriptions({
    webhookUrl: `${sim.url}/hooks/orders`,
    webhookSecretRef: 'env:SPEC_WEBHOOK_SECRET',
    webhookEventsPerRequestMax: 10,
  });
const accounted = async (): Promise<Awaited<ReturnType<typeof readAccount>>> => {
  for (;;) {
    const account = await readAccount(log, groupIdsOf(prefix));
    if (account.raw > 0 && account.inFlight === 0 && account.deliveries.waiting === 0) return account;
    await Promise.race([systemClock.sleep(100), ...running.map(stage => stage.failed)]);
  }
};
const deadLetters = async (): Promise<DeadLetter[]> => {
  const found: DeadLetter[] = [];
  const tail = await log.tail({
    topic: topics.deadLetter,
    onRecords: (_, records) => void found.push(...records.map(({ value }) => DeadLetter.decode(value!))),
  });
  await tail.caughtUp;
  await tail.close();
  return found;
};

beforeAll(async () => {
  ({ brokers } = await sharedTestKafka());
  scratch = mkdtempSync(join(tmpdir(), 'pixel-relay-spec-'));
  sim = await startPartnerSim({ secret: SECRET });
  log = await connectKafka({
    brokers,
    clientId: 'spec',
    topicPrefix: prefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: 64 << 20,
    clock: systemClock,
  });
  await ensureTopics(log, options);
  await applySubscriptions(log, topics.subscriptions, subscriptionsOf());
  await Promise.all(stageNames.map(start));
}, 120_000);

afterAll(async () => {
  await Promise.all(running.map(stage => stage.stop()));
  await log.admin.remove([...Object.values(topics), ...demoPartnerTopics]);
  await Promise.all(allGroups(groupIdsOf(prefix)).map(id => log.admin.removeGroup(id).catch(() => undefined)));
  await log.close();
  await sim.stop();
  rmSync(scratch, { recursive: true });
}, 60_000);

describe('bad input', () => {
  it('ends as one dead letter with its reason and bytes; its neighbours pass', async () => {
    const records = nastyRecords({ subscriptions: subscriptionsOf(), partitions: PARTITIONS, receivedMs: Date.now() });
    const producer = await log.producer({ compression: 'none', sendTimeoutMs: 10_000 });
    for (const record of records) {
      const { key, value, headers, partition } = record as typeof record & { headers?: Record<string, Buffer> };
      await producer.send(topics.raw, partition, [{ key, value, ...(headers === undefined ? {} : { headers }) }]);
    }
    await producer.send(topics.parsed, 2, [{ key: null, value: Buffer.from('not a batch') }]);
    await producer.close();

    const account = await accounted();
    const expected = (outcome: string): number => records.filter(record => record.outcome === outcome).length;
    expect(account).toMatchObject({
      raw: records.length,
      handed: expected('delivered'),
      denied: expected('denied'),
      filtered: expected('filtered'),
      dead: expected('dead'),
    });
    const letters = await deadLetters();
    for (const { value, reasons, name, outcome } of records.filter(record => record.outcome === 'dead')) {
      const mine = letters.filter(({ original, form }) =>
        form === DeadLetterForm.EVENT
          ? name === Event.decode(Buffer.from(original!)).id
          : form === DeadLetterForm.RAW_JSON && value!.equals(original!),
      );
      expect({ name, outcome, letters: mine.length }).toEqual({ name, outcome, letters: 1 });
      expect(reasons).toContain(mine[0]!.reason);
    }
    const strays = letters.filter(({ form }) => form === DeadLetterForm.BATCH_RECORD);
    expect(strays.map(({ reason, stage, original }) => [reason, stage, String(original)])).toEqual([
      [Reason.NOT_A_BATCH, 'validator', 'not a batch'],
    ]);
    expect(letters).toHaveLength(expected('dead') + 1);
  }, 60_000);
});

describe('two replicas of a stage', () => {
  it('share its partitions; one that stops hands its share over, and nothing is lost, doubled or reordered', async () => {
    const first = running[1]!;
    const partitionsOf = async (stage: StageProcess): Promise<number> =>
      (await stage.status())?.partitions?.length ?? 0;
    const second = await start('validator');
    const expectFile = join(scratch, 'expected.tsv');
    const before = await accounted();
    const load = generateLoad({
      log,
      topic: topics.raw,
      partitions: PARTITIONS,
      subscriptions: subscriptionsOf(),
      rate: 500,
      events: 3_000,
      seed: 7,
      expectFile,
    });
    while ((await partitionsOf(first)) !== 2 || (await partitionsOf(second)) !== 2) await systemClock.sleep(50);
    const resized = await second.control.setWorkers(2, 'spec');
    expect(resized.pool).toMatchObject({ workers: 2, lastResizedBy: 'spec' });
    expect(await second.stop()).toBe(0);
    while ((await partitionsOf(first)) !== 4) await systemClock.sleep(50);
    const report = await load;

    const account = await accounted();
    expect(account.raw - before.raw).toBe(report.in);
    expect(account.handed - before.handed).toBe(report.delivered);
    expect(account.denied - before.denied).toBe(report.denied);
    const verdict = await verify(expectFile, {
      log,
      partnerTopics: Object.fromEntries(demoPartnerTopics.map(topic => [topic, topic.replace('partner.', '')])),
      webhook: { sim },
      producerGroupId: groupIdsOf(prefix).producer,
      known: id => !id.startsWith('nasty'),
    });
    expect(verdict).toEqual({ lost: 0, doubled: 0, reordered: 0, leaked: 0, examples: [] });
    expect(sim.stats()).toMatchObject({ invalidSignatures: 0 });
    expect(sim.stats().requests).toBeGreaterThan(0);
  }, 90_000);

  it('leave accounts behind that add up to every raw offset, once', async () => {
    await accounted();
    for (const [partition, { end }] of (await log.admin.offsets(topics.raw)).entries()) {
      const parser = (await log.admin.committed(groupIdsOf(prefix).parser, topics.raw)).get(partition)!;
      const [source, ...more] = decodeAccount(parser.metadata).account.sources;
      expect(source!.ranges.ranges).toEqual([[0, end]]);
      expect(more).toEqual([]);
      const { forwarded, denied, filtered, dead, expired } = source!.counters!;
      expect(forwarded + denied + filtered + dead + expired).toBe(end);
    }
  });
});
