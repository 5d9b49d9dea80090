/** Times, from their digits: no string, no Date. */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** from 1 January of the year 0 to that of 1970 */
const EPOCH_DAYS = 719_528;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const COLON = 58;
const T = 84;
const Z = 90;
/** 2024-02-29T10:11Z */
const SHORTEST = 17;

/** ms since 1970 of 2024-02-29T10:11[:12[.123456]](Z|+01:00) at [start, end), cut to whole ms; NaN if it is none. */
export function epochMs(b: Uint8Array, start: number, end: number): number {
  if (end - start < SHORTEST) return NaN;
  if (b[start + 4] !== MINUS || b[start + 7] !== MINUS || b[start + 10] !== T || b[start + 13] !== COLON) return NaN;
  const century = twoDigits(b, start);
  const ofCentury = twoDigits(b, start + 2);
  const month = twoDigits(b, start + 5);
  const day = twoDigits(b, start + 8);
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
        ms += (b[p]! - 48) * place;
        place = (place / 10) | 0;
      }
      if (p === fraction) return NaN;
    }
  }
  const zone = zoneMinutes(b, p, end);
  if ((century | ofCentury | hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) return NaN;
  const year = century * 100 + ofCentury;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return NaN;
  return ((daysSinceEpoch(year, month, day) * 24 + hour) * 60 + minute - zone) * 60_000 + second * 1000 + ms;
}

/** Minutes east of Greenwich of the Z or +01:00 that fills [p, end); NaN if it is none. */
function zoneMinutes(b: Uint8Array, p: number, end: number): number {
  if (p + 1 === end && b[p] === Z) return 0;
  if (p + 6 !== end || (b[p] !== PLUS && b[p] !== MINUS) || b[p + 3] !== COLON) return NaN;
  const hours = twoDigits(b, p + 1);
  const minutes = twoDigits(b, p + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NaN;
  return b[p] === PLUS ? hours * 60 + minutes : -hours * 60 - minutes;
}

function daysSinceEpoch(year: number, month: number, day: number): number {
  const leapDaysBefore = ((year + 3) >> 2) - Math.floor((year + 99) / 100) + Math.floor((year + 399) / 400);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  return year * 365 + leapDaysBefore + DAYS_BEFORE[month - 1]! + leapDay + day - 1 - EPOCH_DAYS;
}

const isLeap = (year: number): boolean => (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number => DAYS[month - 1]! + (month === 2 && isLeap(year) ? 1 : 0);
const isDigit = (c: number): boolean => (c - 48) >>> 0 < 10;

/** -1 if they are not both digits */
function twoDigits(b: Uint8Array, p: number): number {
  const tens = b[p]! - 48;
  const ones = b[p + 1]! - 48;
  return tens >>> 0 > 9 || ones >>> 0 > 9 ? -1 : tens * 10 + ones;
}
