/** The commands about the log as processes on a real Kafka: what an operator or a script sees. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { connectKafka, type Log } from '@pixel-relay/kafka';
import { sharedTestKafka } from '@pixel-relay/local-kafka';
import { topics } from '@pixel-relay/stage';
import type { AuditReport } from '../audit/audit.ts';
import { stageNames } from '../audit/pipeline-stages.ts';
import { runRelayctl } from '../spec/relayctl-process.ts';
import { startTrivialStage, type TrivialStage } from '../spec/trivial-pipeline.ts';

const prefix = `relayctl-spec-${process.pid}.`;
let brokers: readonly string[];
let log: Log;
const running: TrivialStage[] = [];

const relayctl = (...args: string[]) => runRelayctl(...args, '--brokers', brokers.join(','), '--topic-prefix', prefix);

beforeAll(async () => {
  ({ brokers } = await sharedTestKafka());
  log = await connectKafka({
    brokers,
    clientId: 'relayctl-spec',
    topicPrefix: prefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: 64 << 20,
    clock: systemClock,
  });
}, 120_000);

afterAll(async () => {
  await Promise.all(running.map(stage => stage.stop()));
  await log.admin.remove(await log.admin.topics());
  await Promise.all(stageNames.map(name => log.admin.removeGroup(`${prefix}pixel-relay-${name}`)));
  await log.close();
}, 60_000);

describe('relayctl on a real Kafka', () => {
  it('makes the topics, then audits the stages that use them while they run and at rest', async () => {
    expect(await relayctl('topics', 'ensure', '--partitions', '2')).toMatchObject({ code: 0, err: '' });
    expect(await relayctl('topics', 'ensure', '--partitions', '4')).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^relayctl: nothing was made: .*events\.parsed has 2 partitions, not 4.*\n$/,
      ) as unknown,
    });
    expect(await relayctl('audit')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^relayctl: none of the groups .*\n$/) as unknown,
    });

    const flags = [`--topic-prefix=${prefix}`];
    const ends = { validator: (offset: number) => (offset % 3 === 0 ? ('dead' as const) : null) };
    running.push(...(await Promise.all(stageNames.map(name => startTrivialStage(log, name, ends, flags)))));
    const producer = await log.producer({ compression: 'zstd', sendTimeoutMs: 10_000 });
    for (let partition = 0; partition < 2; partition++)
      await producer.send(
        topics.raw,
        partition,
        Array.from({ length: 300 }, () => ({ key: null, value: Buffer.from('{}') })),
      );
    await producer.close();

    for (;;) {
      const { code, out } = await relayctl('audit', '--json');
      const { totals, problems } = JSON.parse(out) as AuditReport;
      expect([code, problems, totals.raw]).toEqual([0, [], 600]);
      expect(totals.handed + totals.dead + totals.inFlight).toBe(600);
      if (totals.inFlight === 0) break;
    }
    const { code, out } = await relayctl('audit', '--count-raw');
    expect(out).toMatch(/dead letters: 200 events, 0 deliveries/);
    expect(out).toMatch(/\nbalanced: 600 raw events = 400 handed \+ 200 dead\n$/);
    expect(code).toBe(0);
  }, 120_000);

  it('says on one line what is wrong, with 2 for an audit that could not be made', async () => {
    const group = ['--group', `producer=${prefix}other`];
    expect(await relayctl('audit', ...group)).toMatchObject({ code: 0, err: '' });
    expect(await relayctl('audit', '--interval-ms', '1')).toMatchObject({ code: 2, out: '' });
    brokers = ['127.0.0.1:1'];
    const { code, err } = await relayctl('audit');
    expect(code).toBe(2);
    expect(err).toMatch(/^relayctl: [^\n]*127\.0\.0\.1:1[^\n]*\n$/);
    expect((await relayctl('subscriptions', 'ls')).code).toBe(1);
  }, 120_000);
});
