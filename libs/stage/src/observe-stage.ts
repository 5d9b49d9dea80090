/** What is read at every scrape rather than counted as it goes: the pool, and where each partition stands. */
import type { StageStatus } from '@pixel-relay/contracts';
import type { Metrics } from '@pixel-relay/telemetry';

type Pool = NonNullable<StageStatus['pool']>;
type Partition = NonNullable<StageStatus['partitions']>[number];

export function observeStage(metrics: Metrics, status: () => StageStatus): void {
  const pool = (): Pool => status().pool ?? {};
  metrics.poolWorkers.observe(report => report(pool().workers ?? 0));
  metrics.poolBusy.observe(report => report(pool().busy ?? 0));
  metrics.poolQueued.observe(report => report(pool().queued ?? 0));
  metrics.poolQueuedBytes.observe(report => report(pool().queuedBytes ?? 0));
  metrics.poolOldestQueued.observe(report => report((pool().oldestQueuedMs ?? 0) / 1_000));
  for (const [metric, name] of [
    [metrics.poolWait, 'wait'],
    [metrics.poolRun, 'run'],
  ] as const)
    metric.observe(report => {
      const { p50Ms, p99Ms, maxMs } = pool()[name] ?? {};
      report((p50Ms ?? 0) / 1_000, { quantile: '0.5' });
      report((p99Ms ?? 0) / 1_000, { quantile: '0.99' });
      report((maxMs ?? 0) / 1_000, { quantile: '1' });
    });
  metrics.poolJobs.observe(report => {
    const { completed, failed, timedOut, crashed } = pool();
    report(completed ?? 0, { outcome: 'completed' });
    report(failed ?? 0, { outcome: 'failed' });
    report(timedOut ?? 0, { outcome: 'timed_out' });
    report(crashed ?? 0, { outcome: 'crashed' });
  });
  const eachPartition = (of: (partition: Partition) => number) => (report: (value: number, at: At) => void) => {
    for (const partition of status().partitions ?? [])
      report(of(partition), { topic: partition.topic ?? '', partition: String(partition.partition ?? 0) });
  };
  metrics.lagEvents.observe(eachPartition(({ lagEvents }) => lagEvents ?? 0));
  metrics.frontierAge.observe(eachPartition(({ frontierAgeMs }) => (frontierAgeMs ?? 0) / 1_000));
}

interface At {
  readonly topic: string;
  readonly partition: string;
}
