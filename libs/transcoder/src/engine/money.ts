/**
 * Amounts of money, exactly from their digits: no double is made, which could not hold 0.1. The nearest billionth,
 * halves away from zero (storefronts send 47.989999999999995).
 */
import { digitsEnd, numberEnd } from './numbers.ts';

const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const LOWER_E = 101;
const NANO_DIGITS = 9;
const POWERS_OF_TEN = Array.from({ length: NANO_DIGITS + 1 }, (_, i) => 10 ** i);
/** no exponent says more than this, as no record has as many digits */
const EXPONENT_MAX = 1e9;

const isDigit = (c: number): boolean => (c - ZERO) >>> 0 < 10;

export class AmountReader {
  /** what `read` read; NaN beyond 2**53 units. Begins as a double, so that V8 keeps it as one */
  units = 0.5;
  nanos = 0;

  /** @returns the place after the number at p, or -1 when there is none */
  read(b: Uint8Array, p: number): number {
    const negative = b[p] === MINUS;
    const whole = negative ? p + 1 : p;
    let q = whole;
    let units = 0;
    let nanos = 0;
    if (b[q] === ZERO) q++;
    else for (; isDigit(b[q]!); q++) units = (Math.imul(units, 10) + b[q]! - ZERO) | 0;
    if (q === whole) return -1;
    const isShort = q - whole < 10;
    if (b[q] === DOT) {
      const fraction = ++q;
      for (; q - fraction < NANO_DIGITS && isDigit(b[q]!); q++) nanos = (Math.imul(nanos, 10) + b[q]! - ZERO) | 0;
      if (q === fraction) return -1;
      nanos = Math.imul(nanos, POWERS_OF_TEN[NANO_DIGITS - (q - fraction)]!);
      if (isDigit(b[q]!)) {
        if (b[q]! - ZERO >= 5) nanos++;
        q = digitsEnd(b, q);
      }
    }
    if (!isShort || (b[q]! | 32) === LOWER_E) return this.readLong(b, p);
    this.set(negative, units, nanos);
    return q;
  }

  /** As `read`, for any number of digits and any exponent: each digit goes where its power of ten says. */
  private readLong(b: Uint8Array, p: number): number {
    const end = numberEnd(b, p);
    if (end < 0) return -1;
    const negative = b[p] === MINUS;
    const first = negative ? p + 1 : p;
    const wholeEnd = digitsEnd(b, first);
    const digitsStop = b[wholeEnd] === DOT ? digitsEnd(b, wholeEnd + 1) : wholeEnd;
    let power = wholeEnd - first - 1 + exponent(b, digitsStop, end);
    let units = 0;
    let nanos = 0;
    for (let q = first; q < digitsStop; q++) {
      if (b[q] === DOT) continue;
      const digit = b[q]! - ZERO;
      if (power >= 0) units = units * 10 + digit;
      else if (power >= -NANO_DIGITS) nanos += digit * POWERS_OF_TEN[NANO_DIGITS + power]!;
      else if (power === -NANO_DIGITS - 1 && digit >= 5) nanos++;
      power--;
    }
    for (; power >= 0 && units > 0 && units <= Number.MAX_SAFE_INTEGER; power--) units *= 10;
    this.set(negative, units, nanos);
    return end;
  }

  private set(negative: boolean, units: number, nanos: number): void {
    if (nanos === 1e9) {
      units++;
      nanos = 0;
    }
    if (units > Number.MAX_SAFE_INTEGER) units = NaN;
    this.units = negative ? -units : units;
    this.nanos = negative ? -nanos : nanos;
  }
}

/** of the e-2 that fills [p, end); 0 if there is none */
function exponent(b: Uint8Array, p: number, end: number): number {
  if (p === end) return 0;
  const sign = b[++p];
  if (sign === PLUS || sign === MINUS) p++;
  let value = 0;
  for (; p < end; p++) value = Math.min(value * 10 + b[p]! - ZERO, EXPONENT_MAX);
  return sign === MINUS ? -value : value;
}
