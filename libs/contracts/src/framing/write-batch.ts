import type { SourceRange } from '../source.ts';
import { type DroppedRun, writeDropped } from './dropped.ts';
import { varintLength, writeVarint } from './varint.ts';

/** The contract that this build writes, the oldest that may read it, and the newest that it reads itself. */
export const CONTRACT_VERSION = 1;
export const MIN_READER = 1;
export const READER_VERSION = 1;

/**
 * An EventBatch's bytes. Events are taken as they are: `entries` are encoded `events` fields (tag, length, bytes), one
 * after another, so that nothing is encoded twice.
 * @param alone nothing else lies in the entries' buffer: the batch is written around them, if there is room, and not copied
 */
export function writeBatch(
  source: SourceRange,
  entries: Buffer,
  dropped: readonly DroppedRun[],
  alone = false,
): Buffer {
  const topicLength = Buffer.byteLength(source.topic);
  const sourceLength =
    (topicLength === 0 ? 0 : 1 + varintLength(topicLength) + topicLength) +
    9 +
    1 +
    varintLength(source.partition) +
    1 +
    varintLength(source.firstOffset) +
    1 +
    varintLength(source.nextOffset) +
    1 +
    varintLength(source.oldestReceivedMs);
  const packed = writeDropped(dropped, source.firstOffset);
  const droppedLength = packed.length === 0 ? 0 : 1 + varintLength(packed.length) + packed.length;
  const head = 4 + 1 + varintLength(sourceLength) + sourceLength;
  const around = alone ? roomAround(entries, head, droppedLength) : null;
  const bytes = around ?? Buffer.allocUnsafe(head + entries.length + droppedLength);
  let at = 0;
  bytes[at++] = 0x08;
  bytes[at++] = CONTRACT_VERSION;
  bytes[at++] = 0x10;
  bytes[at++] = MIN_READER;
  bytes[at++] = 0x1a;
  at = writeVarint(bytes, at, sourceLength);
  if (topicLength > 0) {
    bytes[at++] = 0x0a;
    at = writeVarint(bytes, at, topicLength);
    at += bytes.write(source.topic, at);
  }
  bytes[at++] = 0x11;
  at = bytes.writeBigUInt64LE(source.epoch, at);
  for (const [tag, value] of [
    [0x18, source.partition],
    [0x20, source.firstOffset],
    [0x28, source.nextOffset],
    [0x30, source.oldestReceivedMs],
  ] as const) {
    bytes[at++] = tag;
    at = writeVarint(bytes, at, value);
  }
  if (around === null) entries.copy(bytes, at);
  at += entries.length;
  if (droppedLength > 0) {
    bytes[at++] = 0x2a;
    at = writeVarint(bytes, at, packed.length);
    packed.copy(bytes, at);
  }
  return bytes;
}

/** The view with so many more bytes before and after; null where its buffer does not have them. */
export function roomAround(view: Buffer, before: number, after: number): Buffer | null {
  const { buffer, byteOffset, length } = view;
  if (byteOffset < before || byteOffset + length + after > buffer.byteLength) return null;
  return Buffer.from(buffer as ArrayBuffer, byteOffset - before, before + length + after);
}

/** Tag and length of one `events` entry, then the event's bytes and what is appended to them; returns the place after it. */
export function writeEntry(out: Buffer, at: number, event: Uint8Array, append: Uint8Array): number {
  const bytes = Buffer.from(event.buffer as ArrayBuffer, event.byteOffset, event.length);
  return copyEntry(out, at, bytes, 0, bytes.length, append);
}

/**
 * writeEntry of the event in bytes[start, end). Given a part of a buffer, Buffer.copy moves memory that threads share eight
 * times as fast as TypedArray.set does.
 */
export function copyEntry(
  out: Buffer,
  at: number,
  bytes: Buffer,
  start: number,
  end: number,
  append: Uint8Array,
): number {
  out[at++] = 0x22;
  at = writeVarint(out, at, end - start + append.length);
  at += bytes.copy(out, at, start, end);
  for (let i = 0; i < append.length; i++) out[at++] = append[i]!;
  return at;
}

/** Room that writeEntry needs at most, for events of that many bytes. */
export const entryLengthMax = (eventBytes: number): number => eventBytes + 6;
