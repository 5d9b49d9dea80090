/** Fills the metrics about the process itself. */
import { type NodeGCPerformanceDetail, type PerformanceEntry, PerformanceObserver, constants } from 'node:perf_hooks';
import type { Metrics } from './instruments.ts';
import type { ProcessUsageReader } from './process-usage.ts';

const GC_TYPES = new Map<number, 'major' | 'minor' | 'incremental' | 'weakcb'>([
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'major'],
  [constants.NODE_PERFORMANCE_GC_MINOR, 'minor'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'incremental'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'weakcb'],
]);

/** Returns what ends the observation. */
export function observeProcess(metrics: Metrics, usage: ProcessUsageReader): () => void {
  metrics.processMemory.observe(report => report(process.memoryUsage.rss()));
  metrics.loopDelay.observe(report => report(usage.read().loopDelayP99Ms / 1_000));
  metrics.processCpu.observe(report => {
    const { user, system } = process.cpuUsage();
    report(user / 1e6, { 'cpu.mode': 'user' });
    report(system / 1e6, { 'cpu.mode': 'system' });
  });
  const collections = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      const { duration, detail } = entry as PerformanceEntry & { readonly detail?: NodeGCPerformanceDetail };
      const type = GC_TYPES.get(detail?.kind ?? -1);
      if (type) metrics.gc.record(duration / 1_000, { 'v8js.gc.type': type });
    }
  });
  collections.observe({ entryTypes: ['gc'] });
  return () => collections.disconnect();
}
