/** Members of the event itself: what an event must have, its payload, its consent. Methods as in values.ts. */
import type { Engine } from './engine.ts';
import { copyString } from './strings.ts';
import { type Field, Kind } from './field.ts';
import { TimeReader } from './times.ts';
import type { Values } from './values.ts';
import { stopFrom } from './words.ts';

const { RECEIPT, SIGNALS } = Kind;
const QUOTE = 34;
const OPEN = 123;

export class EventMembers {
  private readonly engine: Engine;
  private readonly values: Values;
  private readonly times = new TimeReader();

  constructor(engine: Engine, values: Values) {
    this.engine = engine;
    this.values = values;
  }

  name(p: number, c: number, f: Field, depth: number): number {
    const { out, state, tables } = this.engine;
    const start = out.end;
    const after = this.values.text(p, c, f);
    if (out.end === start) {
      state.blank |= f.required;
      return after < 0 ? this.values.skip(p, depth) : after;
    }
    state.payload = c === QUOTE ? this.values.findWord(tables.payloads, p) : null;
    state.named = true;
    return after;
  }

  time(p: number, c: number, f: Field, depth: number): number {
    const { input, out, state } = this.engine;
    if (c !== QUOTE) {
      state.blank |= f.required;
      return this.values.skip(p, depth);
    }
    const quote = stopFrom(input.view, p + 1);
    let after = quote + 1;
    let ms: number;
    if (input.bytes[quote] === QUOTE) ms = this.times.read(input.view, p + 1, quote);
    else {
      const start = out.end;
      after = copyString(input, p + 1, out);
      ms = this.times.read(out.view, start, out.end);
      out.end = start;
    }
    if (f.kind === RECEIPT) state.receivedMs = ms;
    if (Number.isNaN(ms)) state.blank |= f.required;
    else if (ms !== 0) {
      out.tag(f);
      out.end = out.signed(out.end, ms);
    }
    return after;
  }

  /** The payload's message is the one for the event's name: where that comes later, the payload is guessed. */
  data(p: number, c: number, depth: number): number {
    const { state, tables } = this.engine;
    if (!state.named) return this.earlyData(p, c, depth);
    if (state.payload === null) return this.values.json(p, tables.customPayload, depth);
    return c === OPEN ? this.payload(p, state.payload, depth) : this.values.skip(p, depth);
  }

  private payload(p: number, f: Field, depth: number): number {
    const { engine } = this;
    const { out } = engine;
    const start = out.end;
    out.end = start + f.header;
    p = engine.message(p, f.child!, depth + 1);
    out.end = out.close(f, start, out.end);
    return p;
  }

  /** Data before the name: its first member tells the message, as which it is written for now, but not the field. */
  private earlyData(p: number, c: number, depth: number): number {
    const { input, out, state, tables } = this.engine;
    state.dataAt = p;
    const quote = c === OPEN ? stopFrom(input.view, p + 2) : 0;
    state.guess = quote === 0 ? null : tables.payloadGuesses.find(input.view, p + 1, quote + 2);
    if (state.guess === null) return this.values.skip(p, depth);
    state.guessAt = out.end;
    p = this.payload(p, state.guess, depth);
    state.guessEnd = out.end;
    return p;
  }

  /** Makes early data the payload of the name that came later. */
  lateName(): void {
    const { input, out, state } = this.engine;
    const { guess, payload, dataAt } = state;
    if (guess !== null && payload?.child === guess.child) {
      out.view.setInt16(state.guessAt, payload.tag, true);
      return;
    }
    if (guess !== null) out.end = out.moveToEnd(state.guessAt, state.guessEnd);
    this.data(dataAt, input.bytes[dataAt]!, 1);
  }

  /**
   * customerPrivacy and privacySignals are one message, Consent, wherever they stand: the second is added to the first,
   * which first moves to the output's end if something came between. (Two Consents would be merged by full decoders, but
   * not by views that pass one on as bytes.)
   */
  consent(p: number, c: number, f: Field, depth: number): number {
    if (c !== OPEN) return this.values.skip(p, depth);
    const { engine } = this;
    const { out, state, tables } = engine;
    const isFirst = state.consentAt < 0;
    const whole = isFirst ? tables.consentOfOne : tables.consentOfBoth;
    let start = out.end;
    if (isFirst) out.end += whole.header;
    else {
      start = out.moveToEnd(state.consentAt, state.consentEnd);
      if (state.guessAt > state.consentAt) {
        state.guessAt -= state.consentEnd - state.consentAt;
        state.guessEnd -= state.consentEnd - state.consentAt;
      }
      out.widen(start, state.consentHeader, whole.header);
    }
    const inner = out.end;
    if (f.kind === SIGNALS) out.end += f.header;
    p = engine.message(p, f.child!, depth + 1);
    if (f.kind === SIGNALS) out.end = out.close(f, inner, out.end);
    out.end = out.close(whole, start, out.end);
    state.consentAt = start;
    state.consentEnd = out.end;
    state.consentHeader = whole.header;
    return p;
  }
}
