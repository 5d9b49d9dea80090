import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compressSync } from 'snappy';
import type { Compression } from '../log.ts';
import { codecIds, compress, decompress as decompressInto } from './codecs.ts';
import { DecompressedTooLargeError } from './too-large.ts';

const codecs = ['gzip', 'snappy', 'lz4', 'zstd'] as const satisfies readonly Compression[];
const capBytes = 1 << 20;
const zeros = Buffer.alloc(300_000);
const decompress = (codecId: number, bytes: Buffer, maxBytes: number): Buffer =>
  decompressInto(codecId, bytes, maxBytes, length => Buffer.alloc(length));

/** As Java's client writes it: a header, then blocks after their lengths. */
function xerial(blocks: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1])];
  for (const block of blocks) {
    const compressed = compressSync(block);
    const length = Buffer.alloc(4);
    length.writeInt32BE(compressed.length);
    parts.push(length, compressed);
  }
  return Buffer.concat(parts);
}

describe.each(codecs)('%s', codec => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.integer({ min: 1, max: 30 }), (bytes, times) => {
        const original = Buffer.concat(Array.from({ length: times }, () => bytes));
        expect(decompress(codecIds[codec], compress(codec, original), capBytes).equals(original)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what grows over the cap, and takes what fills it', () => {
    const bomb = compress(codec, zeros);
    expect(bomb.length).toBeLessThan(zeros.length / 10);
    expect(() => decompress(codecIds[codec], bomb, zeros.length - 1)).toThrow(DecompressedTooLargeError);
    expect(decompress(codecIds[codec], bomb, zeros.length)).toHaveLength(zeros.length);
  });

  it('refuses damage with an error, never a hang or garbage of any size', () => {
    const good = compress(codec, Buffer.from('some text that repeats, some text that repeats'));
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Buffer.from(good);
        damaged[at]! ^= flip;
        try {
          expect(decompress(codecIds[codec], damaged, capBytes).length).toBeLessThanOrEqual(capBytes);
        } catch (error) {
          expect(error).toHaveProperty('message');
        }
      }),
    );
    expect(() => decompress(codecIds[codec], Buffer.from([1, 2, 3]), capBytes)).toThrow();
  });
});

describe('lz4', () => {
  it('is held to the cap before anything is decompressed, but for one block', () => {
    // Three blocks of at most 4 MiB.
    const frame = compress('lz4', Buffer.alloc(10 << 20));
    // A frame's header is 7 bytes, the first block's size 4. The content is damaged, the sizes are not: the cap speaks first.
    frame.fill(0xff, 11, 100);
    expect(() => decompress(codecIds.lz4, frame, 1 << 20)).toThrow(DecompressedTooLargeError);
    expect(() => decompress(codecIds.lz4, frame, 16 << 20)).toThrow('LiteralOutOfBounds');
  });
});

describe('snappy as Java frames it', () => {
  const blocks = ['first block', 'second, longer block', 'third'].map(text => Buffer.from(text.repeat(50)));

  it('is read block by block', () => {
    expect(decompress(codecIds.snappy, xerial(blocks), capBytes).equals(Buffer.concat(blocks))).toBe(true);
  });

  it('is held to the cap over all blocks', () => {
    const size = Buffer.concat(blocks).length;
    expect(() => decompress(codecIds.snappy, xerial(blocks), size - 1)).toThrow(DecompressedTooLargeError);
  });

  it('is refused when it ends early', () => {
    expect(() => decompress(codecIds.snappy, xerial(blocks).subarray(0, -3), capBytes)).toThrow('damaged snappy frame');
  });
});

it('names an unknown codec', () => {
  expect(() => decompress(7, Buffer.alloc(9), capBytes)).toThrow('unknown compression codec 7');
});
