import type { EncodedEvents } from '@pixel-relay/contracts';
import { PADDING_BYTES } from '@pixel-relay/transcoder';

/** Each followed by a zero byte, and the last by padding, as the transcoder wants its records. */
export function sideBySide(values: readonly Buffer[]): EncodedEvents {
  const bytes = Buffer.alloc(values.reduce((sum, value) => sum + value.length + 1, PADDING_BYTES));
  const starts = new Uint32Array(values.length);
  const ends = new Uint32Array(values.length);
  let at = 0;
  for (const [i, value] of values.entries()) {
    starts[i] = at;
    ends[i] = at + value.copy(bytes, at);
    at = ends[i] + 1;
  }
  return { count: values.length, bytes, starts, ends };
}
