/** What was read of a running stage, again and again, and the part of it that counts. */

import { systemClock } from '@pixel-relay/clock';
import type { StageStatus } from '@pixel-relay/contracts';

/** Sums over all replicas. */
export interface Sample {
  /** monotonic */
  readonly atMs: number;
  /** events that the stage has done with, since it started */
  readonly events: number;
  readonly cpuMicros: number;
  /** null: the broker is not ours */
  readonly brokerCpuMicros: number | null;
  /** of the largest replica */
  readonly residentBytes: number;
}

export interface Measured {
  /** within the window */
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly cpuMicrosPerEvent: number;
  readonly brokerMicrosPerEvent: number | null;
}

/**
 * From the first sample at which `warmShare` of `total` events are done (compiled and steady by then) to the last one
 * before the backlog's end, whose idle tail is nobody's work.
 * @throws RangeError when too little lies between
 */
export function measureWindow(samples: readonly Sample[], total: number, warmShare: number): Measured {
  const first = samples.find(({ events }) => events >= total * warmShare);
  const last = samples.findLast(({ events }) => events < total * 0.995);
  if (first === undefined || last === undefined || last.events - first.events < total * 0.2)
    throw new RangeError(`${total} events are done too quickly to be measured: give more --events`);
  const events = last.events - first.events;
  return {
    events,
    eventsPerSecond: (events * 1_000) / (last.atMs - first.atMs),
    cpuMicrosPerEvent: (last.cpuMicros - first.cpuMicros) / events,
    brokerMicrosPerEvent:
      last.brokerCpuMicros === null || first.brokerCpuMicros === null
        ? null
        : (last.brokerCpuMicros - first.brokerCpuMicros) / events,
  };
}

/** @param statuses of a stage's replicas, asked for just now */
export function sampleOf(statuses: readonly StageStatus[], brokerCpuMicros: number | null): Sample {
  const sum = (figure: (status: StageStatus) => number | null | undefined): number =>
    statuses.reduce((total, status) => total + (figure(status) ?? 0), 0);
  return {
    atMs: systemClock.monotonic(),
    events: sum(({ totals }) => totals?.eventsIn),
    cpuMicros: sum(({ process }) => process?.cpuMicros),
    brokerCpuMicros,
    residentBytes: Math.max(...statuses.map(({ process }) => process?.residentBytes ?? 0)),
  };
}
