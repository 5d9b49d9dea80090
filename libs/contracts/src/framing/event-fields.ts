import { VarintReader } from './varint.ts';

/** The event's source_offset (field 9). @throws RangeError when the bytes are no event, or one without it */
export function readSourceOffset(bytes: Buffer, start: number, end: number): number {
  const reader = new VarintReader(bytes, start, end);
  while (reader.at < end) {
    const tag = reader.next();
    if (tag === 0x48) return reader.next();
    reader.skip(tag % 8);
  }
  throw new RangeError('an event without a source offset');
}
