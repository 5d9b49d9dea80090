/**
 * JSON bytes -> protobuf bytes in one pass, driven by tables, with no JavaScript value in between.
 *
 * `message` is the hot loop and one method on purpose: the places in input and output stay in registers, strings, nested
 * messages and flags are written where they are met, and everything rarer is a call. What else makes it fast is told
 * where it is: predicted members (field.ts), predicted lengths (output.ts), strings by words (strings.ts).
 *
 * Two traps, some 8 % together. Constants and small functions must be this module's own, as below: an imported one is
 * loaded and checked at each use, where its own is compiled in. And class fields must begin as what they will be: V8 then
 * keeps integers as integers (`| 0` tells it so in the loop).
 *
 * `p` is always a place in the input, `o` in the output. A zero byte, which JSON contains nowhere, follows every event, so
 * nothing reads past its event's end and no loop needs to look for it.
 */
import { EventState } from './event-state.ts';
import { type Field, isAt, Kind } from './field.ts';
import type { MessageTable } from './field-table.ts';
import { Input, MALFORMED, TOO_DEEP } from './input.ts';
import { Output } from './output.ts';
import { skipValue } from './skip.ts';
import { copyQuoted, copyRest } from './strings.ts';
import type { Tables } from './tables.ts';
import { Values } from './values.ts';
import { lowest, stopFrom, stops } from './words.ts';

const { STRING, MESSAGE, BOOL, DOUBLE, NOTHING } = Kind;
const nameIsAt = isAt;
const stopsIn = stops;
const lowestOf = lowest;
const QUOTE = 34;
const COMMA = 44;
const DOT = 46;
const ZERO = 48;
const COLON = 58;
const LOWER_E = 101;
const LOWER_F = 102;
const OPEN = 123;
const CLOSE = 125;
// words as the little-endian integers they are in memory
const TRUE = 0x65757274;
const ALSE = 0x65736c61;

export class Engine {
  readonly input = new Input();
  readonly out = new Output();
  readonly state = new EventState();
  readonly tables: Tables;
  readonly depthMax: number;
  private readonly values: Values;
  /** what `findMember` found */
  private found: Field;

  constructor(tables: Tables, depthMax: number) {
    this.tables = tables;
    this.depthMax = depthMax;
    this.values = new Values(this);
    this.found = tables.event.nothing;
  }

  /**
   * Transcodes the event at [start, end) of the input to the output's end, with all its members, but without what the
   * record knows of it. Throws MALFORMED or TOO_DEEP.
   * @returns false when it is JSON, but no object
   */
  event(start: number, end: number): boolean {
    const { input, state } = this;
    state.reset();
    let p = input.space(start);
    const isObject = input.bytes[p] === OPEN;
    p = input.space(isObject ? this.message(p, this.tables.event, 1) : skipValue(input, p, this.depthMax));
    if (p !== end) throw MALFORMED;
    state.missing = this.tables.event.required & (~state.seen | state.blank);
    if (state.dataAt !== 0 && state.named) this.values.event.lateName();
    return isObject;
  }

