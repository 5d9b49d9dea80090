/** `npm run test:faults`: every fault under load on a real Kafka, a row each; exit code 0 only if every row holds. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { type LocalKafka, startKafka } from '@pixel-relay/local-kafka';
import type { FaultRow } from './fault-row.ts';
import { faultRows } from './rows.ts';
import { type RowResult, runRow } from './run-row.ts';

const options = new Command('test:faults')
  .option('--events <n>', 'events over all rows', Number, 100_000)
  .option('--json <file>', 'write the rows there')
  .option('--only <text>', 'rows whose name contains it')
  .option('--seed <n>', 'of the load and of random choices', Number, 1)
  .parse()
  .opts<{ events: number; json?: string; only?: string; seed: number }>();

const rows = faultRows.filter(({ name }) => name.includes(options.only ?? ''));
const eventsPerRow = Math.max(2_000, Math.round(options.events / rows.length));
const results: RowResult[] = [];
for (const nodes of [1, 3] as const) {
  const ours = rows.filter(row => row.nodes === nodes);
  if (ours.length === 0) continue;
  const kafka = await startKafka({ nodes, configOverrides: { 'group.min.session.timeout.ms': '1000' } });
  try {
    for (const row of ours) results.push(await show(row, kafka));
  } finally {
    await kafka.stop();
  }
}
const bad = results.filter(({ good }) => !good);
console.log(`${results.length} rows, ${bad.length} do not hold`);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ rows: results }, null, 2)}\n`);
process.exit(bad.length === 0 && results.length > 0 ? 0 : 1);

async function show(row: FaultRow, kafka: LocalKafka): Promise<RowResult> {
  let result: RowResult;
  try {
    result = await runRow(row, kafka, eventsPerRow, options.seed + results.length);
  } catch (error) {
    result = brokenRow(row, error);
  }
  const { fired, events, lost, doubled, reordered, leaked, repeated, recoveryMs, good, why } = result;
  const recovery = recoveryMs === null ? '' : `, accounted for after ${(recoveryMs / 1_000).toFixed(1)} s`;
  console.log(
    `${good ? 'holds ' : 'BROKEN'} ${row.name}: fired ${fired}, ${events} events, ${lost} lost, ${doubled} doubled, ` +
      `${reordered} reordered, ${leaked} leaked, ${repeated} deliveries repeated${recovery}`,
  );
  for (const line of why) console.log(`         ${line}`);
  return result;
}

/** A row that could not even be run to its end. */
function brokenRow({ name }: FaultRow, error: unknown): RowResult {
  const nothing = { fired: 0, events: 0, lost: 0, doubled: 0, reordered: 0, leaked: 0, repeated: 0, recoveryMs: null };
  return { name, ...nothing, good: false, why: [error instanceof Error ? error.message : String(error)] };
}
