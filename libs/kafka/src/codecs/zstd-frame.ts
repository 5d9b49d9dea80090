/** What a zstd frame says of itself before anything is decompressed (RFC 8878, section 3.1.1). */

export interface ZstdFrame {
  /** as its header says; where it does not, what its blocks can hold at most */
  readonly contentBytesMax: number;
  /** how far back its blocks may refer: memory that a decompressor keeps */
  readonly windowBytes: number;
}

const magic = 0xfd2fb528;
const blockBytesMax = 128 * 1024;
const rleBlock = 1;
const reservedBlock = 3;
const dictionaryIdBytes = [0, 1, 2, 4];
const checksumBytes = 4;

const blockHeaderBytes = 3;
/** magic, descriptor, window, dictionary id and content size at their longest */
const headerBytesMax = 18;

/** null unless the bytes are one whole frame and nothing else, without a dictionary. */
export function readZstdFrame(bytes: Buffer): ZstdFrame | null {
  if (bytes.length < headerBytesMax) return null; // too short to be worth it, and safe to read the header of
  if (bytes.readUInt32LE(0) !== magic) return null;
  const descriptor = bytes.readUInt8(4);
  const singleSegment = (descriptor & 0x20) !== 0;
  if (dictionaryIdBytes[descriptor & 3] !== 0) return null;
  let at = 5;
  let windowBytes = 0;
  if (!singleSegment) {
    const window = bytes.readUInt8(at++);
    const base = 2 ** (10 + (window >> 3));
    windowBytes = base + (base / 8) * (window & 7);
  }
  const sizeCode = descriptor >> 6;
  const contentBytes = readContentSize(bytes, at, sizeCode, singleSegment);
  at += sizeCode === 0 ? Number(singleSegment) : 2 ** sizeCode;
  const blocks = countBlocks(bytes, at, (descriptor & 0x04) === 0 ? 0 : checksumBytes);
  if (blocks === 0) return null;
  const contentBytesMax = contentBytes ?? blocks * blockBytesMax;
  return { contentBytesMax, windowBytes: singleSegment ? contentBytesMax : windowBytes };
}

/** 0 unless they end, with what follows the last one, where the bytes do. */
function countBlocks(bytes: Buffer, start: number, afterBytes: number): number {
  let at = start;
  for (let blocks = 1; at + blockHeaderBytes <= bytes.length; blocks++) {
    const header = bytes.readUIntLE(at, blockHeaderBytes);
    const type = (header >> 1) & 3;
    if (type === reservedBlock) return 0;
    at += blockHeaderBytes + (type === rleBlock ? 1 : header >> 3);
    if ((header & 1) === 1) return at + afterBytes === bytes.length ? blocks : 0;
  }
  return 0;
}

function readContentSize(bytes: Buffer, at: number, sizeCode: number, singleSegment: boolean): number | null {
  switch (sizeCode) {
    case 0:
      return singleSegment ? bytes.readUInt8(at) : null;
    case 1:
      return bytes.readUInt16LE(at) + 256;
    case 2:
      return bytes.readUInt32LE(at);
    default:
      return Number(bytes.readBigUInt64LE(at));
  }
}
