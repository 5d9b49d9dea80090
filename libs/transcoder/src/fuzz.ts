/**
 * The long run of the differential fuzzing, of which the spec runs a share.
 *
 *   node libs/transcoder/src/fuzz.ts --cases 1000000 --seed 1
 *
 * Ends with 1 at the first difference, with the job that showed it: the engine's predictions depend on what came before,
 * so a job is the smallest thing that surely repeats.
 */
import { parseArgs } from 'node:util';
import { Differential } from './fixtures/differential.ts';
import { fuzzCase } from './fixtures/fuzz-cases.ts';
import { Random } from './fixtures/random.ts';
import { DEFAULT_LIMITS } from './index.ts';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
if (!Number.isInteger(cases) || cases < 1 || !Number.isInteger(seed))
  throw new RangeError('--cases takes a positive integer, --seed an integer');

const JOB_EVENTS = 40;
const REPORT_CASES = 100_000;

const random = new Random(seed);
const differential = new Differential(DEFAULT_LIMITS);
let accepted = 0;
for (let done = 0; done < cases;) {
  const documents = Array.from({ length: Math.min(JOB_EVENTS, cases - done) }, () => fuzzCase(random));
  try {
    accepted += differential.check(documents);
  } catch (error) {
    process.stderr.write(`seed ${seed}, cases ${done} to ${done + documents.length}: ${String(error)}\n`);
    for (const document of documents) {
      try {
        new Differential(DEFAULT_LIMITS).check([document]);
      } catch {
        process.stderr.write(`by itself: ${JSON.stringify(document.toString('latin1'))} (as latin1)\n`);
      }
    }
    process.exit(1);
  }
  done += documents.length;
  if (done % REPORT_CASES === 0 || done === cases)
    process.stdout.write(
      `${done} cases, seed ${seed}: ${accepted} events, ${done - accepted} rejected, no difference\n`,
    );
}
