import { metadataApi, metadataVersion } from './broker-probe.ts';
import { askBroker, int32, shortString } from './broker-request.ts';

/** One partition, as a broker knows it. Nodes are named by their id: the first node of a local cluster is 1. */
export interface PartitionState {
  readonly partition: number;
  /** -1: none at the moment */
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

const askMaxMs = 5_000;

/**
 * The partitions of a topic (its full name) by number, as the broker at host:port knows them.
 * @throws Error when it does not answer, or knows no such topic
 */
export async function partitionsOf(broker: string, topic: string): Promise<PartitionState[]> {
  const body = Buffer.concat([int32(1), shortString(topic)]);
  const answer = await askBroker(broker, { apiKey: metadataApi, apiVersion: metadataVersion, body }, askMaxMs);
  if (answer === null) throw new Error(`${broker} did not say who leads ${topic}: check that it runs`);
  const reader = new Reader(answer);
  reader.array(() => {
    reader.int32(); // node
    reader.string(); // host
    reader.int32(); // port
    reader.string(); // rack
  });
  reader.int32(); // controller
  const [found] = reader.array(() => {
    const errorCode = reader.int16();
    reader.string(); // name
    reader.int8(); // internal
    return { errorCode, partitions: reader.array(() => partitionState(reader)) };
  });
  if (found === undefined || found.errorCode !== 0)
    throw new Error(`${broker} does not know ${topic} (error code ${found?.errorCode ?? 'none'})`);
  return found.partitions.sort((a, b) => a.partition - b.partition);
}

function partitionState(reader: Reader): PartitionState {
  reader.int16(); // error code; a partition without a leader has -1 for it
  return {
    partition: reader.int32(),
    leader: reader.int32(),
    replicas: reader.array(() => reader.int32()),
    inSync: reader.array(() => reader.int32()),
  };
}

/** Reads fields of the protocol's older form one after another. */
class Reader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  int8(): number {
    return this.bytes.readInt8(this.at++);
  }

  int16(): number {
    return this.bytes.readInt16BE((this.at += 2) - 2);
  }

  int32(): number {
    return this.bytes.readInt32BE((this.at += 4) - 4);
  }

  /** null is read as empty */
  string(): string {
    const length = Math.max(0, this.int16());
    return this.bytes.toString('utf8', this.at, (this.at += length));
  }

  array<T>(item: () => T): T[] {
    return Array.from({ length: Math.max(0, this.int32()) }, item);
  }
}
