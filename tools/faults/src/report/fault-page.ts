/** docs/faults.md: what is promised under a fault, and what a run of every row found. */
import type { RowResult } from '../judge.ts';

export interface FaultRun {
  readonly rows: readonly RowResult[];
  readonly seed: number;
  readonly elapsedMs: number;
}

const count = (value: number): string => value.toLocaleString('en-US');
const seconds = (ms: number | null): string => (ms === null ? '' : (ms / 1_000).toFixed(1));
const total = (rows: readonly RowResult[], of: (row: RowResult) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

export function faultPage({ rows, seed, elapsedMs }: FaultRun): string {
  const bad = rows.filter(({ good }) => !good);
  const restarts = rows.filter(({ restart }) => restart !== undefined);
  const sums = [
    `${rows.length} rows`,
    `${count(total(rows, ({ events }) => events))} events`,
    `${total(rows, ({ lost }) => lost)} lost`,
    `${total(rows, ({ doubled }) => doubled)} doubled between stages`,
    `${total(rows, ({ reordered }) => reordered)} reordered`,
    `${total(rows, ({ leaked }) => leaked)} leaked`,
    `${count(total(rows, ({ repeated }) => repeated))} deliveries repeated`,
  ];
  return [
    '# What holds under which fault',
    '',
    'Made by `npm run test:faults -- --events N --markdown docs/faults.md`; edits here are lost. How it works: [tools/faults](../tools/faults/README.md).',
    '',
    ...PROMISES,
    '',
    '## The run',
    `${sums.join(', ')}; seed ${seed}, ${Math.round(elapsedMs / 60_000)} minutes. ${bad.length === 0 ? 'Every row holds.' : `**${bad.length} do not hold.**`}`,
    '',
    '| fault | fired | events | lost | doubled | reordered | repeated | caught up after, s |',
    '|-|-:|-:|-:|-:|-:|-:|-:|',
    ...rows.map(rowLine),
    ...(bad.length === 0 ? [] : ['', ...bad.map(({ name, why }) => `- **${name}**: ${why.join('; ')}`)]),
    ...(restarts.length === 0 ? [] : ['', ...restartTable(restarts)]),
    '',
  ].join('\n');
}

function rowLine({ name, fired, events, lost, doubled, reordered, repeated, recoveryMs, good }: RowResult): string {
  const cells = [
    good ? name : `**BROKEN** ${name}`,
    ...[fired, events, lost, doubled, reordered, repeated].map(count),
    seconds(recoveryMs),
  ];
  return `| ${cells.join(' | ')} |`;
}

function restartTable(rows: readonly RowResult[]): string[] {
  return [
    'What a rolling restart cost:',
    '',
    '| restart | longest pause, s | events fetched again | age p99, s |',
    '|-|-:|-:|-:|',
    ...rows.map(
      ({ name, restart }) =>
        `| ${name} | ${seconds(restart!.pauseMaxMs)} | ${count(restart!.refetchedEvents)} | ${seconds(restart!.ageP99Ms)} |`,
    ),
  ];
}

const PROMISES = [
  '## What is promised',
  '- An event whose raw record was acknowledged ends in exactly one place, whatever dies: nothing is lost, nothing is taken twice between stages, and events of a key stay in order.',
  '- A delivery can reach its partner again, under the same id, only where the producer or the broker it writes to was hit. In all other rows a repeated delivery breaks the row.',
  '- An event that ends the thread that touches it, twice, becomes a dead letter with its bytes; those beside it pass.',
  '- A deleted topic takes with it what its reader had not read. Nothing can promise more; so stop what writes to it, let its reader drain it (`relayctl status`: no lag), stop the reader, and only then delete it and make it again. The reader begins a new epoch. Kafka drops the commits of a deleted topic, and a group without commits whose output is not empty is refused, as it might be a misnamed one: start the reader with `--allow-fresh-group` this once.',
  '- A fault that never fired breaks its row, and so does one that did not do what it is there for: a killed node that led nothing, a queue that was never full.',
  '',
  '`fired` counts what can be proven: deaths of processes or threads, clean exits, partitions that got another leader, connections held or reset, brokers that answered late. `caught up after` is the time from the end of the fault, under load, until everything that was in the raw topic at that moment was accounted for.',
];
