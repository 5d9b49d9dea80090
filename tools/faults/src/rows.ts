/** Every fault, a row each. */
import type { FaultRow } from './fault-row.ts';
import { brokerRows } from './rows/broker-rows.ts';
import { clusterRows } from './rows/cluster-rows.ts';
import { crashRows } from './rows/crash-rows.ts';
import { poisonRows } from './rows/poison-rows.ts';
import { processRows } from './rows/process-rows.ts';
import { queueRow } from './rows/queue-row.ts';
import { restartRows } from './rows/restart-rows.ts';
import { topicRow } from './rows/topic-row.ts';

export const faultRows: readonly FaultRow[] = [
  ...crashRows,
  ...processRows,
  ...restartRows,
  ...poisonRows,
  queueRow,
  topicRow,
  ...brokerRows,
  ...clusterRows,
];

/** Those that every test run has: one crash between stages, one at the end, one zombie. */
export const everydayRows: readonly FaultRow[] = faultRows.filter(({ name }) =>
  [
    'kill -9 of the validator at after-produce-before-commit:9',
    'kill -9 of the producer at after-delivery-before-commit:3',
    'SIGSTOP of a validator past its session, then SIGCONT',
  ].includes(name),
);
