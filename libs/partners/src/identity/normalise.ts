import { hash } from 'node:crypto';

/** Lower-case hexadecimal, as partners expect hashed identifiers. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex');

/** Trimmed and in lower case. null: not an email address, so its hash would match nobody. */
export function normaliseEmail(email: string): string | null {
  const normal = email.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(normal) ? normal : null;
}

/**
 * Digits with the country code and without leading zeros, as partners match phone numbers. null: no country code (it
 * begins with neither + nor 00), or not 7 to 16 digits; a hash of such a number would match nobody, or someone else.
 */
export function normalisePhone(phone: string): string | null {
  const trimmed = phone.trim();
  if (!/^(\+|00)/.test(trimmed) || /[A-Za-z]/.test(trimmed)) return null;
  // "+49 (0) 30": a zero in brackets is dialled only without the country code.
  const digits = trimmed.replace('(0)', '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 7 && digits.length <= 16 ? digits : null;
}
