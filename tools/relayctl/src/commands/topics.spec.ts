import { beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { declareTopics } from '@pixel-relay/stage';
import { InMemoryCluster } from '@pixel-relay/testing';
import { runOnLog } from '../spec/run-on-log.ts';

describe('relayctl topics ensure', () => {
  let cluster: InMemoryCluster;
  beforeEach(() => {
    cluster = new InMemoryCluster({ clock: systemClock });
  });
  const ensure = (...args: string[]) => runOnLog(() => cluster.connect(), ['topics', 'ensure', ...args]);

  it('makes every topic of the pipeline, and says what it made', async () => {
    const { lines } = await ensure('--partitions', '4');
    const declared = declareTopics({ partitions: 4, replicationFactor: 1, minInSyncReplicas: 1 });
    expect(cluster.topics().sort()).toEqual(declared.map(({ topic }) => topic).sort());
    expect(cluster.describe('events.validated')?.partitions).toBe(4);
    expect(lines[0]).toMatch(/^TOPIC +PARTITIONS +COPIES +STATE$/);
    expect(lines).toContainEqual(expect.stringMatching(/^events\.raw +4 +1 +made$/));
    expect(lines).toHaveLength(1 + declared.length);
  });

  it('leaves what is there, and says so', async () => {
    await ensure('--partitions', '4');
    cluster.removeTopic('events.parsed');
    cluster.addPartitions('events.raw', 6);
    const { lines } = await ensure('--partitions', '4', '--topic-prefix', 'eu.', '--json');
    const { topics } = JSON.parse(lines[0]!) as { topics: { topic: string; state: string; partitions: number }[] };
    expect(topics.filter(({ state }) => state === 'made').map(({ topic }) => topic)).toEqual(['events.parsed']);
    expect(topics.find(({ topic }) => topic === 'events.raw')).toMatchObject({ partitions: 6, state: 'already there' });
  });

  it.each(['events.parsed', 'events.validated', 'events.augmented'])(
    'refuses another count for %s before anything is made',
    async topic => {
      await ensure('--partitions', '4');
      cluster.recreateTopic(topic, 3);
      cluster.removeTopic('subscriptions');
      await expect(ensure('--partitions', '4')).rejects.toThrow(
        new RegExp(`nothing was made: ${topic} has 3 partitions, not 4, .*--partitions 3`),
      );
      expect(cluster.describe('subscriptions')).toBeNull();
    },
  );

  it.each([
    [['--partitions', '0'], /whole number/],
    [['--partitions', 'many'], /whole number/],
    [['--min-in-sync-replicas', '2'], /nothing could be written/],
    [['--brokers', 'nowhere'], /host:port/],
  ])('refuses %j', async (args, message) => {
    await expect(ensure(...args)).rejects.toThrow(message);
    expect(cluster.topics()).toEqual([]);
  });
});
