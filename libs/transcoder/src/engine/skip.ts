/** Values that no field takes: checked as JSON.parse would, and passed by. */
import { type Input, MALFORMED, TOO_DEEP } from './input.ts';
import { numberEnd } from './numbers.ts';
import { skipString } from './strings.ts';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const LOWER_F = 102;
const OPEN_OBJECT = 123;
// words as the little-endian integers they are in memory
const TRUE = 0x65757274;
const ALSE = 0x65736c61;
const NULL = 0x6c6c756e;

/** @param room how many objects and arrays may be inside one another from here. @returns the place after the value at p */
export function skipValue(input: Input, p: number, room: number): number {
  const c = input.bytes[p]!;
  if (c === QUOTE) return skipString(input, p + 1);
  if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
    if (room <= 0) throw TOO_DEEP;
    return skipContainer(input, p, c, room - 1);
  }
  const word = input.view.getInt32(p, true);
  if (word === TRUE || word === NULL) return p + 4;
  if (c === LOWER_F && input.view.getInt32(p + 1, true) === ALSE) return p + 5;
  const end = numberEnd(input.bytes, p);
  if (end < 0) throw MALFORMED;
  return end;
}

function skipContainer(input: Input, p: number, open: number, room: number): number {
  const b = input.bytes;
  const close = open + 2; // of both kinds
  p = input.space(p + 1);
  if (b[p] === close) return p + 1;
  for (;;) {
    if (open === OPEN_OBJECT) {
      if (b[p] !== QUOTE) throw MALFORMED;
      p = input.space(skipString(input, p + 1));
      if (b[p] !== COLON) throw MALFORMED;
      p = input.space(p + 1);
    }
    p = input.space(skipValue(input, p, room));
    if (b[p] === close) return p + 1;
    if (b[p] !== COMMA) throw MALFORMED;
    p = input.space(p + 1);
  }
}

/** Is null at p? */
export const isNull = (input: Input, p: number): boolean => input.view.getInt32(p, true) === NULL;
