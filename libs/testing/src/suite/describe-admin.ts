import { expect, it } from '@jest/globals';
import { TopicMissingError } from '@pixel-relay/kafka';
import { eventually, rejection, type Trial, witness } from './trial.ts';

/** What LogAdmin promises. */
export function describeAdmin(trial: () => Trial): void {
  it('creates what is missing, leaves what is there, and says which is which', async () => {
    const { admin } = await trial().connect();
    const [one, two] = [trial().declaration(1), trial().declaration(3)];
    expect(await admin.ensure([one])).toEqual([one.topic]);
    expect(await admin.ensure([{ ...one, partitions: 9 }, two])).toEqual([two.topic]);
    expect(await admin.ensure([one, two])).toEqual([]);
    const missing = trial().freshName();
    expect(await admin.describe([one.topic, missing, two.topic])).toEqual(
      new Map([
        [one.topic, { topic: one.topic, partitions: 1, replicationFactor: 1 }],
        [missing, null],
        [two.topic, { topic: two.topic, partitions: 3, replicationFactor: 1 }],
      ]),
    );
    const topics = await admin.topics();
    expect(topics).toEqual(expect.arrayContaining([one.topic, two.topic]));
    expect(topics).not.toContain(missing);
  });

  it('can be written to as soon as a topic is made', async () => {
    const log = await trial().connect();
    for (let n = 0; n < 3; n++) await trial().fill(log, await trial().topic(log, 2), 1, 1);
  });

  it('says where each partition begins and ends', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 3);
    await trial().fill(log, topic, 1, 5);
    await trial().fill(log, topic, 2, 4);
    await trial().deleteRecords(topic, 2, 3);
    expect(await log.admin.offsets(topic)).toEqual([
      { partition: 0, start: 0, end: 0 },
      { partition: 1, start: 0, end: 5 },
      { partition: 2, start: 3, end: 4 },
    ]);
    expect(await rejection(log.admin.offsets(trial().freshName()))).toBeInstanceOf(TopicMissingError);
  });

  it('says so of several topics that are asked for at once', async () => {
    const log = await trial().connect();
    const topics = await Promise.all(Array.from({ length: 12 }, () => trial().topic(log, 2)));
    const empty = [0, 1].map(partition => ({ partition, start: 0, end: 0 }));
    for (let round = 0; round < 10; round++) {
      // Each has to be heard of first, and hears of the others meanwhile.
      const { admin } = await trial().connect();
      const answers = await Promise.all(
        topics.map(async (topic, at) => {
          for (let n = 0; n < at % 4; n++) await admin.clusterId();
          return admin.offsets(topic);
        }),
      );
      for (const answer of answers) expect(answer).toEqual(empty);
    }
  });

  it('is one cluster, whoever asks', async () => {
    const [log, other] = [await trial().connect(), await trial().connect()];
    const clusterId = await log.admin.clusterId();
    expect(clusterId).not.toBe('');
    expect(await other.admin.clusterId()).toBe(clusterId);
  });

  it('answers null for a group that never committed, and after the group was removed', async () => {
    const log = await trial().connect();
    const topic = await trial().topic(log, 2);
    const groupId = trial().group();
    const nothing = new Map([
      [0, null],
      [1, null],
    ]);
    expect(await log.admin.committed(groupId, topic)).toEqual(nothing);
    const consumer = await trial().consume(log, topic, groupId, witness());
    await consumer.leases[0]!.commit(1, 'x');
    await rejection(log.admin.removeGroup(groupId));
    await consumer.stop();
    await log.admin.removeGroup(groupId);
    expect(await log.admin.committed(groupId, topic)).toEqual(nothing);
    await log.admin.removeGroup(groupId);
  });

  it('forgets records and commits with a removed topic', async () => {
    const log = await trial().connect();
    const declaration = trial().declaration(1);
    const { topic } = declaration;
    await log.admin.ensure([declaration]);
    const groupId = trial().group();
    await trial().fill(log, topic, 0, 3);
    const consumer = await trial().consume(log, topic, groupId, witness());
    await consumer.leases[0]!.commit(3, 'all');
    await consumer.stop();
    await log.admin.remove([topic, trial().freshName()]);
    await eventually('the topic is gone', async () => (await log.admin.describe([topic])).get(topic) === null);
    await log.admin.ensure([declaration]);
    expect(await log.admin.offsets(topic)).toEqual([{ partition: 0, start: 0, end: 0 }]);
    expect((await log.admin.committed(groupId, topic)).get(0)).toBeNull();
  });
}
