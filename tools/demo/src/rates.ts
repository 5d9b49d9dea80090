import type { StageStatus } from '@pixel-relay/contracts';
import type { StageRates } from './live-table.ts';

interface Reading {
  readonly atMs: number;
  readonly events: number;
  readonly cpuMicros: number;
}

/** Events a second and share of a core, from two statuses of a stage. */
export class RateMeter {
  private readonly last: (Reading | null)[] = [];

  read(statuses: readonly (StageStatus | null)[], nowMs: number): StageRates[] {
    return statuses.map((status, i) => {
      const before = this.last[i] ?? null;
      if (status === null) return { eventsPerSecond: 0, cpu: 0 };
      const now = { atMs: nowMs, events: status.totals?.eventsIn ?? 0, cpuMicros: status.process?.cpuMicros ?? 0 };
      this.last[i] = now;
      const seconds = before === null ? 0 : (now.atMs - before.atMs) / 1_000;
      if (before === null || seconds <= 0) return { eventsPerSecond: 0, cpu: 0 };
      return {
        eventsPerSecond: (now.events - before.events) / seconds,
        cpu: (now.cpuMicros - before.cpuMicros) / 1e6 / seconds,
      };
    });
  }
}
