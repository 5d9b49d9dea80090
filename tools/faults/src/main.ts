/** `npm run test:faults`: every fault under load on a real Kafka, a row each; exit code 0 only if every row holds. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { systemClock } from '@pixel-relay/clock';
import { type Cluster, startCluster } from './cluster.ts';
import type { FaultRow } from './fault-row.ts';
import type { RowResult } from './judge.ts';
import { faultPage } from './report/fault-page.ts';
import { rowText } from './report/row-text.ts';
import { faultRows } from './rows.ts';
import { runRow } from './run-row.ts';

/** Fewer, and a fault's place in the load means nothing. */
const ROW_EVENTS_MIN = 2_000;

const options = new Command('test:faults')
  .option('--events <n>', 'events over all rows, at least; the load goes on while a fault does', Number, 100_000)
  .option('--json <file>', 'write the rows there')
  .option('--markdown <file>', 'write a page with the rows there')
  .option('--only <text>', 'rows whose name contains it')
  .option('--seed <n>', 'of the load and of random choices', Number, 1)
  .parse()
  .opts<{ events: number; json?: string; markdown?: string; only?: string; seed: number }>();

// Brokers end with this process when it exits, and not when a signal ends it; stages end when nobody reads their lines.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const since = systemClock.monotonic();
const rows = faultRows.filter(({ name }) => name.includes(options.only ?? ''));
const eventsPerRow = Math.max(ROW_EVENTS_MIN, Math.round(options.events / rows.length));
const results: RowResult[] = [];
for (const nodes of [1, 3] as const) await runAll(rows.filter(row => row.nodes === nodes));
const bad = results.filter(({ good }) => !good);
console.log(`${results.length} rows, ${bad.length} do not hold`);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ rows: results }, null, 2)}\n`);
if (options.markdown !== undefined) {
  const elapsedMs = systemClock.monotonic() - since;
  writeFileSync(options.markdown, faultPage({ rows: results, seed: options.seed, elapsedMs }));
}
process.exit(bad.length === 0 && results.length > 0 ? 0 : 1);

/** On one cluster, unless a row leaves it in an unknown state. */
async function runAll(ours: readonly FaultRow[]): Promise<void> {
  let cluster: Cluster | null = null;
  for (const row of ours) {
    cluster ??= await startCluster(row.nodes);
    let result: RowResult;
    try {
      result = await runRow(row, cluster, eventsPerRow, options.seed + results.length);
    } catch (error) {
      result = brokenRow(row, error);
      await cluster.stop();
      cluster = null;
    }
    console.log(rowText(result));
    results.push(result);
  }
  await cluster?.stop();
}

/** A row that could not even be run to its end. */
function brokenRow({ name }: FaultRow, error: unknown): RowResult {
  const nothing = { fired: 0, events: 0, lost: 0, doubled: 0, reordered: 0, leaked: 0, repeated: 0, recoveryMs: null };
  return { name, ...nothing, good: false, why: [error instanceof Error ? error.message : String(error)] };
}
