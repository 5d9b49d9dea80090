/**
 * Strings, from JSON's form to UTF-8. Fast because all but a few are copied four bytes at a time, until a word holds a
 * quote, a backslash or a control character; only a backslash leads here.
 */
import { type Input, MALFORMED } from './input.ts';
import type { Output } from './output.ts';
import { lowest, stopFrom, stops } from './words.ts';

const QUOTE = 34;
const ZERO = 48;
const BACKSLASH = 92;
const LOWER_A = 97;
const LOWER_F = 102;
const LOWER_U = 117;
const REPLACEMENT = 0xfffd;

/** What follows a backslash -> the character; 0 where nothing may. */
const ESCAPES = new Uint8Array(256);
for (const [escape, character] of ['""', '\\\\', '//', 'b\b', 'f\f', 'n\n', 'r\r', 't\t'])
  ESCAPES[escape!.charCodeAt(0)] = character!.charCodeAt(0);

/** Copies the string whose contents begin at p to the output's end. @returns the place after the closing quote */
export function copyString(input: Input, p: number, out: Output): number {
  const from = input.view;
  const to = out.view;
  let end = out.end;
  for (;;) {
    const word = from.getInt32(p, true);
    const stop = stops(word);
    to.setInt32(end, word, true);
    if (stop !== 0) {
      p = (p + lowest(stop)) | 0;
      out.end = (end + lowest(stop)) | 0;
      return from.getUint8(p) === QUOTE ? (p + 1) | 0 : copyRest(input, p, out);
    }
    p = (p + 4) | 0;
    end = (end + 4) | 0;
  }
}

/** As copyString for the string whose opening quote is at p, quotes included. */
export function copyQuoted(input: Input, p: number, out: Output): number {
  out.bytes[out.end++] = QUOTE;
  p = copyString(input, p + 1, out);
  out.bytes[out.end++] = QUOTE;
  return p;
}

/** As copyString, from wherever in the string, byte by byte. */
export function copyRest(input: Input, p: number, out: Output): number {
  const b = input.bytes;
  const to = out.bytes;
  for (;;) {
    const c = b[p++]!;
    if (c === QUOTE) return p;
    if (c < 32) throw MALFORMED;
    if (c !== BACKSLASH) {
      to[out.end++] = c;
      continue;
    }
    const escape = b[p++]!;
    if (escape !== LOWER_U) {
      const character = ESCAPES[escape]!;
      if (character === 0) throw MALFORMED;
      to[out.end++] = character;
      continue;
    }
    let code = hex(b, p);
    p += 4;
    if (isHighSurrogate(code) && b[p] === BACKSLASH && b[p + 1] === LOWER_U) {
      const low = hex(b, p + 2);
      if (isLowSurrogate(low)) {
        code = 0x10000 + ((code - 0xd800) << 10) + low - 0xdc00;
        p += 6;
      }
    }
    out.end = writeUtf8(to, out.end, isHighSurrogate(code) || isLowSurrogate(code) ? REPLACEMENT : code);
  }
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

/** The four hexadecimal digits at p. */
function hex(b: Uint8Array, p: number): number {
  let code = 0;
  for (let i = 0; i < 4; i++) {
    const c = b[p + i]!;
    const letter = c | 32;
    if ((c - ZERO) >>> 0 < 10) code = (code << 4) | (c - ZERO);
    else if (letter >= LOWER_A && letter <= LOWER_F) code = (code << 4) | (letter - LOWER_A + 10);
    else throw MALFORMED;
  }
  return code;
}

function writeUtf8(to: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    to[at++] = code;
  } else if (code < 0x800) {
    to[at++] = 0xc0 | (code >> 6);
    to[at++] = 0x80 | (code & 63);
  } else if (code < 0x10000) {
    to[at++] = 0xe0 | (code >> 12);
    to[at++] = 0x80 | ((code >> 6) & 63);
    to[at++] = 0x80 | (code & 63);
  } else {
    to[at++] = 0xf0 | (code >> 18);
    to[at++] = 0x80 | ((code >> 12) & 63);
    to[at++] = 0x80 | ((code >> 6) & 63);
    to[at++] = 0x80 | (code & 63);
  }
  return at;
}

/** Checks the string whose contents begin at p. @returns the place after the closing quote */
export function skipString(input: Input, p: number): number {
  const b = input.bytes;
  for (;;) {
    p = stopFrom(input.view, p);
    const c = b[p++];
    if (c === QUOTE) return p;
    if (c !== BACKSLASH) throw MALFORMED;
    const escape = b[p++]!;
    if (escape === LOWER_U) {
      hex(b, p);
      p += 4;
    } else if (ESCAPES[escape] === 0) throw MALFORMED;
  }
}
