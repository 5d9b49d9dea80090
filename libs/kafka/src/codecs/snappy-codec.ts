import { compressSync, uncompressSync } from 'snappy';
import { DecompressedTooLargeError } from './too-large.ts';

/** How Java's client frames snappy: this, two versions of 4 bytes, then blocks, each after its length. */
const xerialMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
const xerialHeaderBytes = 16;

/** One raw block, as librdkafka writes it; every client reads that. */
export const snappy = (bytes: Buffer): Buffer => compressSync(bytes);

/** Both framings. Each block says its size first, so nothing over the cap is ever made. */
export function unsnappy(bytes: Buffer, maxBytes: number): Buffer {
  if (bytes.length < xerialHeaderBytes || !bytes.subarray(0, xerialMagic.length).equals(xerialMagic)) {
    requireWithin(claimedBytes(bytes), maxBytes);
    return uncompressSync(bytes) as Buffer;
  }
  const blocks: Buffer[] = [];
  let total = 0;
  for (let at = xerialHeaderBytes; at < bytes.length;) {
    const length = bytes.readInt32BE(at);
    const block = bytes.subarray(at + 4, at + 4 + length);
    if (length <= 0 || block.length < length) throw new Error('damaged snappy frame');
    total += claimedBytes(block);
    requireWithin(total, maxBytes);
    blocks.push(uncompressSync(block) as Buffer);
    at += 4 + length;
  }
  return blocks.length === 1 ? blocks[0]! : Buffer.concat(blocks);
}

/** A raw block starts with its uncompressed length as a varint of at most 32 bits. */
function claimedBytes(block: Buffer): number {
  let value = 0;
  for (let index = 0; index < 5 && index < block.length; index++) {
    const byte = block[index]!;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return value;
  }
  throw new Error('damaged snappy block');
}

function requireWithin(size: number, maxBytes: number): void {
  if (size > maxBytes) throw new DecompressedTooLargeError(maxBytes);
}
