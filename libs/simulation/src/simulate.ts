import { runSchedule, type ScheduleReport } from './run-schedule.ts';

const FAILURES_MAX = 5;

export interface SimulationReport {
  readonly seed: number;
  readonly schedules: number;
  readonly events: number;
  readonly steps: number;
  readonly failures: readonly Pick<ScheduleReport, 'seed' | 'violations' | 'traceHash'>[];
  /** what happened, over all schedules: a fault that never fired has proven nothing */
  readonly counts: Readonly<Record<string, number>>;
}

/** Thousands of errors are made that are told by their message alone. */
const STACK_LINES = 0;

/** Runs schedules of the seeds `seed`, `seed + 1` and so on; stops after a few that failed. */
export async function simulate(options: {
  readonly schedules: number;
  readonly seed: number;
}): Promise<SimulationReport> {
  const stackLines = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_LINES;
  try {
    return await run(options);
  } finally {
    Error.stackTraceLimit = stackLines;
  }
}

async function run(options: { readonly schedules: number; readonly seed: number }): Promise<SimulationReport> {
  const counts: Record<string, number> = {};
  const failures: Pick<ScheduleReport, 'seed' | 'violations' | 'traceHash'>[] = [];
  let [done, events, steps] = [0, 0, 0];
  while (done < options.schedules && failures.length < FAILURES_MAX) {
    const report = await runSchedule(options.seed + done++);
    events += report.events;
    steps += report.steps;
    for (const [name, count] of Object.entries(report.counts)) counts[name] = (counts[name] ?? 0) + count;
    const { seed, violations, traceHash } = report;
    if (violations.length > 0) failures.push({ seed, violations, traceHash });
  }
  return { seed: options.seed, schedules: done, events, steps, failures, counts };
}
