import { constants, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { DecompressedTooLargeError } from './too-large.ts';

/** Level 1: on batches of events, higher levels cost several times the CPU for a few per cent. */
const zstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const gzipOptions = { level: 1 };

export const gzip = (bytes: Buffer): Buffer => gzipSync(bytes, gzipOptions);
export const zstd = (bytes: Buffer): Buffer => zstdCompressSync(bytes, zstdOptions);

export const gunzip = (bytes: Buffer, maxBytes: number): Buffer =>
  capped(maxBytes, () => gunzipSync(bytes, { maxOutputLength: maxBytes }));

export const unzstd = (bytes: Buffer, maxBytes: number): Buffer =>
  capped(maxBytes, () => zstdDecompressSync(bytes, { maxOutputLength: maxBytes }));

function capped(maxBytes: number, decompress: () => Buffer): Buffer {
  try {
    return decompress();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new DecompressedTooLargeError(maxBytes);
    throw error;
  }
}
