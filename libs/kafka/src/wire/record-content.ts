/**
 * The content of a record: its key, its value and its headers, as they lie in a record batch. It does not depend on where
 * in a batch the record is, so that one content may be put into several batches.
 */
import type { OutgoingRecord } from '../log.ts';
import { type VarintReader, varintSize, writeVarint } from './varint.ts';

/** @throws TypeError for anything but Buffers */
export function contentBytes({ key, value, headers }: OutgoingRecord): number {
  let bytes = sizeOf(key) + sizeOf(value);
  let count = 0;
  for (const name in headers) {
    const nameBytes = sizeOf(bytesOfName(name));
    const values = headers[name]!;
    if (Buffer.isBuffer(values)) {
      bytes += nameBytes + sizeOf(values);
      count++;
    } else
      for (const each of values) {
        bytes += nameBytes + sizeOf(each);
        count++;
      }
  }
  return bytes + varintSize(count);
}

/** Writes it at `at`, and returns the place after it. */
export function writeContent(into: Buffer, { key, value, headers }: OutgoingRecord, at: number): number {
  at = writeBytes(into, key, at);
  at = writeBytes(into, value, at);
  let count = 0;
  for (const name in headers) count += Buffer.isBuffer(headers[name]) ? 1 : headers[name]!.length;
  at = writeVarint(into, count, at);
  for (const name in headers) {
    const values = headers[name]!;
    if (Buffer.isBuffer(values)) at = writeBytes(into, values, writeBytes(into, bytesOfName(name), at));
    else for (const each of values) at = writeBytes(into, each, writeBytes(into, bytesOfName(name), at));
  }
  return at;
}

/** The content that begins where the reader is, in the reader's bytes. @throws RangeError when it is none */
export function readContent(reader: VarintReader): OutgoingRecord {
  const part = (): Buffer | null => {
    const length = reader.next();
    return length < 0 ? null : reader.take(length);
  };
  const key = part();
  const value = part();
  const headers = new Map<string, Buffer[]>();
  for (let left = reader.next(); left > 0; left--) {
    const name = part()!.toString();
    headers.set(name, [...(headers.get(name) ?? []), part()!]);
  }
  return { key, value, headers: Object.fromEntries(headers) };
}

/** Up to here a loop is faster than the call that copies. */
const fewBytes = 32;

/** A length, and bytes[start, end): what a key, a value, and a header's name and value are. Returns the place after it. */
export function writePart(into: Buffer, bytes: Buffer, start: number, end: number, at: number): number {
  const length = end - start;
  at = writeVarint(into, length, at);
  if (length > fewBytes) bytes.copy(into, at, start, end);
  else for (let i = 0; i < length; i++) into[at + i] = bytes[start + i]!;
  return at + length;
}

/** Names are few and the same in every record. */
const names = new Map<string, Buffer>();
const namesMax = 1_024;

function bytesOfName(name: string): Buffer {
  let bytes = names.get(name);
  if (bytes === undefined) {
    if (names.size === namesMax) names.clear();
    names.set(name, (bytes = Buffer.from(name)));
  }
  return bytes;
}

function sizeOf(bytes: Buffer | null): number {
  if (bytes === null) return 1;
  if (!Buffer.isBuffer(bytes)) throw new TypeError(`A ${typeof bytes} is not a Buffer`);
  return varintSize(bytes.length) + bytes.length;
}

/** A part that may be absent. */
export const writeBytes = (into: Buffer, bytes: Buffer | null, at: number): number =>
  bytes === null ? writeVarint(into, -1, at) : writePart(into, bytes, 0, bytes.length, at);
