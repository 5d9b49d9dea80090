/**
 * CPU time per event of the transcoder and of the reference, as ratios to J, bare JSON.parse of the same bytes in the same
 * process. Rounds are interleaved, so that a busy machine slows all three; medians are printed.
 *
 *   node libs/transcoder/src/bench.ts [--events 20000] [--rounds 15]
 */
import { parseArgs } from 'node:util';
import { Random } from './fixtures/random.ts';
import { packJob } from './fixtures/jobs.ts';
import { type RawEvent, storefrontEvent } from './fixtures/storefront-events.ts';
import { createReferenceTranscoder, createTranscoder, DEFAULT_LIMITS, type TranscodeJob } from './index.ts';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '15' } },
});
const events = Number(values.events);
const rounds = Number(values.rounds);
const JOB_EVENTS = 250;

const SIZES: readonly { name: string; make: (r: Random, i: number) => RawEvent }[] = [
  { name: '0.5 KB', make: r => storefrontEvent(r, 'page_viewed', 0, false) },
  {
    name: '1.8 KB',
    make: (r, i) =>
      storefrontEvent(r, ['page_viewed', 'product_viewed', 'page_viewed', 'product_added_to_cart'][i % 4]!, 1, true),
  },
  { name: '8 KB', make: r => storefrontEvent(r, 'checkout_completed', 6, true) },
];

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;

/** microseconds of CPU per event */
function measure(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / events;
}

function bench(name: string, jobs: readonly TranscodeJob[]): void {
  const engine = createTranscoder(DEFAULT_LIMITS);
  const reference = createReferenceTranscoder(DEFAULT_LIMITS);
  let bytesIn = 0;
  let bytesOut = 0;
  let kept: unknown;
  const subjects = {
    parse: () => {
      for (const { bytes, starts, ends, count } of jobs)
        for (let i = 0; i < count; i++) kept = JSON.parse(bytes.toString('utf8', starts[i], ends[i]));
    },
    engine: () => {
      bytesIn = bytesOut = 0;
      for (const job of jobs) {
        bytesIn += job.ends[job.count - 1]! - job.count + 1;
        const { entries, count } = engine.transcode(job);
        bytesOut += entries.length;
        if (count !== job.count) throw new Error('an event was rejected: the bench measures nothing');
      }
    },
    reference: () => {
      for (const job of jobs) kept = reference.transcode(job);
    },
  };
  const times = { parse: [] as number[], engine: [] as number[], reference: [] as number[] };
  for (let round = -3; round < rounds; round++) {
    const warm = round >= 0;
    const parse = measure(subjects.parse);
    const transcode = measure(subjects.engine);
    const mapped = round % 5 === 0 ? measure(subjects.reference) : NaN; // slow: fewer rounds do
    if (!warm) continue;
    times.parse.push(parse);
    times.engine.push(transcode);
    if (!Number.isNaN(mapped)) times.reference.push(mapped);
  }
  void kept;
  const j = median(times.parse);
  const line = [
    name.padEnd(8),
    `${(bytesIn / events).toFixed(0)} -> ${(bytesOut / events).toFixed(0)}`.padEnd(14),
    `J ${j.toFixed(2)} us`.padEnd(14),
    `engine ${median(times.engine).toFixed(2)} us = ${(median(times.engine) / j).toFixed(3)} J`.padEnd(28),
    `reference ${(median(times.reference) / j).toFixed(1)} J`,
  ];
  process.stdout.write(line.join('  ') + '\n');
}

for (const { name, make } of SIZES) {
  const r = new Random(7);
  const documents = Array.from({ length: events }, (_, i) => JSON.stringify(make(r, i)));
  const jobs = Array.from({ length: Math.ceil(events / JOB_EVENTS) }, (_, i) =>
    packJob(documents.slice(i * JOB_EVENTS, (i + 1) * JOB_EVENTS)),
  );
  bench(name, jobs);
}
