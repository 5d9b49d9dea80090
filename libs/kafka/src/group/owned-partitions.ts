/** What a member held last, as it tells the leader in its join request. */
export interface OwnedPartitions {
  readonly generation: number;
  readonly partitions: readonly number[];
}

export const nothingOwned: OwnedPartitions = { generation: -1, partitions: [] };

const version = 1;
const headBytes = 1 + 4 + 4;

export function encodeOwned({ generation, partitions }: OwnedPartitions): Buffer {
  const bytes = Buffer.alloc(headBytes + 4 * partitions.length);
  let at = bytes.writeInt8(version, 0);
  at = bytes.writeInt32BE(generation, at);
  at = bytes.writeInt32BE(partitions.length, at);
  for (const partition of partitions) at = bytes.writeInt32BE(partition, at);
  return bytes;
}

/** A member that says nothing, or what cannot be read, held nothing: it only loses the preference. */
export function decodeOwned(bytes: Buffer): OwnedPartitions {
  if (bytes.length < headBytes || bytes.readInt8(0) !== version) return nothingOwned;
  const count = bytes.readInt32BE(5);
  if (bytes.length !== headBytes + 4 * count) return nothingOwned;
  const partitions = Array.from({ length: count }, (_, index) => bytes.readInt32BE(headBytes + 4 * index));
  return { generation: bytes.readInt32BE(1), partitions };
}
