import { systemClock } from '@pixel-relay/clock';
import { InMemoryCluster } from './memory/in-memory-cluster.ts';
import { describeLog } from './suite/describe-log.ts';

for (const latencyMaxMs of [0, 5]) {
  describeLog(`the in-memory log, latency up to ${latencyMaxMs} ms`, async () => {
    const cluster = new InMemoryCluster({ clock: systemClock, latencyMaxMs });
    return {
      connect: async () => cluster.connect(),
      deleteRecords: async (topic, partition, offset) => void cluster.deleteRecords(topic, partition, offset),
      appendUnreadable: async (topic, partition) => cluster.appendGap(topic, partition, 2),
      close: async () => undefined,
    };
  });
}
