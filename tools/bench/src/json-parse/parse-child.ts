/**
 * Child process: J, the CPU time of bare JSON.parse of one event, in microseconds, from a file of events (each behind its
 * length, 4 bytes little-endian). Prints the median of its rounds. A process of its own: nobody else's garbage, no types
 * of a compiler that has seen other things.
 */
import { readFileSync } from 'node:fs';

/** Buffer's own fast decoding, which @types/node does not declare. */
interface Utf8Buffer extends Buffer {
  utf8Slice(start: number, end: number): string;
}

const WARM_UP_ROUNDS = 3;
const ROUNDS = 7;

const bytes = readFileSync(process.argv[2]!) as Utf8Buffer;
const starts: number[] = [];
const ends: number[] = [];
for (let at = 0; at < bytes.length; at = ends.at(-1)!) {
  starts.push(at + 4);
  ends.push(at + 4 + bytes.readUInt32LE(at));
}

let objects = 0;
const round = (): number => {
  const before = process.cpuUsage();
  for (let i = 0; i < starts.length; i++)
    if (typeof JSON.parse(bytes.utf8Slice(starts[i]!, ends[i]!)) === 'object') objects++;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / starts.length;
};
const micros = Array.from({ length: WARM_UP_ROUNDS + ROUNDS }, round).slice(WARM_UP_ROUNDS);
if (objects !== starts.length * (WARM_UP_ROUNDS + ROUNDS)) throw new Error('some events were no objects');
process.stdout.write(`${micros.toSorted((a, b) => a - b)[ROUNDS >> 1]}\n`);
