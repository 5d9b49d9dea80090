/** A record that must not be decompressed holds its partition on a real Kafka, until an operator passes it over. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { type Control, serveControl } from '@pixel-relay/control';
import { connectKafka, type Log, type LogProducer } from '@pixel-relay/kafka';
import { sharedTestKafka } from '@pixel-relay/local-kafka';
import { topics } from '@pixel-relay/stage';
import type { AuditReport } from '../audit/audit.ts';
import { stageNames } from '../audit/pipeline-stages.ts';
import { runRelayctl } from '../spec/relayctl-process.ts';
import { startTrivialStage, type TrivialStage } from '../spec/trivial-pipeline.ts';

const prefix = `skip-spec-${process.pid}.`;
const CAP_BYTES = 1 << 20;
const BOMB_BYTES = 8 << 20;

let flags: string[];
let log: Log;
const running: TrivialStage[] = [];
const controls: Control[] = [];

beforeAll(async () => {
  const { brokers } = await sharedTestKafka();
  flags = ['--brokers', brokers.join(','), '--topic-prefix', prefix];
  log = await connectKafka({
    brokers,
    clientId: 'skip-spec',
    topicPrefix: prefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: CAP_BYTES,
    clock: systemClock,
  });
  await runRelayctl('topics', 'ensure', '--partitions', '1', ...flags);
}, 120_000);

afterAll(async () => {
  await Promise.all(controls.map(control => control.close()));
  await Promise.all(running.map(stage => stage.stop()));
  await log.admin.remove(await log.admin.topics());
  await Promise.all(stageNames.map(name => log.admin.removeGroup(`${prefix}pixel-relay-${name}`)));
  await log.close();
}, 60_000);

const send = (producer: LogProducer, events: number, bytes: number): Promise<unknown> =>
  producer.send(
    topics.raw,
    0,
    Array.from({ length: events }, () => ({ key: null, value: Buffer.alloc(bytes, ' ') })),
  );

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    await systemClock.sleep(50);
  }
}

it('stops at a zip bomb, is skipped by the very offset, flows on, and the audit balances', async () => {
  for (const name of stageNames) {
    const stage = await startTrivialStage(log, name, {}, [`--topic-prefix=${prefix}`]);
    running.push(stage);
    const address = { host: '127.0.0.1', port: 0, healthHost: '127.0.0.1', healthPort: 0 };
    controls.push(await serveControl({ stage: stage.running, ...address, clock: systemClock }));
  }
  const addresses = controls.flatMap(({ port }) => ['-a', `127.0.0.1:${port}`]);
  const producer = await log.producer({ compression: 'zstd', sendTimeoutMs: 10_000 });
  await send(producer, 30, 10);
  await send(producer, 2, BOMB_BYTES); // a kilobyte on its way
  await send(producer, 20, 10);
  await producer.close();

  const heldAt = (): number | undefined => running[0]!.running.status().partitions?.[0]?.held?.from ?? undefined;
  await until(
    async () => heldAt(),
    from => from === 30,
  );
  const skip = (place: string) =>
    runRelayctl('skip', topics.raw, place, '--reason', 'ticket 12: a zip bomb', '--by', 'ops', ...addresses);
  const early = await skip('0/29');
  expect(early).toMatchObject({ code: 1, out: '' });
  expect(early.err).toMatch(
    /^relayctl: none of these stages is held at events\.raw 0\/29: held are events\.raw 0\/30\n$/,
  );
  const stands = await until(audited, ({ totals }) => totals.handed === 30);
  expect([stands.problems, stands.waitingFor['parser']]).toEqual([[], 22]);

  const skipped = await skip('0/30');
  expect(skipped).toEqual({
    code: 0,
    out: expect.stringMatching(
      /^events\.raw\/0: passed over offsets 30 to 31 \(decompressed size is over 1048576 bytes\); /,
    ) as unknown,
    err: '',
  });
  const { totals, problems } = await until(audited, report => report.totals.inFlight === 0);
  expect(problems).toEqual([]);
  expect(totals).toMatchObject({ raw: 52, handed: 50, expired: 2, absent: 0 });
  expect(heldAt()).toBeUndefined();
}, 120_000);

async function audited(): Promise<AuditReport> {
  return JSON.parse((await runRelayctl('audit', '--json', ...flags)).out) as AuditReport;
}
