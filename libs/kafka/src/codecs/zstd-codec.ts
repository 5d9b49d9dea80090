import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { TakeRoom } from './take-room.ts';
import { orTooLarge } from './too-large.ts';
import { KeptZstd } from './kept-zstd.ts';
import { readZstdFrame } from './zstd-frame.ts';

/**
 * Level 1: on batches of events, higher levels cost several times the CPU for a few per cent. A window of 256 KiB finds
 * what the level's own (512 KiB for large inputs) finds in them, with a fifth less CPU: it stays in the cache.
 */
const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_windowLog]: 18 };
/** What is larger is rare, and goes the ordinary way: what is kept is kept for good. */
const keptBytesMax = 4 << 20;

const compressor = KeptZstd.compressor(params);
const decompressor = KeptZstd.decompressor();
let compressed = Buffer.alloc(0);

/** Most that compressing `bytes` can give: what zstd's own ZSTD_compressBound says, and a little. */
const boundOf = (bytes: number): number => bytes + (bytes >> 8) + 1_024;

/** The result may lie in a buffer that the next call writes to: copy it. */
export function zstd(bytes: Buffer): Buffer {
  const bound = boundOf(bytes.length);
  if (compressor === null || bound > keptBytesMax)
    return zstdCompressSync(bytes, { params, pledgedSrcSize: bytes.length });
  if (compressed.length < bound) compressed = Buffer.allocUnsafeSlow(bound);
  return compressed.subarray(0, compressor.run(bytes, compressed));
}

/**
 * Frames whose size can be told are written in one go to where `takeRoom` says. Others, and damaged ones, go through
 * node:zlib, which says what is wrong.
 */
export function unzstd(bytes: Buffer, maxBytes: number, takeRoom: TakeRoom): Buffer {
  const frame = decompressor === null ? null : readZstdFrame(bytes);
  if (frame !== null && frame.windowBytes <= keptBytesMax && frame.contentBytesMax <= maxBytes) {
    const room = takeRoom(frame.contentBytesMax);
    return room.subarray(0, decompressor!.run(bytes, room));
  }
  return orTooLarge(maxBytes, () => zstdDecompressSync(bytes, { maxOutputLength: maxBytes }));
}
