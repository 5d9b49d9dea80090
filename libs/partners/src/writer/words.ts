/** Four bytes at once, as the little-endian integers that they are in memory: what makes the writer fast. */

/** Text that is written again and again, in words. The last one is padded; what is written next lies over the padding. */
export interface Words {
  readonly words: Int32Array;
  readonly length: number;
}

/** What is written past the end of what is meant, at most. */
export const SLACK_BYTES = 8;

export function wordsOf(text: string): Words {
  const bytes = Buffer.from(text);
  const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
  bytes.copy(padded);
  const words = Int32Array.from({ length: padded.length / 4 }, (_, index) => padded.readInt32LE(index * 4));
  return { words, length: bytes.length };
}

/** Not 0: some byte in the word is a quote, a backslash or a control character, and must be escaped in JSON. */
export const escapesIn = (word: number): number =>
  (((word ^ 0x02020202) - 0x21212121) | ((word ^ 0x5c5c5c5c) - 0x01010101)) & ~word & 0x80808080;

/** Not 0: some byte in the word is "@". */
export const atSignsIn = (word: number): number =>
  ((word ^ 0x40404040) - 0x01010101) & ~(word ^ 0x40404040) & 0x80808080;

/** The lower `bytes` bytes of a word, 1 to 3, and letters above them. */
export const lowerPart = (word: number, bytes: number): number => {
  const mask = (1 << (bytes * 8)) - 1;
  return (word & mask) | (0x61616161 & ~mask);
};
