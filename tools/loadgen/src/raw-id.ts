import { hash } from 'node:crypto';

/**
 * Names a raw record by its bytes where no event id can be read: `sha256:` and 32 hexadecimal digits. Records of equal
 * bytes share it (all empty ones do), so it names what was written, not which writing.
 */
export const rawId = (value: Buffer | null): string =>
  value === null ? 'tombstone' : `sha256:${hash('sha256', value, 'hex').slice(0, 32)}`;
