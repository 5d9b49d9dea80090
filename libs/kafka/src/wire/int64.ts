const highFactor = 2 ** 32;

/** Offsets, timestamps and producer ids stay below 2**53, so plain numbers hold them. */
export function readInt64(buffer: Buffer, at: number): number {
  return buffer.readInt32BE(at) * highFactor + buffer.readUInt32BE(at + 4);
}

export function writeInt64(buffer: Buffer, value: number, at: number): number {
  buffer.writeInt32BE(Math.floor(value / highFactor), at);
  // The remainder of a negative value is taken from the floor, so it is never negative.
  return buffer.writeUInt32BE(value - Math.floor(value / highFactor) * highFactor, at + 4);
}
