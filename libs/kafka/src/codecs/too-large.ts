/** Thrown before more than `maxBytes` are held. */
export class DecompressedTooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`decompressed size is over ${maxBytes} bytes`);
    this.name = 'DecompressedTooLargeError';
  }
}
