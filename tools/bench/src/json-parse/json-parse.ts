/** J, what everything is compared with: bare JSON.parse of the same bytes, on the same machine, in the same minutes. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const child = join(import.meta.dirname, 'parse-child.ts');

/** Writes the events where `jsonParseMicros` finds them. */
export function writeEvents(file: string, events: readonly Buffer[]): void {
  const lengths = events.map(({ length }) => {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32LE(length);
    return bytes;
  });
  writeFileSync(file, Buffer.concat(events.flatMap((event, i) => [lengths[i]!, event])));
}

/** Microseconds of CPU per event of the file. */
export async function jsonParseMicros(file: string): Promise<number> {
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', child, file]);
  return Number(stdout);
}
