export { runSchedule, type ScheduleReport } from './run-schedule.ts';
export { simulate, type SimulationReport } from './simulate.ts';
