/**
 * Encoded messages to JSON text in one pass, without decoding: what is on the wire is JSON but for names, quotes and
 * escapes. What it meets that our own stages never write (a field twice, a list in pieces, a field that it does not
 * know) it does not try to understand: it throws NOT_CANONICAL, and whoever called takes the long way, which understands
 * what a protobuf decoder does.
 *
 * `message` is the hot loop: the places in input and output stay in registers, and text is copied a word at a time. Every
 * member is written with a comma before it; the brace of its message is then put where the first one's comma is.
 */
import { isPersonalAttribute } from '../payload/personal-fields.ts';
import { AmountWriter } from './amount-writer.ts';
import type { JsonOut } from './json-out.ts';
import { type JsonField, type JsonTable, Kind } from './json-tables.ts';
import { TextWriter } from './text-writer.ts';
import { NOT_CANONICAL, WireSource } from './wire-source.ts';
import { atSignsIn, escapesIn, lowerPart } from './words.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

const TRUE = 0x65757274;
const FALS = 0x736c6166;
const LOWER_E = 0x65;

export class MessageWriter {
  readonly source = new WireSource();
  readonly texts: TextWriter;
  private readonly amounts: AmountWriter;
  private readonly out: JsonOut;
  /** personal fields are withheld and text is masked */
  private readonly guarded: boolean;

  /** `out` must have room for what is written: roomFor says how much. */
  constructor(out: JsonOut, guarded: boolean) {
    this.out = out;
    this.guarded = guarded;
    this.texts = new TextWriter(this.source, out, guarded);
    this.amounts = new AmountWriter(this.source, out, this.texts);
  }

  /** Upper bound of the JSON of a message of so many bytes: a flag of 3 bytes has a name of up to 30, text grows sixfold. */
  static roomFor(bytes: number): number {
    return bytes * 24 + 64;
  }

  message(start: number, end: number, table: JsonTable): void {
    const { source, out, guarded } = this;
    const { view } = source;
    const limit = (view.byteLength - 4) | 0;
    const w = out.view;
    const { byTag } = table;
    const opened = out.at | 0;
    let o = opened;
    let p = start | 0;
    let seen = 0;
    while (p < end) {
      let tag = view.getUint8(p);
      p = (p + 1) | 0;
      if (tag > 127) {
        if (p >= end) throw NOT_CANONICAL;
        tag = (tag & 127) | (view.getUint8(p) << 7);
        p = (p + 1) | 0;
      }
      const field = byTag[tag];
      if (field === undefined || (seen & field.bit) !== 0 || p >= end) throw NOT_CANONICAL;
      seen |= field.bit;
      if (field.repeated) {
        out.at = o;
        p = this.list(field, p, end);
        o = out.at | 0;
        continue;
      }
      const { words } = field.opening;
      for (let i = 0; i < words.length; i++) w.setInt32((o + i * 4) | 0, words[i]!, true);
      const value = (o + field.opening.length) | 0;
      switch (field.kind) {
        case Kind.STRING: {
          let length = view.getUint8(p);
          p = (p + 1) | 0;
          if (length > 127) {
            length = source.varint(p - 1, end);
            p = source.next | 0;
          }
          const stop = (p + length) | 0;
          if (stop > end || length < 0 || length > end) throw NOT_CANONICAL;
          if (length === 0 || field.withheld) {
            p = stop;
            break;
          }
          const first = p;
          o = (value + 1) | 0;
          w.setUint8(value, QUOTE);
          let odd = guarded && source.encodedAtSigns ? 1 : 0;
          for (; odd === 0 && ((p + 4) | 0) <= stop; p = (p + 4) | 0, o = (o + 4) | 0) {
            const word = view.getInt32(p, true);
            w.setInt32(o, word, true);
            odd = guarded ? escapesIn(word) | atSignsIn(word) : escapesIn(word);
          }
          const left = (stop - p) | 0;
          if (odd === 0 && left > 0) {
            const word = p <= limit ? lowerPart(view.getInt32(p, true), left) : this.texts.lastWord(p, left);
            w.setInt32(o, word, true);
            odd = guarded ? escapesIn(word) | atSignsIn(word) : escapesIn(word);
            o = (o + left) | 0;
          }
          if (odd === 0) {
            w.setUint8(o, QUOTE);
            o = (o + 1) | 0;
          } else {
            out.at = value;
            this.texts.oddText(first, stop, true);
            o = out.at | 0;
          }
          p = stop;
          break;
        }
        case Kind.VARINT:
        case Kind.BOOL: {
          const number = source.varint(p, end);
          p = source.next | 0;
          if (field.narrow && number !== (number | 0)) throw NOT_CANONICAL;
          if ((number === 0 && !field.explicit) || field.withheld) break;
          if (field.kind === Kind.VARINT) {
            out.at = value;
            out.number(number);
            o = out.at | 0;
          } else if (number !== 0) {
            w.setInt32(value, TRUE, true);
            o = (value + 4) | 0;
          } else {
            w.setInt32(value, FALS, true);
            w.setUint8((value + 4) | 0, LOWER_E);
            o = (value + 5) | 0;
          }
          break;
        }
        case Kind.DOUBLE:
          if (p + 8 > end) throw NOT_CANONICAL;
          if (!field.withheld) {
            out.at = value;
            out.number(view.getFloat64(p, true));
            o = out.at | 0;
          }
          p = (p + 8) | 0;
          break;
        default: {
          const length = source.varint(p, end);
          p = source.next | 0;
          const stop = p + length;
          if (length < 0 || stop > end) throw NOT_CANONICAL;
          if (!field.withheld) {
            out.at = value;
            this.nested(field, p, stop);
            o = out.at | 0;
          }
          p = stop | 0;
        }
      }
    }
    if (o === opened) o = (o + 1) | 0;
    w.setUint8(opened, OPEN);
    w.setUint8(o, CLOSE);
    out.at = (o + 1) | 0;
  }

