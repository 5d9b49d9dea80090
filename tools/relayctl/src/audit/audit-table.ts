import { type DeliveryAccount, REDRIVEN_PARTITION } from '@pixel-relay/stage';
import { type Column, count, table } from '../table.ts';
import type { AuditReport } from './audit.ts';

type Row = AuditReport['partitions'][number];
type Line = Omit<Row, 'partition' | 'base' | 'next'> & Record<'partition' | 'base' | 'next', string>;

const number = (head: string, cell: (row: Line) => number): Column<Line> => ({
  head,
  cell: row => count(cell(row)),
  right: true,
});

const COLUMNS: readonly Column<Line>[] = [
  { head: 'PARTITION', cell: ({ partition }) => partition, right: true },
  {
    head: 'EPOCH',
    cell: ({ epoch, current, partition }) =>
      epoch === null ? '-' : current || partition === 'redriven' ? epoch : `${epoch} (past)`,
  },
  { head: 'BASE', cell: ({ base }) => base, right: true },
  { head: 'NEXT', cell: ({ next }) => next, right: true },
  number('HANDED', ({ handed }) => handed),
  number('DENIED', ({ denied }) => denied),
  number('FILTERED', ({ filtered }) => filtered),
  number('DEAD', ({ dead }) => dead),
  number('ABSENT', ({ absent }) => absent),
  number('EXPIRED', ({ expired }) => expired),
  number('IN FLIGHT', ({ inFlight }) => inFlight),
];

/** The table, what is in flight and where, what is wrong, and the verdict as the last line. */
export function auditText(report: AuditReport): string {
  const { totals, waitingFor, deadLetters, deliveries, problems, notes, balanced } = report;
  const lines: Line[] = report.partitions.map(row => ({
    ...row,
    partition: row.partition === REDRIVEN_PARTITION ? 'redriven' : String(row.partition),
    base: count(row.base),
    next: count(row.next),
  }));
  const sum: Line = {
    ...totals,
    partition: 'all',
    base: '',
    next: '',
    epoch: '',
    current: true,
    retired: false,
    waitingFor,
  };
  const waiting = Object.entries(waitingFor)
    .filter(([, events]) => events > 0)
    .map(([stage, events]) => `${count(events)} before the ${stage}'s commit`);
  const text = [table(COLUMNS, [...lines, sum]), ''];
  if (waiting.length > 0) text.push(`in flight: ${waiting.join(', ')}`);
  if (deadLetters !== null)
    text.push(
      `dead letters: ${count(deadLetters.events)} events, ${count(deadLetters.deliveries)} deliveries, ${count(deadLetters.strays)} records that were no batches`,
    );
  if (deliveries !== null && deliveries.handed > 0) text.push(deliveriesText(deliveries));
  text.push(...notes.map(note => `note: ${note}`), ...problems.map(problem => `PROBLEM: ${problem}`));
  text.push(`${balanced ? 'balanced' : 'UNBALANCED'}: ${sumOf(totals)}`);
  return text.join('\n');
}

function deliveriesText({ handed, accepted, withdrawn, dead, waiting, surplus, tiers }: DeliveryAccount): string {
  const where = tiers
    .filter(tier => tier.waiting > 0)
    .map(tier => `${tier.topic} ${count(tier.waiting)}`)
    .join(', ');
  const parts = [
    `${count(accepted)} accepted`,
    ...(withdrawn > 0 ? [`${count(withdrawn)} withdrawn`] : []),
    ...(dead > 0 ? [`${count(dead)} dead`] : []),
    ...(waiting > 0 ? [`${count(waiting)} waiting (${where})`] : []),
  ];
  return `deliveries: ${count(handed)} handed = ${parts.join(' + ')}${surplus > 0 ? ` - ${count(surplus)} surplus` : ''}`;
}

function sumOf({ raw, ...parts }: AuditReport['totals']): string {
  const names = { ...parts, 'in flight': parts.inFlight } as Record<string, number>;
  delete names['inFlight'];
  const shown = Object.entries(names).filter(([name, value]) => value !== 0 || name === 'handed');
  return `${count(raw)} raw events = ${shown.map(([name, value]) => `${count(value)} ${name}`).join(' + ')}`;
}
