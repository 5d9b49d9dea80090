import { amountText } from '../payload/amount.ts';
import type { JsonOut } from './json-out.ts';
import { type JsonTable, Kind } from './json-tables.ts';
import type { TextWriter } from './text-writer.ts';
import { NOT_CANONICAL, type WireSource } from './wire-source.ts';
import { wordsOf } from './words.ts';

const AMOUNT = wordsOf('{"amount":"');
const CURRENCY = wordsOf('","currencyCode":');
const PERCENTAGE = wordsOf('{"percentage":');
const QUOTE = 0x22;
const POINT = 0x2e;
const CLOSE = 0x7d;
/** Money.units and DiscountValue.units */
const UNITS = 2;

/** Money, and what a discount takes off. */
export class AmountWriter {
  private readonly source: WireSource;
  private readonly out: JsonOut;
  private readonly texts: TextWriter;

  constructor(source: WireSource, out: JsonOut, texts: TextWriter) {
    this.source = source;
    this.out = out;
    this.texts = texts;
  }

  /** Money; or what a discount takes off, which is an amount or a percentage. */
  amount(start: number, end: number, table: JsonTable): void {
    const { source, out } = this;
    const { view } = source;
    let units = 0;
    let nanos = 0;
    let currencyAt = 0;
    let currencyEnd = 0;
    let percentageAt = -1;
    let seen = 0;
    let at = start;
    while (at < end) {
      const field = table.byTag[view.getUint8(at++)];
      if (field === undefined || (seen & field.bit) !== 0) throw NOT_CANONICAL;
      seen |= field.bit;
      if (field.kind === Kind.DOUBLE) {
        percentageAt = at;
        at += 8;
        continue;
      }
      const value = source.varint(at, end);
      at = source.next;
      if (field.kind === Kind.STRING) {
        currencyAt = at;
        currencyEnd = at += value;
        if (value < 0) throw NOT_CANONICAL;
      } else if (field.narrow && value !== (value | 0)) throw NOT_CANONICAL;
      else if (field.number === UNITS) units = value;
      else nanos = value;
    }
    if (at !== end) throw NOT_CANONICAL;
    if (percentageAt >= 0) {
      out.put(PERCENTAGE);
      out.number(view.getFloat64(percentageAt, true));
    } else {
      out.put(AMOUNT);
      this.decimal(units, nanos);
      if (currencyEnd > currencyAt) {
        out.put(CURRENCY);
        this.texts.text(currencyAt, currencyEnd, false);
      } else out.byte(QUOTE);
    }
    out.byte(CLOSE);
  }

  /** As amountText; nearly all amounts have two decimals. */
  private decimal(units: number, nanos: number): void {
    const { out } = this;
    const hundredths = nanos / 10_000_000;
    if (units >= 0 && units < 1e9 && hundredths >= 0 && hundredths < 100 && Number.isInteger(hundredths)) {
      out.whole(units, 1);
      out.byte(POINT);
      out.whole(hundredths, 2);
    } else out.ascii(amountText(units, nanos));
  }
}
