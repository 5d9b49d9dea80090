/** What this process uses: for the status, the process metrics and the benchmarks. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '@pixel-relay/clock';

export interface ProcessUsage {
  /** user and system, all threads, since the process started */
  readonly cpuMicros: number;
  readonly residentBytes: number;
  /** of the main thread's event loop, over the last seconds */
  readonly loopDelayP99Ms: number;
}

export interface ProcessUsageReader {
  read(): ProcessUsage;
  stop(): void;
}

/** The loop is sampled this often; a delay shorter than it may go unseen. */
const SAMPLE_MS = 20;
/** At least this long a stretch stands behind the percentile, however often it is read: 500 samples. */
const WINDOW_MS = 10_000;

/** Starts to watch the event loop (50 samples a second). Whoever starts it stops it. */
export function processUsage(clock: Clock): ProcessUsageReader {
  const delays = monitorEventLoopDelay({ resolution: SAMPLE_MS });
  delays.enable();
  let since = clock.monotonic();
  let previousMs = 0;
  // A sample is the time between two ticks, so an idle loop shows the interval itself.
  const currentMs = (): number => (delays.count === 0 ? 0 : Math.max(0, delays.percentile(99) / 1e6 - SAMPLE_MS));
  return {
    read() {
      const { user, system } = process.cpuUsage();
      const current = currentMs();
      const loopDelayP99Ms = Math.max(previousMs, current);
      if (clock.monotonic() - since >= WINDOW_MS) {
        previousMs = current;
        since = clock.monotonic();
        delays.reset();
      }
      return { cpuMicros: user + system, residentBytes: process.memoryUsage.rss(), loopDelayP99Ms };
    },
    stop: () => void delays.disable(),
  };
}
