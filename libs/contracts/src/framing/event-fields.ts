import { VarintReader } from './varint.ts';

/** The event's source_offset (field 9); like every zero, offset 0 is not written. @throws RangeError when the bytes are no event */
export function readSourceOffset(bytes: Buffer, start: number, end: number): number {
  const reader = new VarintReader(bytes, start, end);
  while (reader.at < end) {
    const tag = reader.next();
    if (tag === 0x48) return reader.next();
    reader.skip(tag % 8);
  }
  return 0;
}
