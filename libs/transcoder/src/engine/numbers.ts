/**
 * Numbers, from their digits. Fast because most have few: up to 9 digits fit 32-bit arithmetic, and up to 15 are read as
 * one exact integer and divided once by an exact power of ten, which rounds as JSON.parse does. The rest goes through a
 * string.
 *
 * Every reader returns the place after the number, or -1 when there is none at p; a byte that no number contains (a zero
 * byte at the latest) must follow it.
 */
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const LOWER_E = 101;
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);
/** ends a sum that an exponent spoils */
const NOT_EXACT = EXACT_DIGITS + 1;

const isDigit = (c: number): boolean => (c - ZERO) >>> 0 < 10;

/** JSON's grammar, no value. */
export function numberEnd(b: Uint8Array, p: number): number {
  if (b[p] === MINUS) p++;
  if (b[p] === ZERO) p++;
  else if ((p = digitsEnd(b, p)) < 0) return -1;
  if (b[p] === DOT && (p = digitsEnd(b, p + 1)) < 0) return -1;
  if ((b[p]! | 32) === LOWER_E) {
    p++;
    if (b[p] === PLUS || b[p] === MINUS) p++;
    return digitsEnd(b, p);
  }
  return p;
}

/** @returns the place after at least one digit; -1 if there is none */
export function digitsEnd(b: Uint8Array, p: number): number {
  const start = p;
  while (isDigit(b[p]!)) p++;
  return p === start ? -1 : p;
}

export class NumberReader {
  /** what `read` read; begins as a double, so that V8 keeps it as one */
  value = 0.5;

  read(b: Buffer, p: number): number {
    let value = 0;
    let q = p;
    for (; isDigit(b[q]!); q++) value = (Math.imul(value, 10) + b[q]! - ZERO) | 0;
    const isShort = q - p < 10 && q !== p && (b[p] !== ZERO || q - p === 1);
    if (isShort && b[q] !== DOT && (b[q]! | 32) !== LOWER_E) {
      this.value = value;
      return q;
    }
    const end = numberEnd(b, p);
    if (end >= 0) this.value = toNumber(b, p, end);
    return end;
  }
}

function toNumber(b: Buffer, start: number, end: number): number {
  let integer = 0;
  let digits = 0;
  let places = -1; // after the point; before it -1
  for (let p = b[start] === MINUS ? start + 1 : start; p < end && digits <= EXACT_DIGITS; p++) {
    const c = b[p]!;
    if (isDigit(c)) {
      integer = integer * 10 + (c - ZERO);
      digits++;
      if (places >= 0) places++;
    } else if (c === DOT) places = 0;
    else digits = NOT_EXACT;
  }
  if (digits > EXACT_DIGITS) return Number(b.toString('latin1', start, end));
  if (places > 0) integer /= POWERS_OF_TEN[places]!;
  return b[start] === MINUS ? -integer : integer;
}
