import { isUtf8 } from 'node:buffer';

/**
 * Decodes one name or value of a query string, as URLSearchParams does: + is a space, %41 is the byte 0x41, an escape
 * that is none stays as it is, and bytes that are not UTF-8 become U+FFFD.
 */
export class QueryUnescaper {
  /** the decoded bytes are the first `length` of these, until the next call */
  bytes: Buffer;
  length = 0;
  /** there was more than fits; what is there ends with a whole character */
  cut = false;
  private readonly bytesMax: number;

  /** @param bytesMax of a decoded value, in UTF-8 */
  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
    this.bytes = Buffer.alloc(bytesMax);
  }

  decode(query: Buffer, start: number, end: number): void {
    const { bytes, bytesMax } = this;
    let length = 0;
    let at = start;
    let nonAscii = 0;
    while (at < end && length < bytesMax) {
      let byte = query[at++]!;
      if (byte === PLUS) byte = SPACE;
      else if (byte === PERCENT && at + 1 < end) {
        const high = HEX[query[at]!]!;
        const low = HEX[query[at + 1]!]!;
        if (high >= 0 && low >= 0) {
          byte = high * 16 + low;
          at += 2;
        }
      }
      nonAscii |= byte;
      bytes[length++] = byte;
    }
    this.cut = at < end;
    this.length = length;
    if (nonAscii < 128) return;
    if (this.cut) this.length = wholeCharacters(bytes, length);
    if (!isUtf8(bytes.subarray(0, this.length))) this.replaceInvalid();
  }

  private replaceInvalid(): void {
    const { bytes, bytesMax } = this;
    const valid = Buffer.from(bytes.toString('utf8', 0, this.length));
    if (valid.length > bytesMax) this.cut = true;
    this.length = valid.length > bytesMax ? wholeCharacters(valid, bytesMax) : valid.length;
    valid.copy(bytes, 0, 0, this.length);
  }
}

const PLUS = 0x2b;
const SPACE = 0x20;
const PERCENT = 0x25;

/** hexadecimal digit -> its value; -1 for any other byte */
const HEX = new Int8Array(256).fill(-1);
for (const [i, digit] of [...'0123456789abcdef'].entries()) {
  HEX[digit.charCodeAt(0)] = i;
  HEX[digit.toUpperCase().charCodeAt(0)] = i;
}

/** The length without a last character that may have been cut: back over at most three continuation bytes and their lead. */
function wholeCharacters(bytes: Buffer, length: number): number {
  let lead = length;
  while (lead > 0 && length - lead < 4 && (bytes[lead - 1]! & 0xc0) === 0x80) lead--;
  if (lead === 0) return length;
  const byte = bytes[lead - 1]!;
  const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
  return length - (lead - 1) < wanted ? lead - 1 : length;
}
