/** `node tools/bench/src/pool/main.ts --table NAME --json FILE`: the tables of the worker pool, all of them without --table. See README.md for the other options. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machineFacts } from '../machine/machine-facts.ts';
import { writeReport } from '../report/bench-report.ts';
import { parserTableOf, runParser } from './parser/run-parser.ts';
import { eventsTableOf, tableOf } from './pool-row.ts';
import { capacity, TIMEOUT_MS } from './producer/partner.ts';
import { producerChart } from './producer/producer-chart.ts';
import { producerTableOf, type ProducerRow, reference } from './producer/producer-row.ts';
import { runProducer } from './producer/run-producer.ts';
import { runAlone, runCpu, runOverhead } from './run.ts';

const tables = ['producer', 'alone', 'overhead', 'cpu', 'parser'] as const;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    runs: { type: 'string', default: '3' },
    table: { type: 'string' },
    workers: { type: 'string', default: '1,15,50,200,500,unbounded' },
    events: { type: 'string', default: '300000' },
    'warm-up': { type: 'string', default: '4' },
    json: { type: 'string' },
    charts: { type: 'string' },
    built: { type: 'boolean', default: false },
  },
});
const chosen = values.table === undefined ? tables : tables.filter(table => table === values.table);
if (chosen.length === 0) throw new RangeError(`--table is one of ${tables.join(', ')}`);
const options = {
  seconds: numberOf('seconds', 0.1),
  runs: numberOf('runs', 1),
  events: numberOf('events', 10_000),
  built: values.built,
  warmUpSeconds: numberOf('warm-up', 0),
  workers: values.workers.split(',').map(workersOf),
  onRow: (row: object) => process.stderr.write(`${JSON.stringify(row)}\n`),
};
const machine = machineFacts();
const rows: object[] = [];

for (const table of chosen) {
  const { rows: measured, text } = await measure(table);
  rows.push(...measured);
  console.log(`${table}\n\n${text}\n`);
}
if (values.json !== undefined)
  writeReport(values.json, {
    command: 'pool',
    machine,
    options: { ...options, partner: { ...capacity, timeoutMs: TIMEOUT_MS } },
    rows,
    ...(chosen.includes('producer') && { reference }),
  });

async function measure(table: (typeof tables)[number]): Promise<{ rows: readonly object[]; text: string }> {
  switch (table) {
    case 'alone': {
      const alone = await runAlone(options);
      return { rows: alone, text: tableOf(alone) };
    }
    case 'overhead': {
      const overhead = await runOverhead(options);
      return { rows: overhead, text: tableOf(overhead) };
    }
    case 'cpu': {
      const cpu = await runCpu(options);
      return { rows: cpu, text: eventsTableOf(cpu) };
    }
    case 'parser': {
      const parser = await runParser(options);
      return { rows: parser, text: parserTableOf(parser) };
    }
    case 'producer': {
      const producer = await runProducer(options);
      if (values.charts !== undefined) {
        mkdirSync(values.charts, { recursive: true });
        const label = `${machine.cpus} cores, broker and partner on them too.`;
        writeFileSync(join(values.charts, 'producer-table.svg'), producerChart(producer, label));
      }
      return { rows: producer, text: producerTableOf(producer) };
    }
  }
}

function numberOf(name: 'seconds' | 'runs' | 'events' | 'warm-up', min: number): number {
  const value = Number(values[name]);
  if (!(value >= min)) throw new RangeError(`--${name} must be a number from ${min}`);
  return value;
}

function workersOf(text: string): ProducerRow['workers'] {
  if (text === 'unbounded') return text;
  const workers = Number(text);
  if (!Number.isInteger(workers) || workers < 1) throw new RangeError('--workers are whole numbers, or "unbounded"');
  return workers;
}
