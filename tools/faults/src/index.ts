export type { FaultContext, FaultRow, Injection, RestartCost } from './fault-row.ts';
export { type Cluster, startCluster } from './cluster.ts';
export type { RowResult } from './judge.ts';
export { everydayRows, faultRows } from './rows.ts';
export { runRow } from './run-row.ts';
