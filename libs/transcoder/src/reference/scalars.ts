/** Values from JSON, each in the plainest way there is: regular expressions, Date and BigInt. */

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The text itself when it is one JSON number and nothing else. */
export const numberText = (text: string): string | undefined => (JSON_NUMBER.test(text) ? text : undefined);

const NANOS = 9;

/** Units and nanos of a decimal, rounded to the nearest nano, halves away from zero; undefined beyond 2**53 units. */
export function decimal(text: string): { units: number; nanos: number } | undefined {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE](.+))?$/.exec(text)!;
  const digits = (whole! + fraction).replace(/^0+/, '');
  const kept = digits.length - fraction.length + Number(exponent) + NANOS; // digits that make whole nanos
  if (digits === '' || kept < 0) return { units: 0, nanos: 0 };
  if (kept > 16 + NANOS) return undefined;
  const nanos = BigInt(digits.slice(0, kept).padEnd(kept, '0') || '0') + (Number(digits[kept] ?? '0') >= 5 ? 1n : 0n);
  const units = Number(nanos / 1_000_000_000n);
  if (units > Number.MAX_SAFE_INTEGER) return undefined;
  const factor = sign === '-' ? -1 : 1;
  return { units: factor * units, nanos: factor * Number(nanos % 1_000_000_000n) };
}

const TIME =
  /^(\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** ms since 1970 of a date and time with a zone, cut to whole ms; undefined for anything else, 30 February included. */
export function timeMs(text: string): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, minutes, seconds = '00', fraction = '', zoneSign, zoneHours = '0', zoneMinutes = '0'] = match;
  const utc = Date.parse(`${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  if (Number.isNaN(utc) || !new Date(utc).toISOString().startsWith(minutes!)) return undefined; // Date rolls over
  const zoneMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000;
  return zoneSign === '+' ? utc - zoneMs : utc + zoneMs;
}
