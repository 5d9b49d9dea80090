import { crc32c as checksum } from '@node-rs/crc32';

/** CRC-32C (Castagnoli) of the bytes from `start` on, as an unsigned 32-bit number; zlib's crc32 is another one. */
export const crc32c = (bytes: Buffer, start = 0): number => checksum(bytes.subarray(start));
