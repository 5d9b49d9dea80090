/**
 * One member of an object, or another text that the input is compared with, as the engine reads it.
 *
 * Fast because texts are compared in four-byte words, and because objects of one kind nearly always have their members in
 * one order: each field remembers which one followed it last time, and that is tried before any name is looked up.
 */
import type { FieldTable, MessageTable } from './field-table.ts';

export const Kind = {
  STRING: 0,
  MESSAGE: 1,
  BOOL: 2,
  DOUBLE: 3,
  /** the missing member of {} */
  NOTHING: 4,
  INT: 5,
  AMOUNT: 6,
  REPEATED: 7,
  ENUM: 8,
  TIME: 9,
  RECEIPT: 10,
  NAME: 11,
  DATA: 12,
  /** any value, carried as it is */
  RAW: 13,
  SIGNAL: 14,
  CONSENT: 15,
  SIGNALS: 16,
  /** any member that is not in the table */
  UNKNOWN: 17,
} as const;

/** Names are at most some 30 bytes, 8 words; equal ones are held once. */
const WORDS_MAX = 4096;
/** Every text's words, but for the first and the last, which the field has. */
const words = new Int32Array(WORDS_MAX);
const places = new Map<string, number>();
let wordsUsed = 0;

/** Where the text's words begin in `words`. */
function place(text: string, bytes: Buffer): number {
  const known = places.get(text);
  if (known !== undefined) return known;
  const at = wordsUsed;
  places.set(text, at);
  for (let i = 4; i + 4 < bytes.length; i += 4) {
    if (wordsUsed === WORDS_MAX) throw new Error('more names than WORDS_MAX has room for: raise it');
    words[wordsUsed++] = bytes.readInt32LE(i);
  }
  return at;
}

// One class for all that is compared, and everything starts as a value of the type that it will have: V8 then reads it
// without asking what it is. What the main loop reads comes first, to share cache lines.
export class Field {
  /** prediction: the member that followed this one last time */
  next: Field = this;
  /** First and last four bytes, little-endian. As they stand here they are at one place, and match nothing. */
  first = 0x01010101;
  last = 0x02020202;
  /** bytes of the text */
  length = 4;
  /** where its other words begin in `words` */
  at = 0;
  /** in the set of members seen in an object */
  bit = 0;
  kind: number = Kind.NOTHING;
  /** the tag's bytes, as a little-endian integer */
  tag = 0;
  tagLength = 0;
  /** prediction: bytes of tag and length, as last time */
  header = 0;
  /** of MESSAGE, CONSENT and SIGNALS, and of REPEATED messages */
  child: MessageTable | null = null;
  /** of REPEATED: the elements' kind */
  element: number = Kind.NOTHING;
  /** of ENUM */
  words: FieldTable | null = null;
  /** of a word of an enum */
  value = 0;
  /** its bit again, if an event without it is no event */
  required = 0;
  /** of INT: less than this, and not less than its negative */
  limit = 0;
  /** 0 is told apart from absent */
  presence = false;

  /** @param text at least four bytes: `"name":` of a member, or a string with its quotes */
  recognise(text: string): this {
    const bytes = Buffer.from(text);
    if (bytes.length < 4) throw new Error(`${text} is shorter than a word`);
    this.length = bytes.length;
    this.first = bytes.readInt32LE(0);
    this.last = bytes.readInt32LE(bytes.length - 4);
    this.at = place(text, bytes);
    return this;
  }

  onWire(number: number, wireType: number): this {
    const tag = (number << 3) | wireType;
    if (tag >= 1 << 14) throw new Error(`field number ${number}: the engine's tags have one or two bytes`);
    this.tagLength = tag < 128 ? 1 : 2;
    this.tag = tag < 128 ? tag : (tag & 127) | 128 | ((tag >> 7) << 8);
    this.header = this.tagLength + 1;
    return this;
  }
}

/** Is the field's text at p? */
export function isAt(d: DataView, p: number, field: Field): boolean {
  const last = (p + field.length - 4) | 0;
  if (d.getInt32(p, true) !== field.first || d.getInt32(last, true) !== field.last) return false;
  for (let word = field.at | 0; (p = (p + 4) | 0) < last; word = (word + 1) | 0)
    if (d.getInt32(p, true) !== words[word]) return false;
  return true;
}
