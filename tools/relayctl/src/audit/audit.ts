/**
 * Whether everything that was acknowledged is accounted for, from Kafka alone. Per raw partition and epoch, exact at
 * every commit of the last stage: next - base = handed + denied + filtered + dead + absent + expired.
 */
import type { Log } from '@pixel-relay/kafka';
import type { DeliveryAccount } from '@pixel-relay/stage';
import { countRaw } from './count-raw.ts';
import { type DeadLetterIndex, indexDeadLetters } from './dead-letter-index.ts';
import type { AuditedStage } from './pipeline-stages.ts';
import { type PipelineReading, readPipeline } from './read-pipeline.ts';
import { type Trace, traceEpochs } from './trace-epochs.ts';
import { placeOf, type Weighed, weighTrace } from './weigh-trace.ts';
import { lettersMissing, weighDeliveries } from './weigh-deliveries.ts';

export interface AuditOptions {
  readonly stages: readonly AuditedStage[];
  /** look for the dead letter of every event that is counted as dead */
  readonly deadLetters: boolean;
  /** count the raw records that are there, to hold `absent` against */
  readonly countRaw: boolean;
}

export interface Totals {
  /** offsets of the raw topic, from where the epochs began to its end */
  readonly raw: number;
  readonly handed: number;
  readonly denied: number;
  readonly filtered: number;
  readonly dead: number;
  readonly absent: number;
  readonly expired: number;
  /** of retired epochs: accounted for, but no longer by outcome */
  readonly retired: number;
  readonly inFlight: number;
}

export interface AuditReport {
  readonly balanced: boolean;
  readonly totals: Totals;
  /** events in flight by the stage that has to take them next */
  readonly waitingFor: Readonly<Record<string, number>>;
  readonly partitions: readonly Omit<Weighed, 'problems' | 'notes'>[];
  /** null: not asked for */
  readonly deadLetters: { readonly events: number; readonly deliveries: number; readonly strays: number } | null;
  /** handed = accepted + withdrawn + dead + waiting - surplus; null: none were made yet */
  readonly deliveries: DeliveryAccount | null;
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/** @throws UsageError when the commits cannot be read, and what the log throws */
export async function audit(log: Log, options: AuditOptions): Promise<AuditReport> {
  const reading = await readPipeline(log, options.stages);
  const traces = traceEpochs(reading);
  const lastKnows = (trace: Trace): boolean => (trace.entries.at(-1) ?? null) !== null;
  const rows = traces.map(trace => {
    const earlier = traces.some(other => other !== trace && other.partition === trace.partition && lastKnows(other));
    return weighTrace(trace, reading, earlier);
  });
  const problems = rows.flatMap(row => row.problems);
  const notes = [...notesOf(reading), ...rows.flatMap(row => row.notes), ...skipped(rows)];

  const deliveries = await weighDeliveries(log, reading);
  if (deliveries !== null) {
    problems.push(...deliveries.problems);
    notes.push(...deliveries.notes);
  }
  const letters = options.deadLetters ? await indexDeadLetters(log) : null;
  if (letters !== null) compareLetters(letters, traces, rows, problems, notes);
  if (letters !== null && deliveries !== null) problems.push(...lettersMissing(deliveries, letters));
  if (options.countRaw) await compareRaw(log, rows, problems, notes);

  const waitingFor: Record<string, number> = {};
  for (const row of rows)
    for (const [stage, events] of Object.entries(row.waitingFor)) waitingFor[stage] = (waitingFor[stage] ?? 0) + events;
  return {
    balanced: problems.length === 0,
    totals: totalsOf(rows),
    waitingFor,
    partitions: rows.map(({ problems: _problems, notes: _notes, ...row }) => row),
    deadLetters:
      letters === null ? null : { events: letters.events, deliveries: letters.deliveries, strays: letters.strays },
    deliveries: deliveries?.account ?? null,
    problems,
    notes,
  };
}

const notesOf = ({ stages }: PipelineReading): string[] =>
  stages
    .filter(({ committed }) => committed.size === 0)
    .map(({ name, groupId }) => `${name}: group ${groupId} has not committed anything yet`);

/** What an operator's reset jumped over was never in the new epoch. */
const skipped = (rows: readonly Weighed[]): string[] =>
  rows
    .filter(({ current, epoch }) => current && epoch !== null)
    .flatMap(({ partition, base }) => {
      const ends = rows.filter(row => row.partition === partition && !row.current).map(({ next }) => next);
      const end = Math.max(0, ...ends);
      return ends.length === 0 || end >= base
        ? []
        : [`events.raw/${partition}: a reset passed over offsets ${end} to ${base - 1}`];
    });

/** The account decides: a letter can repeat, and one whose event was forwarded after all is superseded. None may be missing. */
function compareLetters(
  letters: DeadLetterIndex,
  traces: readonly Trace[],
  rows: readonly Weighed[],
  problems: string[],
  notes: string[],
): void {
  if (!letters.whole) notes.push('dead letters: the topic has begun to delete them, or holds too many to compare');
  rows.forEach((row, i) => {
    const { from, epochs } = traces[i]!;
    // The parser's letters are under the epoch that the validator takes in; further down they cannot be told.
    if (row.epoch === null || row.retired || from > 1) return;
    const known = epochs.slice(1).filter(epoch => epoch !== null);
    const found = letters.countEvents(known, row.partition, row.base, row.next);
    const where = `${placeOf(row.partition)}: `;
    if (found < row.dead && letters.whole)
      problems.push(`${where}${row.dead} events are counted as dead, but only ${found} have a dead letter`);
    else if (found > row.dead)
      notes.push(`${where}${found - row.dead} dead letters are superseded: their events went on after all`);
  });
}

async function compareRaw(log: Log, rows: readonly Weighed[], problems: string[], notes: string[]): Promise<void> {
  const current = rows.filter(({ current: isCurrent, epoch }) => isCurrent && epoch !== null);
  const counts = await countRaw(log, new Map(current.map(row => [row.partition, row])));
  for (const { partition, base, next, absent, expired } of current) {
    const there = counts.get(partition) ?? null;
    const where = `events.raw/${partition}`;
    const told = next - base - absent - expired;
    if (there === null) notes.push(`${where}: records below its start are deleted, so they cannot be counted`);
    else if (there !== told)
      problems.push(`${where}: ${there} records are in the log below ${next}, and ${told} have an outcome`);
  }
}

function totalsOf(rows: readonly Weighed[]): Totals {
  const sum = (value: (row: Weighed) => number): number => rows.reduce((total, row) => total + value(row), 0);
  return {
    raw: sum(({ base, next, inFlight }) => next - base + inFlight),
    handed: sum(({ handed }) => handed),
    denied: sum(({ denied }) => denied),
    filtered: sum(({ filtered }) => filtered),
    dead: sum(({ dead }) => dead),
    absent: sum(({ absent }) => absent),
    expired: sum(({ expired }) => expired),
    retired: sum(({ retired, base, next }) => (retired ? next - base : 0)),
    inFlight: sum(({ inFlight }) => inFlight),
  };
}
