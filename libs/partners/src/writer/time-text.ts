/** ISO 8601 as toISOString writes it, a day's date made once. */
const DAY_MS = 86_400_000;
/** Years that toISOString writes with four digits. */
const MIN_MS = -62_167_219_200_000;
const MAX_MS = 253_402_300_799_999;
/** What a Date can hold. */
const DATE_MS_MAX = 8.64e15;

export const TIME_BYTES_MAX = 27;
const TIME_BYTES = 24;

/** "00" to "99" as two bytes, little-endian. */
const PAIRS = Int16Array.from({ length: 100 }, (_, n) => (48 + Math.floor(n / 10)) | ((48 + (n % 10)) << 8));

export class TimeText {
  private day = NaN;
  /** `2026-01-01T00:00:00.000Z` of the day last asked for, in words */
  private readonly text = new Int32Array(TIME_BYTES / 4);

  /** Writes it at `at` of `view` (TIME_BYTES_MAX at most) and returns the place after it. -1: there is no such time. */
  write(ms: number, view: DataView, at: number): number {
    if (!(ms >= MIN_MS && ms <= MAX_MS)) return writeRare(ms, view, at);
    const day = Math.floor(ms / DAY_MS);
    const { text } = this;
    if (day !== this.day) {
      const bytes = Buffer.from(new Date(day * DAY_MS).toISOString(), 'latin1');
      for (let i = 0; i < text.length; i++) text[i] = bytes.readInt32LE(i * 4);
      this.day = day;
    }
    for (let i = 0; i < text.length; i++) view.setInt32(at + i * 4, text[i]!, true);
    const inDay = (ms - day * DAY_MS) | 0;
    const seconds = (inDay / 1000) | 0;
    const minutes = (seconds / 60) | 0;
    const hours = (minutes / 60) | 0;
    const millis = (inDay - seconds * 1000) | 0;
    const hundreds = (millis / 100) | 0;
    view.setInt16(at + 11, PAIRS[hours]!, true);
    view.setInt16(at + 14, PAIRS[minutes - hours * 60]!, true);
    view.setInt16(at + 17, PAIRS[seconds - minutes * 60]!, true);
    view.setUint8(at + 20, 48 + hundreds);
    view.setInt16(at + 21, PAIRS[millis - hundreds * 100]!, true);
    return at + TIME_BYTES;
  }
}

function writeRare(ms: number, view: DataView, at: number): number {
  if (!(Math.abs(ms) <= DATE_MS_MAX)) return -1;
  const text = new Date(ms).toISOString();
  for (let i = 0; i < text.length; i++) view.setUint8(at++, text.charCodeAt(i));
  return at;
}
