/** Statuses for people. */
import type { StageStatus } from '@pixel-relay/contracts';
import { lifecycleText } from './plain.ts';
import { type Column, count, duration, mebibytes, table } from './table.ts';

export interface StageRow {
  readonly address: string;
  readonly status: StageStatus;
  /** since the last time it was looked at; null: this is the first */
  readonly eventsPerSecond: number | null;
}

type Partition = NonNullable<StageStatus['partitions']>[number];
type Deliveries = NonNullable<NonNullable<StageStatus['totals']>['deliveries']>[number];

const inFlight = ({ partitions }: StageStatus): number =>
  (partitions ?? []).reduce((sum, each) => sum + (each.inFlightEvents ?? 0), 0);
const lag = ({ partitions }: StageStatus): number =>
  (partitions ?? []).reduce((sum, each) => sum + (each.lagEvents ?? 0), 0);

const STAGES: readonly Column<StageRow>[] = [
  { head: 'STAGE', cell: ({ status }) => status.stage ?? '' },
  { head: 'INSTANCE', cell: ({ status }) => status.instance ?? '' },
  { head: 'STATE', cell: ({ status }) => lifecycleText(status) },
  { head: 'BUSY', cell: ({ status: { pool } }) => `${pool?.busy ?? 0}/${pool?.workers ?? 0}`, right: true },
  { head: 'QUEUED', cell: ({ status }) => count(status.pool?.queued), right: true },
  { head: 'IN FLIGHT', cell: ({ status }) => count(inFlight(status)), right: true },
  { head: 'LAG', cell: ({ status }) => count(lag(status)), right: true },
  {
    head: 'EVENTS/S',
    cell: ({ eventsPerSecond }) => (eventsPerSecond === null ? '-' : count(Math.round(eventsPerSecond))),
    right: true,
  },
  { head: 'IN', cell: ({ status }) => count(status.totals?.eventsIn), right: true },
  { head: 'OUT', cell: ({ status }) => count(status.totals?.eventsOut), right: true },
  { head: 'DENIED', cell: ({ status }) => count(status.totals?.denied), right: true },
  { head: 'FILTERED', cell: ({ status }) => count(status.totals?.filtered), right: true },
  { head: 'DEAD', cell: ({ status }) => count(status.totals?.dead), right: true },
  { head: 'AGE P99', cell: ({ status }) => duration(status.age?.p99Ms), right: true },
  { head: 'MEMORY', cell: ({ status }) => mebibytes(status.process?.residentBytes), right: true },
];

const PARTITIONS: readonly Column<Partition & { readonly stage: string }>[] = [
  { head: 'STAGE', cell: ({ stage }) => stage },
  { head: 'TOPIC', cell: ({ topic }) => topic ?? '' },
  { head: 'PARTITION', cell: ({ partition }) => count(partition), right: true },
  { head: 'POSITION', cell: ({ position }) => count(position), right: true },
  { head: 'COMMITTED', cell: ({ committed }) => count(committed), right: true },
  { head: 'LOG END', cell: ({ logEnd }) => count(logEnd), right: true },
  { head: 'IN FLIGHT', cell: ({ inFlightEvents }) => count(inFlightEvents), right: true },
  { head: 'LAG', cell: ({ lagEvents }) => count(lagEvents), right: true },
  { head: 'OLDEST', cell: ({ frontierAgeMs }) => duration(frontierAgeMs), right: true },
  { head: 'HELD AT', cell: ({ held }) => (held == null ? '-' : String(held.from ?? 0)), right: true },
];

const DELIVERIES: readonly Column<Deliveries & { readonly instance: string }>[] = [
  { head: 'INSTANCE', cell: ({ instance }) => instance },
  { head: 'PARTNER', cell: ({ partner }) => partner ?? '' },
  { head: 'ACCEPTED', cell: ({ accepted }) => count(accepted), right: true },
  { head: 'RETRYING', cell: ({ retrying }) => count(retrying), right: true },
  { head: 'DEAD', cell: ({ dead }) => count(dead), right: true },
  { head: 'REQUESTS', cell: ({ requests }) => count(requests), right: true },
];

export const stagesTable = (rows: readonly StageRow[]): string => table(STAGES, rows);

/** Partitions and deliveries below the stages, where there are any. */
export function detailTables(statuses: readonly StageStatus[]): string {
  const partitions = statuses.flatMap(({ stage, partitions }) =>
    (partitions ?? []).map(each => ({ ...plainFields(each), stage: stage ?? '' })),
  );
  const deliveries = statuses.flatMap(({ instance, totals }) =>
    (totals?.deliveries ?? []).map(each => ({ ...plainFields(each), instance: instance ?? '' })),
  );
  const tables = [
    ...(partitions.length > 0 ? [table(PARTITIONS, partitions)] : []),
    ...(deliveries.length > 0 ? [table(DELIVERIES, deliveries)] : []),
  ];
  return tables.join('\n\n');
}

/** Own fields only: what a message leaves out is at its default, and the cells know it. */
const plainFields = <Message extends object>(message: Message): Message => ({ ...message });
