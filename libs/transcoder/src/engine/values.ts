/**
 * Values of the rarer kinds, and of the wrong type: converted where the schema says so, else checked and passed by.
 * Every method takes the place of a value and returns the place after it; what it writes goes to the output's end.
 */
import type { Engine } from './engine.ts';
import { EventMembers } from './event-members.ts';
import { MALFORMED, TOO_DEEP } from './input.ts';
import { AmountReader } from './money.ts';
import { numberEnd, NumberReader } from './numbers.ts';
import { isNull, skipValue } from './skip.ts';
import { copyQuoted, copyString } from './strings.ts';
import { stopFrom } from './words.ts';
import { type Field, Kind } from './field.ts';
import type { FieldTable } from './field-table.ts';
import { UNREADABLE_SIGNAL } from '../schema/event-schema.ts';

// this module's own, as engine.ts tells
const {
  STRING,
  MESSAGE,
  DOUBLE,
  INT,
  AMOUNT,
  REPEATED,
  ENUM,
  TIME,
  RECEIPT,
  NAME,
  DATA,
  RAW,
  SIGNAL,
  CONSENT,
  SIGNALS,
} = Kind;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN = 123;
const UNITS_TAG = 0x10;
const NANOS_TAG = 0x18;

export class Values {
  readonly event: EventMembers;
  private readonly engine: Engine;
  private readonly number = new NumberReader();
  private readonly amountReader = new AmountReader();
  /** where `findWord` ended */
  end = 0;
  /** whether `readNumber` met one */
  private isNumber = false;

  constructor(engine: Engine) {
    this.engine = engine;
    this.event = new EventMembers(engine, this);
  }

  /** @param c the byte at p. @param depth of the object that the value is in */
  write(p: number, c: number, f: Field, depth: number): number {
    switch (f.kind) {
      case STRING:
        if (isNumberStart(c)) return this.numberText(p, f);
        this.engine.state.blank |= f.required;
        return this.skip(p, depth);
      case DOUBLE:
        return this.double(p, c, f, depth);
      case INT:
        return this.int(p, c, f, depth);
      case AMOUNT:
        return this.amount(p, c, depth);
      case ENUM:
        return c === QUOTE ? this.enum(p, f) : this.skip(p, depth);
      case REPEATED:
        return c === OPEN_ARRAY ? this.repeated(p, f, depth + 1) : this.skip(p, depth);
      case RAW:
        return this.json(p, f, depth);
      case SIGNAL:
        return this.signal(p, c, f, depth);
      case TIME:
      case RECEIPT:
        return this.event.time(p, c, f, depth);
      case NAME:
        return this.event.name(p, c, f, depth);
      case DATA:
        return this.event.data(p, c, depth);
      case CONSENT:
      case SIGNALS:
        return this.event.consent(p, c, f, depth);
      default: // UNKNOWN, or not what a MESSAGE or BOOL holds
        return this.skip(p, depth);
    }
  }

  skip(p: number, depth: number): number {
    const { input, depthMax } = this.engine;
    return isNull(input, p) ? p + 4 : skipValue(input, p, depthMax - depth);
  }

  /** Any value but null, as its JSON. */
  json(p: number, f: Field, depth: number): number {
    const { input, out } = this.engine;
    const end = this.skip(p, depth);
    if (isNull(input, p)) return end;
    const start = out.end;
    const at = start + f.header;
    input.bytes.copy(out.bytes, at, p, end);
    out.end = out.close(f, start, at + end - p);
    return end;
  }

  /** A string, or a number's digits; what is empty is left out. @returns as all, or -1 when it is neither */
  text(p: number, c: number, f: Field): number {
    if (isNumberStart(c)) return this.numberText(p, f);
    if (c !== QUOTE) return -1;
    const { input, out } = this.engine;
    const start = out.end;
    out.end = start + f.header;
    p = copyString(input, p + 1, out);
    out.end = out.end === start + f.header ? start : out.close(f, start, out.end);
    return p;
  }

  private numberText(p: number, f: Field): number {
    const { input, out } = this.engine;
    const end = numberEnd(input.bytes, p);
    if (end < 0) throw MALFORMED;
    const start = out.end;
    const at = start + f.header;
    input.bytes.copy(out.bytes, at, p, end);
    out.end = out.close(f, start, at + end - p);
    return end;
  }

  private signal(p: number, c: number, f: Field, depth: number): number {
    const { input, out } = this.engine;
    const end = this.text(p, c, f);
    if (end >= 0 || isNull(input, p)) return end >= 0 ? end : p + 4;
    const start = out.end;
    const at = start + f.header;
    out.end = out.close(f, start, at + out.bytes.write(UNREADABLE_SIGNAL, at));
    return this.skip(p, depth);
  }

