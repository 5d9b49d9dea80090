import { expect, it } from '@jest/globals';
import { startTelemetry } from '@pixel-relay/telemetry';
import { observeStage } from './observe-stage.ts';

it('shows the pool and every partition at each scrape, as the status has them', async () => {
  const telemetry = await startTelemetry({ stage: 'spec', instance: 'a', prometheusPort: 0, host: '127.0.0.1' });
  try {
    observeStage(telemetry.metrics, () => ({
      pool: {
        workers: 4,
        busy: 3,
        queued: 2,
        queuedBytes: 100,
        oldestQueuedMs: 1_500,
        completed: 9,
        crashed: 1,
        wait: { p50Ms: 5, p99Ms: 20, maxMs: 30 },
      },
      partitions: [{ topic: 'events.raw', partition: 2, lagEvents: 77, frontierAgeMs: 250 }],
    }));
    // The stage's own label stands beside each; it is not what is looked at here.
    const text = (await (await fetch(`http://127.0.0.1:${telemetry.prometheusPort}/metrics`)).text())
      .replaceAll(/,?stage="spec"/g, '')
      .replaceAll('{}', '');
    for (const line of [
      'pixelrelay_pool_workers 4',
      'pixelrelay_pool_workers_busy 3',
      'pixelrelay_pool_queued_jobs 2',
      'pixelrelay_pool_queued_bytes 100',
      'pixelrelay_pool_oldest_queued_seconds 1.5',
      'pixelrelay_pool_jobs_total{outcome="crashed"} 1',
      'pixelrelay_pool_wait_seconds{quantile="0.99"} 0.02',
      'pixelrelay_lag_events{topic="events.raw",partition="2"} 77',
      'pixelrelay_frontier_age_seconds{topic="events.raw",partition="2"} 0.25',
    ])
      expect(text.split('\n')).toContain(line);
  } finally {
    await telemetry.shutdown();
  }
});
