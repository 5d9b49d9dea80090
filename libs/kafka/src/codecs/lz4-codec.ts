import { compressFrameSync, decompressFrameSync } from 'lz4-napi';
import { DecompressedTooLargeError } from './too-large.ts';

const frameMagic = 0x184d2204;
const uncompressedBlock = 0x80000000;
/** LZ4 cannot expand a byte to more than this. */
const expansionMax = 255;
const blockBytesByCode: Readonly<Record<number, number>> = { 4: 1 << 16, 5: 1 << 18, 6: 1 << 20, 7: 1 << 22 };

export const lz4 = (bytes: Buffer): Buffer => compressFrameSync(bytes);

/**
 * The frame need not say its size, so its blocks are walked first: every one but the last is taken as full, as writers
 * fill them. What then still comes out too large is larger by less than one block.
 */
export function unlz4(bytes: Buffer, maxBytes: number): Buffer {
  if (sizeAtLeast(bytes) > maxBytes) throw new DecompressedTooLargeError(maxBytes);
  const decompressed = decompressFrameSync(bytes);
  if (decompressed.length > maxBytes) throw new DecompressedTooLargeError(maxBytes);
  return decompressed;
}

function sizeAtLeast(frame: Buffer): number {
  if (frame.length < 7 || frame.readUInt32LE(0) !== frameMagic) throw new Error('damaged lz4 frame');
  const flags = frame[4]!;
  const blockBytesMax = blockBytesByCode[(frame[5]! >> 4) & 7];
  if (blockBytesMax === undefined) throw new Error('damaged lz4 frame');
  const blockChecksum = (flags & 0x10) !== 0;
  const contentSize = (flags & 0x08) !== 0;
  const dictionary = (flags & 0x01) !== 0;
  let at = 7 + (contentSize ? 8 : 0) + (dictionary ? 4 : 0);
  let total = 0;
  let last = 0;
  while (at + 4 <= frame.length) {
    const size = frame.readUInt32LE(at);
    if (size === 0) break;
    const length = size % uncompressedBlock;
    last = size >= uncompressedBlock ? length : Math.min(blockBytesMax, length * expansionMax);
    total += last;
    at += 4 + length + (blockChecksum ? 4 : 0);
  }
  return total - last;
}
