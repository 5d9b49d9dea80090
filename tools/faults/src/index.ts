export type { FaultContext, FaultRow } from './fault-row.ts';
export { everydayRows, faultRows } from './rows.ts';
export { type RowResult, runRow } from './run-row.ts';
