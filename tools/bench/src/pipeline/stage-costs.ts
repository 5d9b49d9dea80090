/** What each process used between two moments, per raw event. */
import { stageNames } from '@pixel-relay/demo';
import type { BenchRow } from '../report/bench-report.ts';
import type { RunningPipeline, StageSamples } from './running-pipeline.ts';

export interface Stretch {
  readonly before: StageSamples;
  readonly after: StageSamples;
  /** raw events that went through from end to end */
  readonly events: number;
  readonly elapsedMs: number;
  readonly jMicros: number;
}

/** A row for each stage, and one for all together. CPU of every row is per raw event, whatever of it reached the stage. */
export function costRows(
  pipeline: RunningPipeline,
  { before, after, events, elapsedMs, jMicros }: Stretch,
  name: string,
): BenchRow[] {
  const eventsPerSecond = (events * 1_000) / elapsedMs;
  const brokers = [before.parser.brokerCpuMicros, after.parser.brokerCpuMicros];
  const brokerMicrosPerEvent = brokers[0] == null || brokers[1] == null ? null : (brokers[1] - brokers[0]) / events;
  const rows = stageNames.map((stage): BenchRow => {
    const cpuMicrosPerEvent = (after[stage].cpuMicros - before[stage].cpuMicros) / events;
    return {
      name: `${name}: ${stage}`,
      events: after[stage].events - before[stage].events,
      eventsPerSecond,
      cpuMicrosPerEvent,
      ratio: cpuMicrosPerEvent / jMicros,
      residentMiB: pipeline.residentPeakBytes(stage) / 2 ** 20,
      brokerMicrosPerEvent: null,
    };
  });
  const cpuMicrosPerEvent = rows.reduce((sum, row) => sum + row.cpuMicrosPerEvent, 0);
  const all: BenchRow = {
    name: `${name}: all four`,
    events,
    eventsPerSecond,
    cpuMicrosPerEvent,
    ratio: cpuMicrosPerEvent / jMicros,
    residentMiB: Math.max(...rows.map(row => row.residentMiB)),
    brokerMicrosPerEvent,
  };
  return [...rows, all];
}
