/**
 * What the validator's and the augmenter's step cost for one event, beside bare JSON.parse (J) of the same events in the
 * same process: `node tools/bench/src/steps/bench-steps.ts [--events 20000] [--rounds 15]`. Steps alone: what Kafka and
 * the batches around them cost is measured with the stages. Rows take turns, and the median of their rounds counts.
 */
import { parseArgs } from 'node:util';
import { AugmenterView, type EventStep, Outcome, ValidatorView } from '@pixel-relay/contracts';
import type { Subscription } from '@pixel-relay/contracts';
import { loadStep } from './load-step.ts';
import { type StepJob, stepJobs, subscriptions } from './step-events.ts';

/** Buffer's own fast decoding, which @types/node does not declare. */
interface Utf8Buffer extends Buffer {
  utf8Slice(): string;
}

const { values } = parseArgs({
  options: { events: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '15' } },
});
const jobs = stepJobs(Number(values.events));
const events = jobs.reduce((sum, job) => sum + job.json.length, 0);

const byShop = Map.groupBy(subscriptions, ({ shopId }) => shopId ?? '');
const none: readonly Subscription[] = [];
const table = { version: 1, forShop: (shopId: string) => byShop.get(shopId) ?? none };
const validator = await loadStep('validator', { subscriptions: table });
const augmenter = await loadStep('augmenter', {});

const stepped = (step: EventStep) => (job: StepJob) => {
  let appended = 0;
  for (let i = 0; i < job.starts.length; i++) {
    const outcome = step(job.bytes.subarray(job.starts[i], job.ends[i]), 0);
    if (outcome.kind === 'forward') appended += outcome.append.length;
  }
  return appended;
};
const decoded = (view: { decode(bytes: Buffer): object }) => (job: StepJob) => {
  let names = 0;
  for (let i = 0; i < job.starts.length; i++)
    if ('id' in view.decode(job.bytes.subarray(job.starts[i], job.ends[i]))) names++;
  return names;
};
const parsed = (job: StepJob) => {
  let names = 0;
  for (const json of job.json) if (typeof JSON.parse((json as Utf8Buffer).utf8Slice()) === 'object') names++;
  return names;
};

/** A step that decides wrongly must not win: every outcome is the one that the load generator's own table expects. */
function checkOutcomes(): void {
  for (const job of jobs)
    for (const [i, expected] of job.expected.entries()) {
      const outcome = validator(job.bytes.subarray(job.starts[i], job.ends[i]), 0);
      const seen =
        outcome.kind === 'forward'
          ? 'delivered'
          : outcome.kind === 'drop' && outcome.outcome === Outcome.DENIED
            ? 'denied'
            : outcome.kind === 'drop'
              ? 'filtered'
              : 'dead';
      if (seen !== expected) throw new Error(`event ${i}: ${seen}, expected ${expected}: ${JSON.stringify(outcome)}`);
    }
}

const rows: [string, (job: StepJob) => number][] = [
  ['JSON.parse (J)', parsed],
  ['validator step', stepped(validator)],
  ['augmenter step', stepped(augmenter)],
  ['validator view, generated decoder', decoded(ValidatorView)],
  ['augmenter view, generated decoder', decoded(AugmenterView)],
];

checkOutcomes();
const micros = rows.map((): number[] => []);
let sink = 0;
for (let round = -3; round < Number(values.rounds); round++)
  for (const [i, [, work]] of rows.entries()) {
    const before = process.cpuUsage();
    for (const job of jobs) sink += work(job);
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) micros[i]!.push((user + system) / events);
  }
const median = (list: number[]): number => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
const medians = micros.map(median);
const jsonBytes = jobs.reduce((sum, job) => sum + job.json.reduce((total, json) => total + json.length, 0), 0) / events;
const encodedBytes = jobs.reduce((sum, job) => sum + job.ends.at(-1)! - job.starts[0]!, 0) / events;
console.log(
  `${events} events, ${jsonBytes.toFixed(0)} bytes of JSON, ${encodedBytes.toFixed(0)} encoded; ${sink === 0 ? 'nothing done' : 'outcomes as expected'}`,
);
console.table(
  Object.fromEntries(
    rows.map(([name], i) => [
      name,
      { 'us/event': Number(medians[i]!.toFixed(3)), J: Number((medians[i]! / medians[0]!).toFixed(3)) },
    ]),
  ),
);
