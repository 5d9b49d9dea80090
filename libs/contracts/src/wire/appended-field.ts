import { varintLength, writeVarint } from '../framing/varint.ts';

/**
 * One length-delimited field (tag, length, `content`): what a stage appends to an event's bytes. Made to be kept and
 * appended to many events, so its memory is its own: a pooled buffer would keep the pool's whole slab alive.
 */
export function appendedField(number: number, content: Uint8Array): Buffer {
  const tag = number * 8 + 2;
  const bytes = Buffer.allocUnsafeSlow(varintLength(tag) + varintLength(content.length) + content.length);
  const at = writeVarint(bytes, writeVarint(bytes, 0, tag), content.length);
  bytes.set(content, at);
  return bytes;
}
