import type { Compression } from '../log.ts';
import { gunzip, gzip } from './gzip-codec.ts';
import { lz4, unlz4 } from './lz4-codec.ts';
import { snappy, unsnappy } from './snappy-codec.ts';
import type { TakeRoom } from './take-room.ts';
import { unzstd, zstd } from './zstd-codec.ts';

/** Number of each codec in a record batch's attributes. */
export const codecIds: Readonly<Record<Compression, number>> = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 };

const compressors: Readonly<Record<Exclude<Compression, 'none'>, (bytes: Buffer) => Buffer>> = {
  gzip,
  snappy,
  lz4,
  zstd,
};

type Decompressor = (bytes: Buffer, maxBytes: number, takeRoom: TakeRoom) => Buffer;

const decompressors: readonly (Decompressor | undefined)[] = [undefined, gunzip, unsnappy, unlz4, unzstd];

/**
 * All codecs run on the calling thread: a batch takes well under a millisecond, and a trip through the thread pool costs
 * more CPU than it frees. The result may lie in a buffer that the next call writes to: copy it.
 */
export function compress(codec: Exclude<Compression, 'none'>, bytes: Buffer): Buffer {
  return compressors[codec](bytes);
}

/**
 * @param takeRoom where the result may go, if the codec knows its size beforehand
 * @throws DecompressedTooLargeError when the result would be larger than `maxBytes`
 * @throws Error when the codec is unknown or the bytes are damaged
 */
export function decompress(codecId: number, bytes: Buffer, maxBytes: number, takeRoom: TakeRoom): Buffer {
  const decompressor = decompressors[codecId];
  if (decompressor === undefined) throw new Error(`unknown compression codec ${codecId}`);
  return decompressor(bytes, maxBytes, takeRoom);
}
