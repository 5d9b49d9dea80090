import { maskText } from '../identity/mask-personal.ts';
import type { JsonOut } from './json-out.ts';
import type { WireSource } from './wire-source.ts';
import { atSignsIn, escapesIn, lowerPart } from './words.ts';

const QUOTE = 0x22;

/** Text on the wire to JSON strings. */
export class TextWriter {
  private readonly source: WireSource;
  private readonly out: JsonOut;
  /** email addresses are taken out of text that may have them */
  private readonly guarded: boolean;

  constructor(source: WireSource, out: JsonOut, guarded: boolean) {
    this.source = source;
    this.out = out;
    this.guarded = guarded;
  }

  /** source[start, end) as a JSON string. `masked`: email addresses in it are taken out, where this writer is guarded. */
  text(start: number, end: number, masked: boolean): void {
    const { source, out } = this;
    const { view } = source;
    const limit = (view.byteLength - 4) | 0;
    const w = out.view;
    const begun = out.at | 0;
    let o = (begun + 1) | 0;
    let p = start | 0;
    let odd = masked && source.encodedAtSigns ? 1 : 0;
    const mask = masked && this.guarded ? -1 : 0;
    w.setUint8(begun, QUOTE);
    for (; odd === 0 && ((p + 4) | 0) <= end; p = (p + 4) | 0, o = (o + 4) | 0) {
      const word = view.getInt32(p, true);
      w.setInt32(o, word, true);
      odd = escapesIn(word) | (atSignsIn(word) & mask);
    }
    const left = (end - p) | 0;
    if (odd === 0 && left > 0) {
      const word = p <= limit ? lowerPart(view.getInt32(p, true), left) : this.lastWord(p, left);
      w.setInt32(o, word, true);
      odd = escapesIn(word) | (atSignsIn(word) & mask);
      o = (o + left) | 0;
    }
    if (odd !== 0) return this.oddText(start, end, masked);
    w.setUint8(o, QUOTE);
    out.at = (o + 1) | 0;
  }

  /** Text that has something in it. */
  oddText(start: number, end: number, masked: boolean): void {
    const text = this.source.bytes.toString('utf8', start, end);
    this.out.utf8(JSON.stringify(masked && this.guarded ? maskText(text) : text));
  }

  /** The last 1 to 3 bytes of the source, where a word cannot be read. */
  lastWord(at: number, left: number): number {
    let word = 0;
    for (let i = left - 1; i >= 0; i--) word = (word << 8) | this.source.view.getUint8(at + i);
    return lowerPart(word, left);
  }
}
