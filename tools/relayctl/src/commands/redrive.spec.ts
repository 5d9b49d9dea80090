/** Dead letters that real stages wrote are sent again, and the audit counts them as events that came in. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DeadLetter, Event, readBatch } from '@pixel-relay/contracts';
import { REDRIVEN_PARTITION, topics } from '@pixel-relay/stage';
import { redrivenEvent } from '../redrive/redriven-event.ts';
import { AuditedPipeline } from '../spec/audited-pipeline.ts';
import { type Ran, runOnLog } from '../spec/run-on-log.ts';
import type { Ends } from '../spec/trivial-pipeline.ts';

const WHY = 'ticket 4711: the rule was wrong';
const dies: Ends = {
  parser: offset => (offset === 0 || offset === 1 ? 'dead' : null),
  validator: offset => (offset === 2 || offset === 3 || offset === 4 ? 'dead' : null),
};

describe('dead-letters redrive', () => {
  let pipeline: AuditedPipeline;
  beforeEach(async () => {
    pipeline = await AuditedPipeline.make();
    await pipeline.startAll(dies);
    pipeline.write(10, 1);
    await pipeline.atRest();
    await pipeline.stopAll();
  });
  afterEach(() => pipeline.stopAll());

  const redrive = (...args: string[]): Promise<Ran> =>
    runOnLog(() => pipeline.cluster.connect(), ['dead-letters', 'redrive', ...args]);
  const ends = () => [topics.raw, topics.parsed].map(topic => pipeline.cluster.partition(topic, 1)!.end);

  it('says what it would send, and sends nothing', async () => {
    const before = ends();
    const { lines, aside } = await redrive();
    expect(lines[0]).toMatch(/^AT +REASON +STAGE +PARTNER +TO$/);
    expect(lines.filter(line => line.endsWith(` ${topics.raw}`))).toHaveLength(2);
    expect(lines.filter(line => line.endsWith(` ${topics.parsed}`))).toHaveLength(3);
    expect(lines.at(-1)).toBe('would send 5 events; --execute WHY sends them');
    expect(lines.join('\n')).not.toContain('client-7');
    expect([ends(), aside]).toEqual([before, []]);
  });

  it('sends raw records and events again, and the audit counts them as new ones', async () => {
    const { lines, aside } = await redrive('--execute', WHY);
    expect(lines.at(-1)).toBe('sent: 5 events');
    expect(JSON.parse(aside[0]!)).toMatchObject({
      reason: WHY,
      places: expect.arrayContaining(['1/0', '1/4']) as unknown,
    });
    // In the raw topic as it was; between stages under a source of its own.
    expect(
      pipeline.cluster
        .records(topics.raw, 1)
        .slice(10)
        .map(({ value }) => String(value)),
    ).toEqual(['{}', '{}']);
    const batch = readBatch(pipeline.cluster.records(topics.parsed, 1).at(-1)!.value!);
    expect(batch.source).toMatchObject({ partition: REDRIVEN_PARTITION, firstOffset: 0, nextOffset: 3 });
    await pipeline.startAll();
    const { totals, problems, partitions } = await pipeline.until(
      ({ totals: { raw, inFlight } }) => raw === 15 && inFlight === 0,
    );
    expect(problems).toEqual([]);
    expect(totals).toMatchObject({ handed: 10, dead: 5, raw: 15 });
    expect(partitions.filter(({ partition }) => partition === REDRIVEN_PARTITION)).toMatchObject([
      { handed: 3, next: 3 },
    ]);
    expect((await pipeline.audit()).lines.find(line => line.trim().startsWith('redriven'))).toBeDefined();
  });

  it('sends the same events a second time when it is asked to, and those that died again under a letter of their own', async () => {
    await redrive('--stage', 'validator', '--execute', WHY);
    await redrive('--stage', 'validator', '--execute', WHY);
    await pipeline.startAll({
      validator: (offset, partition) => (partition === REDRIVEN_PARTITION && offset === 1 ? 'dead' : null),
    });
    const { totals, problems } = await pipeline.until(({ totals: { raw, inFlight } }) => raw === 16 && inFlight === 0);
    expect([problems, totals.handed, totals.dead]).toEqual([[], 5 + 4, 5 + 2]);
  });

  it('takes what is named, or fits the filter, and no more than it may', async () => {
    const at = async (...args: string[]): Promise<string[]> => {
      const { lines } = await redrive('--json', ...args);
      return (JSON.parse(lines[0]!) as { letters: { at: string }[] }).letters.map(letter => letter.at);
    };
    expect(await at('1/3', '1/0')).toEqual(['1/0', '1/3']);
    expect(await at('--stage', 'parser')).toEqual(['1/0', '1/1']);
    expect(await at('--reason', 'too_deep')).toEqual([]);
    expect(await at('--max', '2')).toEqual(['1/0', '1/1']);
    expect((await redrive('--max', '2')).lines).toContain('left out: 3 (beyond --max)');
    await expect(redrive('1/99')).rejects.toThrow('there is no dead letter there');
    await expect(redrive('--execute', 'because')).rejects.toThrow(/Say why/);
  });

  it('leaves out what holds no event, and deliveries unless all partners may get them again', async () => {
    const source = { topic: topics.raw, epoch: '00000000000000aa', partition: 1, offset: 7 };
    const event = Event.encode({ id: 'event-7', clientId: 'client-7', sourceOffset: 7 }).finish();
    const letters = [
      { form: 3, input: { topic: topics.parsed }, original: Buffer.from('stray') },
      { form: 2, source, partner: 'ads', original: event },
      { form: 2, source, partner: 'mail', original: event },
    ].map(letter => ({ key: null, value: Buffer.from(DeadLetter.encode({ reason: 1, ...letter }).finish()) }));
    pipeline.cluster.append(topics.deadLetter, 2, letters);
    const { lines } = await redrive('--stage', '');
    expect(lines).toContain('left out: 1 (records that were no batches hold no event)');
    expect(lines).toContain('left out: 2 (deliveries to one partner: --to-all-partners sends their events to all)');
    // Once, although it died on the way to two.
    expect((await redrive('--stage', '', '--to-all-partners')).lines.at(-1)).toMatch(/^would send 1 events/);
  });
});

describe('a redriven event', () => {
  it('has lost what stages appended and its place, and nothing else, unknown fields included', () => {
    const event = { id: 'e', name: 'page_viewed', clientId: 'c', receivedMs: 1_700_000_000_000 };
    const unknown = Buffer.from([0xa2, 0x02, 0x01, 0x78]); // field 36
    const appended = Event.encode({ verdict: { decisions: [] }, augmentation: {} } as never).finish();
    const original = Buffer.concat([Event.encode({ ...event, sourceOffset: 2 ** 40 }).finish(), unknown, appended]);
    const again = redrivenEvent(original, 300);
    expect(Event.decode(again)).toMatchObject({ ...event, sourceOffset: 300 });
    expect(again.includes(unknown)).toBe(true);
    expect(Object.keys(Event.decode(again))).not.toEqual(expect.arrayContaining(['verdict']));
    expect(again.length).toBe(Event.encode({ ...event, sourceOffset: 300 }).finish().length + unknown.length);
    expect(() => redrivenEvent(Buffer.from([0x0a, 0x7f]), 0)).toThrow(RangeError);
  });
});
