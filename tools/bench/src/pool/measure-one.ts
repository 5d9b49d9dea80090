/** Child process: one measurement, so that no run sees the memory or the compiled code of another. Sends its row and ends. */
import { measurements } from './measurements.ts';
import { measure } from './sampling.ts';

const [index, seconds] = process.argv.slice(2).map(Number);
const measurement = measurements[index ?? -1];
if (measurement === undefined || !(seconds! > 0)) throw new Error('usage: measure-one.ts INDEX SECONDS');
const { contender, ...what } = measurement;
process.send?.(await measure(what, seconds!, contender()));
process.disconnect?.();
