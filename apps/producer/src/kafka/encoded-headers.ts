import { writePart, writeVarint } from '@pixel-relay/kafka';
import { cloudEventHeaders, keptBytes, TIME_BYTES_MAX, type WrittenPlaces } from '@pixel-relay/partners';

const NOTHING = Buffer.alloc(0);

// Each name with what is constant around it, in the order of `cloudEventHeaders`, which the specs hold it to.
const { ce_specversion: specVersion, 'content-type': contentType } = headersOf('', '');
const BEFORE_ID = join(
  count(Object.keys(headersOf('', '')).length),
  header('ce_specversion', specVersion),
  part('ce_id'),
);
const AFTER_TIME = header('content-type', contentType);
const sources = keptBytes(shopId => join(header('ce_source', headersOf('', shopId).ce_source), part('ce_type')));
const types = keptBytes(name => join(part(headersOf(name, '').ce_type), part('ce_time')));

/** of id and time */
const LENGTHS_BYTES = 2 * 5;

/** Most that the headers of such an event take, but for its id. */
export const headersBytesMax = (eventName: string, shopId: string): number =>
  BEFORE_ID.length +
  sources(shopId).length +
  types(eventName).length +
  AFTER_TIME.length +
  TIME_BYTES_MAX +
  LENGTHS_BYTES;

/** What `cloudEventHeaders` says, as a record has it, written at `at`. Returns the place after it. */
export function writeHeaders(
  into: Buffer,
  places: WrittenPlaces,
  eventName: string,
  shopId: string,
  at: number,
): number {
  at = copy(into, BEFORE_ID, at);
  at = writePart(into, places.event, places.idStart, places.idEnd, at);
  at = copy(into, sources(shopId), at);
  at = copy(into, types(eventName), at);
  at = writePart(into, places.memory, places.timeStart, places.timeEnd, at);
  return copy(into, AFTER_TIME, at);
}

function headersOf(name: string, shopId: string): ReturnType<typeof cloudEventHeaders> {
  return cloudEventHeaders({ id: NOTHING, name, shopId, time: NOTHING });
}

function copy(into: Buffer, bytes: Buffer, at: number): number {
  for (let i = 0; i < bytes.length; i++) into[at + i] = bytes[i]!;
  return at + bytes.length;
}

function count(headers: number): Buffer {
  const bytes = Buffer.alloc(5);
  return bytes.subarray(0, writeVarint(bytes, headers, 0));
}

function part(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const room = Buffer.alloc(5 + bytes.length);
  return room.subarray(0, writePart(room, bytes, 0, bytes.length, 0));
}

function header(name: string, value: Buffer): Buffer {
  return join(part(name), part(value));
}

/** In memory of its own. */
function join(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts);
}
