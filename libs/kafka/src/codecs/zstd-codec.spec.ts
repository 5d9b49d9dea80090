import { constants, createZstdCompress, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeptZstd } from './kept-zstd.ts';
import { unzstd, zstd } from './zstd-codec.ts';
import { readZstdFrame } from './zstd-frame.ts';

const CAP_BYTES = 8 << 20;
const text = (bytes: number): Buffer =>
  Buffer.from('some text that repeats, '.repeat(bytes / 24 + 1)).subarray(0, bytes);
const noise = (bytes: number, seed: number): Buffer => {
  let state = seed;
  return Buffer.from(
    Uint8Array.from({ length: bytes }, () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 24),
  );
};
const contents = fc
  .tuple(fc.integer({ min: 40, max: 400_000 }), fc.integer({ min: 0, max: 3_000 }), fc.nat())
  .map(([repeating, random, seed]) => Buffer.concat([text(repeating), noise(random, seed)]));

const emptyFrame = Buffer.from('28b52ffd2000010000', 'hex');

/** As clients do that do not know the size beforehand, Java's among them. */
async function streamed(content: Buffer, params: Record<number, number> = {}): Promise<Buffer> {
  const stream = createZstdCompress({ params });
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  for (let at = 0; at < content.length; at += 100_000) stream.write(content.subarray(at, at + 100_000));
  stream.end();
  await new Promise(resolve => stream.once('end', resolve));
  const frames = Buffer.concat(pieces);
  // Node's stream may begin another frame only to end it.
  return frames.subarray(-emptyFrame.length).equals(emptyFrame) ? frames.subarray(0, -emptyFrame.length) : frames;
}

/** Whether the result was written to where it was to go. */
function unzstdInto(frame: Buffer): { content: Buffer; inPlace: boolean } {
  let room: Buffer | undefined;
  const content = unzstd(frame, CAP_BYTES, bytes => (room = Buffer.alloc(bytes)));
  return { content, inPlace: room?.buffer === content.buffer };
}

/** Without a checksum not every damage is seen. */
function attempt(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    expect(error).toHaveProperty('message');
  }
}

function expectContent(frame: Buffer, expected: Buffer, expectedInPlace: boolean): void {
  const { content, inPlace } = unzstdInto(frame);
  expect(content.equals(expected)).toBe(true);
  expect(inPlace).toBe(expectedInPlace);
}

describe('a kept context', () => {
  it('is there on this Node: without it every batch pays for one of its own', () => {
    expect(KeptZstd.decompressor()).not.toBeNull();
    expect(KeptZstd.compressor({})).not.toBeNull();
  });

  it('gives what node:zlib gives, whatever came before, damage too', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(contents, fc.boolean()), { minLength: 1, maxLength: 5 }), list => {
        for (const [content, damaged] of list) {
          const frame = Buffer.from(zstd(content));
          expect(unzstdInto(zstdCompressSync(content)).content.equals(content)).toBe(true);
          if (damaged && frame.length > 20) {
            const broken = Buffer.from(frame);
            broken.fill(0xff, 12, 18);
            attempt(() => unzstdInto(broken));
          }
          expectContent(frame, content, true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('takes frames that do not say their size', async () => {
    for (const bytes of [40, 5_000, 300_000, 1_000_000]) {
      const content = Buffer.concat([text(bytes), noise(bytes / 10, 7)]);
      const frame = await streamed(content);
      expectContent(frame, content, true);
    }
  });

  it('checks the checksum of a frame that has one', () => {
    const content = noise(5_000, 9);
    const frame = zstdCompressSync(content, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
    expectContent(frame, content, true);
    frame[1_000]! ^= 1;
    expect(() => unzstdInto(frame)).toThrow('checksum');
  });

  it('is not used for frames that need much memory, which are read all the same', async () => {
    const content = text(3_000_000);
    const frame = await streamed(content, { [constants.ZSTD_c_windowLog]: 25 });
    expectContent(frame, content, false);
  });

  it('is not used for what is more than one frame, or has something behind it', () => {
    const two = Buffer.concat([zstdCompressSync(text(500)), zstdCompressSync(text(300))]);
    expect(readZstdFrame(two)).toBeNull();
    expect(unzstdInto(two).inPlace).toBe(false);
  });
});

describe('readZstdFrame', () => {
  it('is exact about sizes that are said, and an upper bound of the others', async () => {
    for (const bytes of [40, 255, 256, 65_791, 65_792, 400_000]) {
      expect(readZstdFrame(zstdCompressSync(text(bytes), { pledgedSrcSize: bytes }))!.contentBytesMax).toBe(bytes);
      expect(readZstdFrame(await streamed(text(bytes)))!.contentBytesMax).toBeGreaterThanOrEqual(bytes);
    }
  });

  it('is null for what ends early, wherever', () => {
    const frame = zstdCompressSync(noise(2_000, 3));
    for (let length = 0; length < frame.length; length++) expect(readZstdFrame(frame.subarray(0, length))).toBeNull();
  });
});