  private nested(field: JsonField, start: number, end: number): void {
    if (field.kind === Kind.AMOUNT) this.amounts.amount(start, end, field.table!);
    else this.message(start, end, field.table!);
  }

  /** The whole list, the length of whose first element is at `at`. Returns the place after it. */
  private list(field: JsonField, at: number, end: number): number {
    const { source, out } = this;
    const { view } = source;
    const begun = out.at;
    out.put(field.opening);
    const opened = out.at;
    for (;;) {
      const length = source.varint(at, end);
      at = source.next;
      const stop = at + length;
      if (length < 0 || stop > end) throw NOT_CANONICAL;
      if (field.kind !== Kind.ATTRIBUTE || !this.guarded || !this.isPersonal(at, stop, field.table!)) {
        out.byte(COMMA);
        if (field.kind === Kind.STRING) this.texts.text(at, stop, true);
        else this.nested(field, at, stop);
      }
      at = stop;
      if (at + field.tagLength > end || view.getUint8(at) !== field.tagByte) break;
      if (field.tagLength === 2 && view.getUint8(at + 1) !== field.tag >> 7) break;
      at += field.tagLength;
    }
    if (out.at === opened || field.withheld) out.at = begun;
    else {
      out.view.setUint8(opened, OPEN_LIST);
      out.byte(CLOSE_LIST);
    }
    return at;
  }

  /** An Attribute's key and value are both text. */
  private isPersonal(start: number, end: number, table: JsonTable): boolean {
    const { source } = this;
    const key = table.byName.get('key')!;
    let personal = false;
    let at = start;
    let seen = 0;
    while (at < end) {
      const field = table.byTag[source.view.getUint8(at)];
      if (field === undefined || (seen & field.bit) !== 0) throw NOT_CANONICAL;
      seen |= field.bit;
      const length = source.varint(at + 1, end);
      at = source.next + length;
      if (length < 0 || at > end) throw NOT_CANONICAL;
      if (field === key) personal = isPersonalAttribute(source.bytes.toString('utf8', source.next, at));
    }
    return personal;
  }
}
