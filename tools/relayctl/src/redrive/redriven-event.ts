import { VarintReader, varintLength, writeVarint } from '@pixel-relay/contracts';

/** Fields from here on are appended by stages, which refuse an event that already has theirs. */
const APPENDED_FIELDS_MIN = 40;
const SOURCE_OFFSET_FIELD = 9;
const SOURCE_OFFSET_TAG = SOURCE_OFFSET_FIELD << 3;

/**
 * The event as it left the parser, at a new place: without what stages appended, so that they decide anew, and under the
 * source offset that it gets. All else is as it was, unknown fields too. @throws RangeError when the bytes are no event
 */
export function redrivenEvent(original: Buffer, sourceOffset: number): Buffer {
  const kept: Buffer[] = [];
  const reader = new VarintReader(original);
  while (reader.at < reader.end) {
    const start = reader.at;
    const tag = reader.next();
    reader.skip(tag % 8);
    const field = Math.floor(tag / 8);
    if (field === 0) throw new RangeError('field number 0');
    if (field < APPENDED_FIELDS_MIN && field !== SOURCE_OFFSET_FIELD) kept.push(original.subarray(start, reader.at));
  }
  const place = Buffer.alloc(1 + varintLength(sourceOffset));
  place[0] = SOURCE_OFFSET_TAG;
  writeVarint(place, 1, sourceOffset);
  return Buffer.concat([...kept, place]);
}
