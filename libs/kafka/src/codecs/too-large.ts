/** Thrown before more than `maxBytes` are held. */
export class DecompressedTooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`decompressed size is over ${maxBytes} bytes`);
    this.name = 'DecompressedTooLargeError';
  }
}

/** Says in these words what node:zlib says of a limit reached. */
export function orTooLarge(maxBytes: number, decompress: () => Buffer): Buffer {
  try {
    return decompress();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new DecompressedTooLargeError(maxBytes);
    throw error;
  }
}
