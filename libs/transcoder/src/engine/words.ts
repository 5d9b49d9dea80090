/** Four bytes at once, as the little-endian integers that they are in memory. */

/**
 * The high bit of each byte in the word that is a quote, a backslash or a control character. Bytes above the lowest such
 * one may be marked without reason, so only the lowest counts.
 */
export const stops = (word: number): number =>
  (((word ^ 0x02020202) - 0x21212121) | ((word ^ 0x5c5c5c5c) - 0x01010101)) & ~word & 0x80808080;

/** Which byte, 0 to 3, has the lowest bit. */
export const lowest = (bits: number): number => (31 - Math.clz32(bits & -bits)) >> 3;

/** The place of the first quote, backslash or control character from p on. */
export function stopFrom(view: DataView, p: number): number {
  for (;;) {
    const stop = stops(view.getInt32(p, true));
    if (stop !== 0) return (p + lowest(stop)) | 0;
    p = (p + 4) | 0;
  }
}
