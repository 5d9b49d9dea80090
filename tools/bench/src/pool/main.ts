/** `node tools/bench/src/pool/main.ts --seconds N --json FILE`: the tables of the worker pool by itself. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { tableOf } from './pool-row.ts';
import { runAlone, runOverhead } from './run.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    runs: { type: 'string', default: '3' },
    table: { type: 'string' },
    json: { type: 'string' },
  },
});
const options = {
  seconds: Number(values.seconds),
  runs: Number(values.runs),
  onRow: (row: object) => process.stderr.write(`${JSON.stringify(row)}\n`),
};
if (!(options.seconds > 0) || !(options.runs >= 1))
  throw new RangeError('--seconds and --runs must be numbers above 0');
const alone = values.table === 'overhead' ? [] : await runAlone(options);
const overhead = values.table === 'alone' ? [] : await runOverhead(options);
for (const rows of [alone, overhead]) if (rows.length > 0) console.log(`${tableOf(rows)}\n`);
if (values.json !== undefined) {
  const machine = { cpus: availableParallelism(), model: cpus()[0]?.model ?? 'unknown', node: process.version };
  writeFileSync(values.json, `${JSON.stringify({ machine, rows: [...alone, ...overhead] }, null, 2)}\n`);
}
