/** Looking at records and dead letters that real stages wrote: masked by default, whole with a reason that is noted. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { Event, ParkedDelivery, Reason } from '@pixel-relay/contracts';
import { topics } from '@pixel-relay/stage';
import { InMemoryCluster } from '@pixel-relay/testing';
import { stageNames } from '../audit/pipeline-stages.ts';
import { runOnLog } from '../spec/run-on-log.ts';
import { startTrivialStage, type TrivialStage } from '../spec/trivial-pipeline.ts';

const CUSTOMER = 'client-7';
const WHY = 'ticket 4711: order missing';
const raw = (n: number, name = 'page_viewed') => ({
  key: Buffer.from(CUSTOMER),
  value: Buffer.from(JSON.stringify({ id: `e-${n}`, name, clientId: CUSTOMER })),
});

describe('looking into the log', () => {
  let cluster: InMemoryCluster;
  let running: TrivialStage[];
  beforeEach(async () => {
    cluster = new InMemoryCluster({ clock: systemClock });
    running = [];
    await run('topics', 'ensure', '--partitions', '2');
  });
  afterEach(async () => void (await Promise.all(running.map(stage => stage.stop()))));

  const run = (...args: string[]) => runOnLog(() => cluster.connect(), args);

  /** Ten events in partition 1: the first dies in the parser, the second in the validator. */
  async function runPipeline(): Promise<void> {
    for (const name of stageNames)
      running.push(
        await startTrivialStage(cluster.connect(), name, {
          parser: offset => (offset === 0 ? 'dead' : null),
          validator: offset => (offset === 1 ? 'dead' : offset < 4 ? 'denied' : null),
        }),
      );
    cluster.append(
      topics.raw,
      1,
      Array.from({ length: 10 }, (_, n) => raw(n)),
    );
    while (cluster.group('pixel-relay-producer').committed(topics.augmented, 1)?.offset !== 1)
      await systemClock.sleep(5);
  }

  it('says what a parked delivery waits for, and shows its event to nobody without a reason', async () => {
    const parked = {
      source: { topic: topics.raw, epoch: '0000000000000007', partition: 1, offset: 4 },
      partner: 'ads',
      attempts: 3,
      firstAttemptMs: 5,
      notBeforeMs: 60_005,
      deadlineMs: 90_000,
      lastReason: Reason.DELIVERY_EXPIRED,
      lastDetail: 'HTTP 503',
    };
    const event = Event.encode({ id: 'e-4', clientId: CUSTOMER }).finish();
    const value = Buffer.from(ParkedDelivery.encode({ ...parked, event }).finish());
    cluster.append(topics.retry1m, 1, [{ key: null, value }]);
    const { lines } = await run('peek', topics.retry1m, '--partition', '1', '--json');
    const { source, partner, attempts, firstAttemptMs, notBeforeMs, deadlineMs, lastDetail } = parked;
    expect(JSON.parse(lines[0]!)).toMatchObject({
      ...{ source, partner, attempts, firstAttemptMs, notBeforeMs, deadlineMs },
      kind: 'parked delivery',
      reason: 'delivery_expired',
      detail: lastDetail,
    });
    expect(lines.join()).not.toContain(CUSTOMER);
    const revealed = await run('peek', topics.retry1m, '--partition', '1', '--reveal', WHY, '--json');
    expect(revealed.lines.join()).toContain('HTTP 503');
    expect(revealed.aside.join()).toContain(WHY);
  });

  it('shows what records are without saying whose', async () => {
    await runPipeline();
    const shown = new Map<string, string>();
    cluster.createTopic({ topic: 'partner.ads', partitions: 2, replicationFactor: 1, config: {} });
    cluster.append('partner.ads', 1, [raw(5)]);
    const every = [topics.raw, topics.parsed, topics.validated, topics.augmented, topics.deadLetter, 'partner.ads'];
    for (const topic of every) {
      const { lines, aside } = await run('peek', topic, '--partition', '1');
      shown.set(topic, lines.join('\n'));
      expect(aside).toEqual([]);
      expect(lines.join('\n')).not.toContain(CUSTOMER);
      expect(lines.join('\n')).not.toContain('e-5');
    }
    expect(shown.get(topics.raw)!.split('\n')).toHaveLength(10);
    expect(shown.get(topics.raw)).toMatch(
      /^1\/0 {2}\S+Z {2}keyBytes 8 {2}valueBytes \d+ {2}event {2}name page_viewed\n/,
    );
    expect(shown.get(topics.augmented)).toMatch(/"firstOffset":0,"nextOffset":10/);
    expect(shown.get(topics.augmented)).toMatch(/events 6 {2}names {"page_viewed":6} {2}dropped {"dead":2,"denied":2}/);
    expect(shown.get(topics.deadLetter)).toMatch(/dead letter {2}reason invalid_field/);
  });

  it('shows everything with a reason, and notes it first', async () => {
    await runPipeline();
    for (const topic of [topics.raw, topics.augmented, topics.deadLetter]) {
      const { lines, aside } = await run('peek', topic, '--partition', '1', '--count', '1', '--json', '--reveal', WHY);
      expect(aside).toHaveLength(1);
      expect(JSON.parse(aside[0]!)).toMatchObject({ level: 'warn', reason: WHY, topic, partition: 1 });
      expect(JSON.parse(lines[0]!)).toHaveProperty('content');
      expect(lines.join('\n')).toContain(CUSTOMER);
    }
    await expect(run('peek', topics.raw, '--reveal', 'because')).rejects.toThrow(/Say why/);
  });

  it('finds its place: from an offset, the last ones, past gaps and what cannot be read', async () => {
    cluster.append(
      topics.raw,
      0,
      Array.from({ length: 30 }, (_, n) => raw(n)),
    );
    cluster.appendGap(topics.raw, 0, 2);
    cluster.append(topics.raw, 0, [
      raw(32, 'mail bob@example.com'),
      { key: null, value: null },
      { key: null, value: Buffer.from('[') },
    ]);
    cluster.damage(topics.raw, 0, 4, 'damaged on purpose');
    cluster.deleteRecords(topics.raw, 0, 2);
    const offsets = async (...args: string[]): Promise<number[]> =>
      (await run('peek', topics.raw, '--json', ...args)).lines.map(
        line => (JSON.parse(line) as { offset: number }).offset,
      );
    expect(await offsets('--offset', '10', '--count', '3')).toEqual([10, 11, 12]);
    expect(await offsets('--count', '3')).toEqual([32, 33, 34]);
    expect(await offsets('--count', '4')).toEqual([32, 33, 34]);
    expect(await offsets('--count', '5')).toEqual([32, 33, 34]);
    expect(await offsets('--offset', '29', '--count', '2')).toEqual([29, 32]);
    const last = (await run('peek', topics.raw, '--offset', '32')).lines;
    expect(last).toEqual([
      expect.stringMatching(/event {2}name \(not shown\)$/),
      expect.stringMatching(/tombstone$/),
      expect.stringMatching(/not a JSON object$/),
    ]);
    expect((await run('peek', topics.raw, '--offset', '3', '--count', '3')).lines).toEqual([
      expect.stringMatching(/^0\/3 {2}/),
      '0/4  unreadable: damaged on purpose',
      expect.stringMatching(/^0\/5 {2}/),
    ]);
    await expect(run('peek', topics.raw, '--offset', '1')).rejects.toThrow(
      /no offset 1: it begins at 2 and ends at 34/,
    );
    await expect(run('peek', topics.raw, '--offset', '35')).rejects.toThrow(/no offset 35/);
    await expect(run('peek', topics.raw, '--partition', '2')).rejects.toThrow(/has no partition 2/);
    await expect(run('peek', 'nothing')).rejects.toThrow(/nothing/);
    expect((await run('peek', topics.raw, '--partition', '1')).lines).toEqual(['events.raw/1 has no records there']);
  });

  it("leaves no group behind, and nobody else's commits changed", async () => {
    await runPipeline();
    const before = cluster.group('pixel-relay-parser').committed(topics.raw, 1);
    const log = cluster.connect();
    const removed: string[] = [];
    const removeGroup = log.admin.removeGroup.bind(log.admin);
    log.admin.removeGroup = async group => {
      await removeGroup(group);
      removed.push(group);
    };
    await runOnLog(() => log, ['peek', topics.raw, '--partition', '1', '--offset', '0']);
    expect(removed).toEqual([expect.stringMatching(/^relayctl-[0-9a-f]{16}$/)]);
    expect(cluster.group('pixel-relay-parser').committed(topics.raw, 1)).toEqual(before);
  });

  it('lists dead letters by reason, newest first', async () => {
    expect((await run('dead-letters', 'ls')).lines).toContain('no dead letters');
    await runPipeline();
    cluster.append(topics.deadLetter, 0, [{ key: null, value: Buffer.from([0xff]) }]);
    const { lines } = await run('dead-letters', 'ls');
    expect(lines[0]).toMatch(/^AT +AGE +REASON +STAGE +PARTNER +ATTEMPTS +EVENT$/);
    expect(lines.slice(1, 3).sort()).toEqual([
      expect.stringMatching(/^1\/0 +\d+ ms +invalid_field +parser +1 +events\.raw\/1 offset 0, epoch [0-9a-f]{16}$/),
      expect.stringMatching(/^1\/1 +\d+ ms +invalid_field +validator +1 +events\.raw\/1 offset 1, epoch [0-9a-f]{16}$/),
    ]);
    expect(lines.at(-1)).toBe('in all: 2 invalid_field');
    const json = async (...args: string[]) =>
      JSON.parse((await run('dead-letters', 'ls', '--json', ...args)).lines[0]!) as { letters: { stage: string }[] };
    expect((await json('--stage', 'parser')).letters).toMatchObject([{ stage: 'parser', at: '1/0' }]);
    expect((await json('--count', '1')).letters).toHaveLength(1);
    expect((await json('--reason', 'too_deep')).letters).toEqual([]);
    await expect(run('dead-letters', 'ls', '--reason', 'boredom')).rejects.toThrow(/Allowed choices/);
  });

  it('shows one dead letter, and the event in it with a reason', async () => {
    await runPipeline();
    const { lines, aside } = await run('dead-letters', 'show', '1/0');
    expect(aside).toEqual([]);
    expect(lines.join('\n')).toMatch(/"detail": "as told"/);
    expect(lines.join('\n')).not.toContain(CUSTOMER);
    expect(lines.at(-1)).toMatch(/^the event's \d+ bytes are shown with --reveal REASON$/);

    const revealed = async (at: string): Promise<unknown> => {
      const ran = await run('dead-letters', 'show', at, '--json', '--reveal', WHY);
      expect(JSON.parse(ran.aside[0]!)).toMatchObject({ reason: WHY, topic: topics.deadLetter, partition: 1 });
      return JSON.parse(ran.lines[0]!);
    };
    expect(await revealed('1/0')).toMatchObject({
      form: 'raw_json',
      key: CUSTOMER,
      original: { id: 'e-0', clientId: CUSTOMER },
    });
    expect(await revealed('1/1')).toMatchObject({
      form: 'event',
      original: { id: 'event-1', clientId: CUSTOMER, sourceOffset: 1 },
    });
    await expect(run('dead-letters', 'show', '1/9')).rejects.toThrow(/no offset 9/);
    await expect(run('dead-letters', 'show', '17')).rejects.toThrow(/partition\/offset/);
  });
});
