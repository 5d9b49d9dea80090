import { expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { TopicMissingError } from '@pixel-relay/kafka';
import { eventually, QUIET_MS, rejection, type Trial } from './trial.ts';

/** What Log.tail promises. */
export function describeTailing(trial: () => Trial): void {
  it('hands over all that was there before it says caught up, partitions without records included, and goes on', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 4);
    const written = [...(await trial().fill(log, topic, 0, 3)), ...(await trial().fill(log, topic, 2, 2))];
    await trial().appendUnreadable(topic, 2);
    await trial().fill(log, topic, 3, 2);
    await trial().deleteRecords(topic, 3, 2);
    const got: string[] = [];
    const tail = await log.tail({
      topic,
      onRecords: async (partition, records) => {
        await systemClock.sleep(20);
        for (const { value, offset } of records) got.push(`${value!.toString()} at ${partition}/${offset}`);
      },
    });
    await tail.caughtUp;
    expect([...got].sort()).toEqual(written.map(value => `${value} at ${value.slice(1).replace('-', '/')}`));
    await trial().fill(log, topic, 1, 1);
    await trial().fill(log, topic, 0, 1, 3);
    await eventually('two more', () => got.length === 7);
    expect(got).toContain('p0-3 at 0/3');
    expect(got).toContain('p1-0 at 1/0');
    await tail.close();
    await tail.ended;
    await trial().fill(log, topic, 0, 1, 4);
    await systemClock.sleep(QUIET_MS);
    expect(got).toHaveLength(7);
  });

  it('is caught up at once when the topic has nothing', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 3);
    const tail = await log.tail({ topic, onRecords: () => undefined });
    await tail.caughtUp;
    await tail.close();
  });

  it('hands over in order within a partition, one call at a time', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    const got: number[] = [];
    let running = 0;
    const tail = await log.tail({
      topic,
      onRecords: async (_, records) => {
        expect(running++).toBe(0);
        await systemClock.sleep(1);
        got.push(...records.map(record => record.offset));
        running--;
      },
    });
    for (let n = 0; n < 20; n++) await trial().fill(log, topic, 0, 1, n);
    await eventually('twenty records', () => got.length === 20);
    expect(got).toEqual(Array.from({ length: 20 }, (_, n) => n));
    await tail.close();
    await tail.ended;
  });

  it('gives every tail everything, without a group', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 2);
    await trial().fill(log, topic, 1, 2);
    const counts = [0, 0];
    const tails = await Promise.all(
      counts.map((_, n) =>
        log.tail({ topic, onRecords: (_partition, records) => void (counts[n]! += records.length) }),
      ),
    );
    await Promise.all(tails.map(tail => tail.caughtUp));
    expect(counts).toEqual([2, 2]);
  });

  it('ends when onRecords rejects, with its reason', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 1);
    await trial().fill(log, topic, 0, 1);
    const reason = new Error('the table is full');
    const tail = await log.tail({
      topic,
      onRecords: async () => {
        throw reason;
      },
    });
    expect(await rejection(tail.ended)).toBe(reason);
    expect(await rejection(tail.caughtUp)).toBe(reason);
  });

  it('refuses a topic that does not exist', async () => {
    const log = await trial().connect();
    const tailing = log.tail({ topic: trial().freshName(), onRecords: () => undefined });
    expect(await rejection(tailing)).toBeInstanceOf(TopicMissingError);
  });
}
