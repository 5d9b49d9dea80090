/** A stage whose consumer cannot go on is a process that ends and says why, on a real Kafka: never one that idles on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { systemClock } from '@pixel-relay/clock';
import { connectKafka, type Log } from '@pixel-relay/kafka';
import { sharedTestKafka } from '@pixel-relay/local-kafka';
import { STALLED_EXIT_CODE } from './watchdog.ts';

const MAIN = join(import.meta.dirname, '..', 'spec-support', 'test-stage.main.ts');
const TIMES = ['--session-timeout-ms=6000', '--job-timeout-ms=500', '--drain-deadline-ms=1000'];

let brokers: readonly string[];
let log: Log;
let prefix: string;
let children: ChildProcess[];

const connect = (topicPrefix: string): Promise<Log> =>
  connectKafka({
    brokers,
    clientId: 'process-spec',
    topicPrefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: 1 << 20,
    clock: systemClock,
  });

beforeAll(async () => {
  ({ brokers } = await sharedTestKafka());
}, 120_000);
beforeEach(async () => {
  children = [];
  prefix = `process-spec.${process.pid}.${systemClock.randomBytes(4).toString('hex')}.`;
  log = await connect(prefix);
  await log.admin.ensure(
    ['in', 'out', 'dead'].map(topic => ({ topic, partitions: 1, replicationFactor: 1, config: {} })),
  );
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await log.admin.remove(await log.admin.topics());
  await log.admin.removeGroup(groupId());
  await log.close();
}, 60_000);

const groupId = (): string => `${prefix}pixel-relay-test-stage`;

interface Running {
  readonly child: ChildProcess;
  /** resolves when the process has ended */
  readonly exited: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** Resolves when the stage runs. */
async function start(work: 'prompt' | 'stuck', ...flags: string[]): Promise<Running> {
  const common = [`--brokers=${brokers.join(',')}`, `--topic-prefix=${prefix}`, '--metrics-port=-1'];
  const env = { TEST_STAGE_WORK: work, PATH: process.env['PATH'] };
  const child = spawn(process.execPath, [MAIN, ...common, ...TIMES, ...flags], { env, stdio: 'pipe' });
  children.push(child);
  let out = '';
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const exited = once(child, 'exit').then(([code]) => ({ code: code as number | null, said }));
  while (!out.includes('"running"') && child.exitCode === null) await systemClock.sleep(20);
  expect([child.exitCode, said]).toEqual([null, '']);
  return { child, exited };
}

describe('a stage process ends', () => {
  it('with a code of its own when its partition stands still while records come', async () => {
    const { exited } = await start('stuck', '--watchdog-after-ms=1000', '--watchdog-every-ms=0');
    const producer = await log.producer({ compression: 'none', sendTimeoutMs: 10_000 });
    let over = false;
    void exited.then(() => (over = true));
    while (!over) {
      await producer.send('in', 0, [{ key: null, value: Buffer.from('event') }]);
      await systemClock.sleep(100);
    }
    await producer.close();
    const { code, said } = await exited;
    expect(said).toMatch(/^test-stage: in\/0 has not moved for \d+ s at offset 0 .*: ending, to be started again\n$/);
    expect(code).toBe(STALLED_EXIT_CODE);
  }, 60_000);

  it('when the group will not have it back: somebody else consumes under its name', async () => {
    const { child, exited } = await start('prompt');
    child.kill('SIGSTOP');
    const stranger = new Kafka({ clientId: 'stranger', brokers: [...brokers], logLevel: logLevel.NOTHING });
    const consumer = stranger.consumer({ groupId: groupId(), sessionTimeout: 6_000, retry: { retries: 100 } });
    const joined = new Promise(resolve => consumer.on('consumer.group_join', resolve));
    const admin = stranger.admin();
    await admin.connect();
    // Its assigner is another one, so it cannot join before the stopped member is given up.
    while ((await admin.describeGroups([groupId()])).groups[0]!.members.length > 0) await systemClock.sleep(200);
    await admin.disconnect();
    await consumer.connect();
    await consumer.subscribe({ topic: `${prefix}in` });
    await consumer.run({ eachBatch: async () => undefined });
    await joined;
    child.kill('SIGCONT');
    const { code, said } = await exited;
    await consumer.disconnect();
    expect(said).toMatch(/^test-stage: Group \S+ cannot be joined: INCONSISTENT_GROUP_PROTOCOL\..*\n$/);
    expect(code).toBe(1);
  }, 60_000);
});
