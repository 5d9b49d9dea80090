/**
 * Times, from their digits: no string, no Date. Fast because consecutive events are of the same day, whose date is then
 * neither checked nor counted again: three words are compared with those of last time.
 */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** from 1 January of the year 0 to that of 1970 */
const EPOCH_DAYS = 719_528;
const MS_PER_DAY = 86_400_000;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const COLON = 58;
const T = 84;
const Z = 90;
/** 2024-02-29T10:11Z */
const SHORTEST = 17;

const isDigit = (c: number): boolean => (c - ZERO) >>> 0 < 10;
const isLeap = (year: number): boolean => (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number => DAYS[month - 1]! + (month === 2 && isLeap(year) ? 1 : 0);

export class TimeReader {
  /** the last valid date: its first and middle four bytes, its last four, and its first moment in ms since 1970 */
  private yearWord = 0;
  private monthWord = 0;
  private dayWord = 0;
  private dateMs = 0.5;

  /** ms since 1970 of 2024-02-29T10:11[:12[.123456]](Z|+01:00) at [start, end), cut to whole ms; NaN if it is none. */
  read(d: DataView, start: number, end: number): number {
    if (end - start < SHORTEST || d.getUint8(start + 10) !== T || d.getUint8(start + 13) !== COLON) return NaN;
    const isSameDate =
      d.getInt32(start + 6, true) === this.dayWord &&
      d.getInt32(start + 4, true) === this.monthWord &&
      d.getInt32(start, true) === this.yearWord;
    if (!isSameDate && !this.readDate(d, start)) return NaN;
    const hour = twoDigits(d, start + 11);
    const minute = twoDigits(d, start + 14);
    let p = start + 16;
    let second = 0;
    let ms = 0;
    if (d.getUint8(p) === COLON) {
      second = twoDigits(d, p + 1);
      p += 3;
      if (d.getUint8(p) === DOT) {
        const fraction = ++p;
        for (let place = 100; p < end && isDigit(d.getUint8(p)); p++) {
          ms = (ms + Math.imul(d.getUint8(p) - ZERO, place)) | 0;
          place = (place / 10) | 0;
        }
        if (p === fraction) return NaN;
      }
    }
    if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) return NaN;
    const timeMs = (Math.imul(Math.imul(hour, 60) + minute, 60_000) + Math.imul(second, 1000) + ms) | 0;
    if (p + 1 === end && d.getUint8(p) === Z) return this.dateMs + timeMs;
    return this.dateMs + timeMs - zoneMinutes(d, p, end) * 60_000;
  }

  private readDate(d: DataView, p: number): boolean {
    if (d.getUint8(p + 4) !== MINUS || d.getUint8(p + 7) !== MINUS) return false;
    const century = twoDigits(d, p);
    const ofCentury = twoDigits(d, p + 2);
    const year = century * 100 + ofCentury;
    const month = twoDigits(d, p + 5);
    const day = twoDigits(d, p + 8);
    if ((century | ofCentury) < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
    this.dateMs = daysSinceEpoch(year, month, day) * MS_PER_DAY;
    this.yearWord = d.getInt32(p, true);
    this.monthWord = d.getInt32(p + 4, true);
    this.dayWord = d.getInt32(p + 6, true);
    return true;
  }
}

function daysSinceEpoch(year: number, month: number, day: number): number {
  const leapDaysBefore = ((year + 3) >> 2) - Math.floor((year + 99) / 100) + Math.floor((year + 399) / 400);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  return year * 365 + leapDaysBefore + DAYS_BEFORE[month - 1]! + leapDay + day - 1 - EPOCH_DAYS;
}

/** Minutes east of Greenwich of the +01:00 that fills [p, end); NaN if it is none. */
function zoneMinutes(d: DataView, p: number, end: number): number {
  if (p + 6 !== end || (d.getUint8(p) !== PLUS && d.getUint8(p) !== MINUS) || d.getUint8(p + 3) !== COLON) return NaN;
  const hours = twoDigits(d, p + 1);
  const minutes = twoDigits(d, p + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NaN;
  return d.getUint8(p) === PLUS ? hours * 60 + minutes : -hours * 60 - minutes;
}

/** -1 if they are not both digits */
function twoDigits(d: DataView, p: number): number {
  const pair = (d.getUint16(p, true) - 0x3030) | 0; // a byte below '0' borrows, which leaves it above 9
  const tens = pair & 0xff;
  const ones = pair >>> 8;
  return tens > 9 || ones > 9 ? -1 : Math.imul(tens, 10) + ones;
}
