/**
 * Times, from their digits: no string, no Date. Fast because consecutive events are of the same day, whose date is then
 * neither checked nor counted again: its ten bytes are compared with those of last time.
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
/** of 2024-02-29 */
const DATE_BYTES = 10;

const isDigit = (c: number): boolean => (c - ZERO) >>> 0 < 10;
const isLeap = (year: number): boolean => (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number => DAYS[month - 1]! + (month === 2 && isLeap(year) ? 1 : 0);

export class TimeReader {
  /** the last valid date: its bytes, and its first moment in ms since 1970 */
  private readonly date = new Uint8Array(DATE_BYTES);
  private dateMs = 0.5;

  /** ms since 1970 of 2024-02-29T10:11[:12[.123456]](Z|+01:00) at [start, end), cut to whole ms; NaN if it is none. */
  read(b: Uint8Array, start: number, end: number): number {
    if (end - start < SHORTEST || b[start + 10] !== T || b[start + 13] !== COLON) return NaN;
    if (!this.isSameDate(b, start) && !this.readDate(b, start)) return NaN;
    const hour = twoDigits(b, start + 11);
    const minute = twoDigits(b, start + 14);
    let p = start + 16;
    let second = 0;
    let ms = 0;
    if (b[p] === COLON) {
      second = twoDigits(b, p + 1);
      p += 3;
      if (b[p] === DOT) {
        const fraction = ++p;
        for (let place = 100; p < end && isDigit(b[p]!); p++) {
          ms = (ms + Math.imul(b[p]! - ZERO, place)) | 0;
          place = (place / 10) | 0;
        }
        if (p === fraction) return NaN;
      }
    }
    if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) return NaN;
    const timeMs = (Math.imul(Math.imul(hour, 60) + minute, 60_000) + Math.imul(second, 1000) + ms) | 0;
    if (p + 1 === end && b[p] === Z) return this.dateMs + timeMs;
    return this.dateMs + timeMs - zoneMinutes(b, p, end) * 60_000;
  }

  private isSameDate(b: Uint8Array, p: number): boolean {
    const { date } = this;
    // the day changes first
    for (let i = DATE_BYTES - 1; i >= 0; i--) if (b[p + i] !== date[i]) return false;
    return true;
  }

  private readDate(b: Uint8Array, p: number): boolean {
    if (b[p + 4] !== MINUS || b[p + 7] !== MINUS) return false;
    const century = twoDigits(b, p);
    const ofCentury = twoDigits(b, p + 2);
    const year = century * 100 + ofCentury;
    const month = twoDigits(b, p + 5);
    const day = twoDigits(b, p + 8);
    if ((century | ofCentury) < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
    this.dateMs = daysSinceEpoch(year, month, day) * MS_PER_DAY;
    for (let i = 0; i < DATE_BYTES; i++) this.date[i] = b[p + i]!;
    return true;
  }
}

function daysSinceEpoch(year: number, month: number, day: number): number {
  const leapDaysBefore = ((year + 3) >> 2) - Math.floor((year + 99) / 100) + Math.floor((year + 399) / 400);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  return year * 365 + leapDaysBefore + DAYS_BEFORE[month - 1]! + leapDay + day - 1 - EPOCH_DAYS;
}

/** Minutes east of Greenwich of the +01:00 that fills [p, end); NaN if it is none. */
function zoneMinutes(b: Uint8Array, p: number, end: number): number {
  if (p + 6 !== end || (b[p] !== PLUS && b[p] !== MINUS) || b[p + 3] !== COLON) return NaN;
  const hours = twoDigits(b, p + 1);
  const minutes = twoDigits(b, p + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NaN;
  return b[p] === PLUS ? hours * 60 + minutes : -hours * 60 - minutes;
}

/** -1 if they are not both digits */
function twoDigits(b: Uint8Array, p: number): number {
  const tens = (b[p]! - ZERO) | 0;
  const ones = (b[p + 1]! - ZERO) | 0;
  return tens >>> 0 > 9 || ones >>> 0 > 9 ? -1 : Math.imul(tens, 10) + ones;
}