  /** An object's members, from its brace at p. @param depth of this object. @returns the place after its closing brace */
  message(p: number, message: MessageTable, depth: number): number {
    if (depth > this.depthMax) throw TOO_DEEP;
    const d = this.input.view;
    const out = this.out;
    const w = out.view;
    let o = out.end | 0;
    let f = message.head;
    let seen = 0;
    let c = 0;
    p = p | 0;
    depth = depth | 0;
    do {
      // p: the brace or comma before a member's name
      const guess = f.next;
      if (nameIsAt(d, (p + 1) | 0, guess)) {
        f = guess;
        p = (p + guess.length + 1) | 0;
      } else {
        out.end = o;
        p = this.findMember(p, f, message) | 0;
        f = this.found;
      }
      if ((seen & f.bit) !== 0) this.state.duplicates = true;
      seen |= f.bit;
      c = d.getUint8(p);
      value: for (;;) {
        switch (f.kind) {
          case STRING:
            if (c === QUOTE) {
              const start = (o + f.header) | 0;
              let n = start;
              p = (p + 1) | 0;
              for (;;) {
                const word = d.getInt32(p, true);
                const stop = stopsIn(word);
                w.setInt32(n, word, true);
                if (stop !== 0) {
                  const k = lowestOf(stop);
                  p = (p + k) | 0;
                  n = (n + k) | 0;
                  break;
                }
                p = (p + 4) | 0;
                n = (n + 4) | 0;
              }
              if (d.getUint8(p) === QUOTE) p = (p + 1) | 0;
              else {
                out.end = n;
                p = copyRest(this.input, p, out) | 0;
                n = out.end | 0;
              }
              const length = (n - start) | 0;
              if ((length - 1) >>> 0 < 127 && f.header === 2) {
                w.setInt16(o, f.tag | (length << 8), true);
                o = n;
              } else if (length !== 0) o = out.close(f, o, n) | 0;
              else this.state.blank |= f.required; // empty is as good as absent
              break value;
            }
            break;
          case MESSAGE:
            if (c === OPEN) {
              const start = (o + f.header) | 0;
              out.end = start;
              p = this.message(p, f.child!, (depth + 1) | 0) | 0;
              const n = out.end | 0;
              const length = (n - start) | 0;
              if (length < 128 && f.header === 2) {
                w.setInt16(o, f.tag | (length << 8), true);
                o = n;
              } else o = out.close(f, o, n) | 0;
              break value;
            }
            break;
          case BOOL:
            if (d.getInt32(p, true) === TRUE) {
              w.setInt16(o, f.tag, true);
              w.setUint8((o + f.tagLength) | 0, 1);
              o = (o + f.tagLength + 1) | 0;
              p = (p + 4) | 0;
              break value;
            }
            if (c === LOWER_F && d.getInt32((p + 1) | 0, true) === ALSE) {
              w.setInt16(o, f.tag, true);
              w.setUint8((o + f.tagLength) | 0, 0);
              o = (o + f.tagLength + 1) | 0;
              p = (p + 5) | 0;
              break value;
            }
            break;
          case DOUBLE:
            if (isDigit(c)) {
              let v = (c - ZERO) | 0;
              let q = (p + 1) | 0;
              let next = d.getUint8(q);
              while (v > 0 && isDigit(next)) {
                v = (Math.imul(v, 10) + next - ZERO) | 0;
                q = (q + 1) | 0;
                next = d.getUint8(q);
              }
              if (q - p < 10 && next !== DOT && (next | 32) !== LOWER_E) {
                w.setInt16(o, f.tag, true);
                w.setFloat64((o + f.tagLength) | 0, v, true);
                o = (o + f.tagLength + 8) | 0;
                p = q;
                break value;
              }
            }
            break;
          case NOTHING:
            break value;
        }
        if (c > 32) {
          // a rarer kind, or not what the field holds
          out.end = o;
          p = this.values.write(p, c, f, depth) | 0;
          o = out.end | 0;
          break;
        }
        const q = this.input.space(p) | 0;
        if (q === p) throw MALFORMED;
        p = q;
        c = d.getUint8(p);
      }
      c = d.getUint8(p);
      if (c <= 32) {
        p = this.input.space(p) | 0;
        c = d.getUint8(p);
      }
    } while (c === COMMA);
    if (c !== CLOSE) throw MALFORMED;
    this.state.seen = seen;
    out.end = o;
    return (p + 1) | 0;
  }

  /**
   * The member after the brace or comma at p, when it is not the predicted one: it is in `found` then, or the table's
   * `nothing` when the object ends. @returns the place of the value
   */
  private findMember(p: number, before: Field, message: MessageTable): number {
    const { input } = this;
    const d = input.view;
    const open = d.getUint8(p);
    p = input.space(p + 1);
    const c = d.getUint8(p);
    if (c !== QUOTE) {
      if (c !== CLOSE || open !== OPEN) throw MALFORMED;
      this.found = message.nothing;
      return p;
    }
    if (nameIsAt(d, p, before.next)) {
      // after white space
      this.found = before.next;
      return input.space(p + before.next.length);
    }
    const quote = stopFrom(d, p + 1);
    if (d.getUint8(quote) !== QUOTE || d.getUint8(quote + 1) !== COLON) return this.findOddName(p, message);
    this.found = message.find(d, p, quote + 2);
    if (this.found !== message.unknown) before.next = this.found;
    return input.space(quote + 2);
  }

  /** A name with escapes, or with white space before its colon: looked up as it would be without. */
  private findOddName(p: number, message: MessageTable): number {
    const { input, out } = this;
    const start = out.end;
    p = input.space(copyQuoted(input, p, out));
    out.bytes[out.end] = COLON;
    this.found = message.find(out.view, start, out.end + 1);
    out.end = start;
    if (input.bytes[p] !== COLON) throw MALFORMED;
    return input.space(p + 1);
  }
}

const isDigit = (c: number): boolean => (c - ZERO) >>> 0 < 10;
