import { SLACK_BYTES, type Words } from './words.ts';

/** Bytes of JSON text as they come about. Grows; what was handed out before stays as it is. */
export class JsonOut {
  bytes: Buffer;
  /** the same memory */
  view: DataView;
  at = 0;

  constructor(bytes: number) {
    this.bytes = Buffer.from(new ArrayBuffer(bytes + SLACK_BYTES));
    this.view = new DataView(this.bytes.buffer);
  }

  /** Makes sure that `length` more can be written. To be called between two texts, never inside one. */
  reserve(length: number): void {
    if (this.has(length)) return;
    this.bytes = Buffer.from(new ArrayBuffer(Math.max(this.bytes.length * 2, length + SLACK_BYTES)));
    this.view = new DataView(this.bytes.buffer);
    this.at = 0;
  }

  /** Whether `reserve` would find so much where it is. */
  has(length: number): boolean {
    return this.at + length + SLACK_BYTES <= this.bytes.length;
  }

  put({ words, length }: Words): void {
    const { view, at } = this;
    for (let i = 0; i < words.length; i++) view.setInt32(at + i * 4, words[i]!, true);
    this.at = at + length;
  }

  byte(byte: number): void {
    this.view.setUint8(this.at++, byte);
  }

  /** Only characters below 128. */
  ascii(text: string): void {
    const { view } = this;
    let { at } = this;
    for (let i = 0; i < text.length; i++) view.setUint8(at++, text.charCodeAt(i));
    this.at = at;
  }

  utf8(text: string): void {
    this.at += this.bytes.write(text, this.at, 'utf8');
  }

  /** A number as JSON has it; small whole ones without a string in between. */
  number(value: number): void {
    if (value >= 0 && value < 1e9 && Number.isInteger(value)) this.whole(value, 1);
    else this.ascii(Number.isFinite(value) ? String(value) : 'null');
  }

  /** A whole number from 0 to 1e9, in at least so many digits. */
  whole(value: number, digitsMin: number): void {
    const { view } = this;
    let rest = value | 0;
    let count = 1;
    for (let bound = 10; bound <= rest && count < 10; bound *= 10) count++;
    if (count < digitsMin) count = digitsMin;
    const end = this.at + count;
    for (let place = end - 1; place >= this.at; place--) {
      const tenth = (rest / 10) | 0;
      view.setUint8(place, 48 + rest - tenth * 10);
      rest = tenth;
    }
    this.at = end;
  }
}
