/**
 * What the validator's and the augmenter's step cost for one event, beside bare JSON.parse (J) of the same events in the
 * same process: `node tools/bench/src/steps/bench-steps.ts [--events 20000] [--rounds 15]`. Steps alone: what Kafka and
 * the batches around them cost is measured with the stages. Rows take turns, and the median of their rounds counts.
 */
import { parseArgs } from 'node:util';
import { AugmenterView, type EncodedEvents, type EventStep, Outcome, ValidatorView } from '@pixel-relay/contracts';
import type { StepOutcome, Subscription } from '@pixel-relay/contracts';
import { loadStep } from './load-step.ts';
import { stepJobs, subscriptions } from './step-events.ts';

/** Buffer's own fast decoding, which @types/node does not declare. */
interface Utf8Buffer extends Buffer {
  utf8Slice(start: number, end: number): string;
}

/** Works off events that lie in `arena`; returns a number that depends on all of them, so that nothing is optimised away. */
type Work = (arena: Buffer, events: EncodedEvents) => number;

const { values } = parseArgs({
  options: { events: { type: 'string', default: '20000' }, rounds: { type: 'string', default: '15' } },
});
const jobs = stepJobs(Number(values.events));
const eventCount = jobs.reduce((sum, job) => sum + job.encoded.count, 0);

const byShop = Map.groupBy(subscriptions, ({ shopId }) => shopId ?? '');
const none: readonly Subscription[] = [];
const table = { version: 1, forShop: (shopId: string) => byShop.get(shopId) ?? none };
const validator = await loadStep('validator', { subscriptions: table });
const augmenter = await loadStep('augmenter', {});

const stepped =
  (step: EventStep): Work =>
  (arena, { count, starts, ends }) => {
    let appended = 0;
    for (let i = 0; i < count; i++) {
      const outcome = step(arena.subarray(starts[i], ends[i]), 0);
      if (outcome.kind === 'forward') appended += outcome.append.length;
    }
    return appended;
  };
const decoded =
  (view: { decode(bytes: Buffer): object }): Work =>
  (arena, { count, starts, ends }) => {
    let decodes = 0;
    for (let i = 0; i < count; i++) if ('toJSON' in view.decode(arena.subarray(starts[i], ends[i]))) decodes++;
    return decodes;
  };
const parsed: Work = (arena, { count, starts, ends }) => {
  let objects = 0;
  for (let i = 0; i < count; i++)
    if (typeof JSON.parse((arena as Utf8Buffer).utf8Slice(starts[i]!, ends[i]!)) === 'object') objects++;
  return objects;
};

const rows: readonly { name: string; form: 'json' | 'encoded'; work: Work }[] = [
  { name: 'JSON.parse (J)', form: 'json', work: parsed },
  { name: 'validator step', form: 'encoded', work: stepped(validator) },
  { name: 'augmenter step', form: 'encoded', work: stepped(augmenter) },
  { name: 'validator view, generated decoder', form: 'encoded', work: decoded(ValidatorView) },
  { name: 'augmenter view, generated decoder', form: 'encoded', work: decoded(AugmenterView) },
];

function endedAs(outcome: StepOutcome): string {
  if (outcome.kind === 'forward') return 'delivered';
  if (outcome.kind === 'dead') return 'dead';
  return outcome.outcome === Outcome.DENIED ? 'denied' : 'filtered';
}

/** A step that decides wrongly must not win: every outcome is the one that the load generator's own table expects. */
function checkOutcomes(): void {
  for (const { encoded, expected } of jobs)
    for (const [i, wanted] of expected.entries()) {
      const outcome = validator(encoded.bytes.subarray(encoded.starts[i], encoded.ends[i]), 0);
      if (endedAs(outcome) !== wanted) throw new Error(`expected ${wanted}, seen ${JSON.stringify(outcome)}`);
    }
}

/** Microseconds of CPU per event. Events are copied to the arena before, as for a worker, and the copy is not counted. */
function measure(form: 'json' | 'encoded', work: Work): number {
  let micros = 0;
  for (const job of jobs) {
    job[form].bytes.copy(arena);
    const before = process.cpuUsage();
    sink += work(arena, job[form]);
    const { user, system } = process.cpuUsage(before);
    micros += user + system;
  }
  return micros / eventCount;
}

const arena = Buffer.alloc(
  Math.max(...jobs.map(({ json, encoded }) => Math.max(json.bytes.length, encoded.bytes.length))),
);
const micros = rows.map((): number[] => []);
const WARM_UP_ROUNDS = 3;
let sink = 0;
checkOutcomes();
for (let round = -WARM_UP_ROUNDS; round < Number(values.rounds); round++)
  for (const [i, { form, work }] of rows.entries()) {
    const spent = measure(form, work);
    if (round >= 0) micros[i]!.push(spent);
  }

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
const medians = micros.map(median);
const meanBytes = (form: 'json' | 'encoded'): string =>
  (jobs.reduce((sum, job) => sum + job[form].bytes.length, 0) / eventCount).toFixed(0);
console.log(`${eventCount} events, ${meanBytes('json')} bytes of JSON, ${meanBytes('encoded')} encoded; sum ${sink}`);
console.table(
  Object.fromEntries(
    rows.map(({ name }, i) => [
      name,
      { 'us/event': Number(medians[i]!.toFixed(3)), J: Number((medians[i]! / medians[0]!).toFixed(3)) },
    ]),
  ),
);
