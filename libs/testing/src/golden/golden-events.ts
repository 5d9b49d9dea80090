import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compactJson } from './compact-json.ts';

export interface GoldenEvent {
  /** the file's name without .json: the event's name, `custom...`, `dom-...`, or `nasty-...` */
  readonly name: string;
  /** a raw record's value, as a storefront's edge writes it: one line of JSON, UTF-8 */
  readonly bytes: Buffer;
}

const FOLDER = join(import.meta.dirname, '../../golden');

/**
 * Realistic raw records: one for every event with a message of its own, custom and DOM ones, and nasty ones. All are
 * JSON objects with the members that an event cannot do without; to be read anew for every caller, who may change them.
 */
export function goldenEvents(): GoldenEvent[] {
  return readdirSync(FOLDER)
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => ({ name: file.slice(0, -'.json'.length), bytes: compactJson(readFileSync(join(FOLDER, file))) }));
}