  private enum(p: number, f: Field): number {
    const { out } = this.engine;
    const word = this.findWord(f.words!, p);
    if (word !== null) {
      out.tag(f);
      out.end = out.varint(out.end, word.value);
    }
    return this.end;
  }

  /** What the string at p is, however it is written. Its end is in `end`. */
  findWord(table: FieldTable, p: number): Field | null {
    const { input, out } = this.engine;
    const quote = stopFrom(input.view, p + 1);
    this.end = quote + 1;
    if (input.bytes[quote] === QUOTE) return table.find(input.view, p, quote + 1);
    const start = out.end;
    this.end = copyQuoted(input, p, out);
    const word = table.find(out.view, start, out.end);
    out.end = start;
    return word;
  }

  // ---- numbers

  /** A number, or a string of nothing but one. Whether there was one is in `isNumber`. */
  private readNumber(reader: NumberReader | AmountReader, p: number, c: number, depth: number): number {
    const { input, out } = this.engine;
    this.isNumber = false;
    if (isNumberStart(c)) {
      const end = reader.read(input.bytes, p);
      if (end < 0) throw MALFORMED;
      this.isNumber = true;
      return end;
    }
    if (c !== QUOTE) return this.skip(p, depth);
    const start = out.end;
    const after = copyString(input, p + 1, out);
    out.bytes[out.end] = 0; // ends the number
    this.isNumber = reader.read(out.bytes, start) === out.end;
    out.end = start;
    return after;
  }

  private double(p: number, c: number, f: Field, depth: number): number {
    const { out } = this.engine;
    p = this.readNumber(this.number, p, c, depth);
    if (this.isNumber && Number.isFinite(this.number.value)) {
      out.tag(f);
      out.view.setFloat64(out.end, this.number.value, true);
      out.end += 8;
    }
    return p;
  }

  private int(p: number, c: number, f: Field, depth: number): number {
    p = this.readNumber(this.number, p, c, depth);
    const { value } = this.number;
    if (this.isNumber && isInteger(value, f.limit) && (value !== 0 || f.presence)) {
      const { out } = this.engine;
      out.tag(f);
      out.end = out.signed(out.end, value);
    }
    return p;
  }

  /** Units and nanos, which have the same numbers in every message that has an amount. */
  private amount(p: number, c: number, depth: number): number {
    const reader = this.amountReader;
    p = this.readNumber(reader, p, c, depth);
    if (!this.isNumber || Number.isNaN(reader.units)) return p;
    const { out } = this.engine;
    if (reader.units !== 0) {
      out.bytes[out.end] = UNITS_TAG;
      out.end = out.signed(out.end + 1, reader.units);
    }
    if (reader.nanos !== 0) {
      out.bytes[out.end] = NANOS_TAG;
      out.end = out.signed(out.end + 1, reader.nanos);
    }
    return p;
  }

  // ---- arrays

  /** @param depth of the array */
  private repeated(p: number, f: Field, depth: number): number {
    const { input, out, depthMax } = this.engine;
    if (depth > depthMax) throw TOO_DEEP;
    const b = input.bytes;
    const packed = f.element === INT;
    const start = out.end;
    p = input.space(p + 1);
    if (b[p] === CLOSE_ARRAY) return p + 1;
    if (packed) out.end += f.header;
    for (;;) {
      p = input.space(packed ? this.packed(p, f, depth) : this.element(p, f, depth));
      if (b[p] !== COMMA) break;
      p = input.space(p + 1);
    }
    if (b[p] !== CLOSE_ARRAY) throw MALFORMED;
    if (packed) out.end = out.end === start + f.header ? start : out.close(f, start, out.end);
    return p + 1;
  }

  private element(p: number, f: Field, depth: number): number {
    const { engine } = this;
    const { input, out } = engine;
    const c = input.bytes[p]!;
    const start = out.end;
    if (f.element === MESSAGE && c === OPEN) {
      out.end = start + f.header;
      p = engine.message(p, f.child!, depth + 1);
    } else if (f.element === STRING && c === QUOTE) {
      out.end = start + f.header;
      p = copyString(input, p + 1, out);
    } else if (f.element === STRING && isNumberStart(c)) return this.numberText(p, f);
    else return this.skip(p, depth);
    out.end = out.close(f, start, out.end);
    return p;
  }

  private packed(p: number, f: Field, depth: number): number {
    const { input, out } = this.engine;
    p = this.readNumber(this.number, p, input.bytes[p]!, depth);
    if (this.isNumber && isInteger(this.number.value, f.limit)) out.end = out.signed(out.end, this.number.value);
    return p;
  }
}

const isNumberStart = (c: number): boolean => (c - ZERO) >>> 0 < 10 || c === MINUS;
const isInteger = (value: number, limit: number): boolean =>
  Number.isSafeInteger(value) && value < limit && value >= -limit;
