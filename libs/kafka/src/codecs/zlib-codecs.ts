import { constants, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { DecompressedTooLargeError } from './too-large.ts';

/** Level 1: on batches of events, higher levels cost several times the CPU for a few per cent. */
const zstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const gzipOptions = { level: 1 };
/** zlib's own; it grows output in pieces of this size, and every piece is an allocation outside of V8's heap. */
const chunkBytesMin = 16 * 1024;
const chunkBytesMax = 1 << 20;
const chunkFor = (bytes: number): number => Math.max(chunkBytesMin, Math.min(chunkBytesMax, bytes));

export const gzip = (bytes: Buffer): Buffer => gzipSync(bytes, gzipOptions);
/** Events shrink to a tenth and less, so one piece is enough. */
export const zstd = (bytes: Buffer): Buffer =>
  zstdCompressSync(bytes, { ...zstdOptions, pledgedSrcSize: bytes.length, chunkSize: chunkFor(bytes.length >> 2) });

export const gunzip = (bytes: Buffer, maxBytes: number): Buffer =>
  capped(maxBytes, () => gunzipSync(bytes, { maxOutputLength: maxBytes }));

export const unzstd = (bytes: Buffer, maxBytes: number): Buffer =>
  capped(maxBytes, () =>
    zstdDecompressSync(bytes, { maxOutputLength: maxBytes, chunkSize: chunkFor(bytes.length * 8) }),
  );

function capped(maxBytes: number, decompress: () => Buffer): Buffer {
  try {
    return decompress();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new DecompressedTooLargeError(maxBytes);
    throw error;
  }
}
