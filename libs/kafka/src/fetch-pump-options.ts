import type { Clock } from '@pixel-relay/clock';
import type { Fetched, UnreadableRange } from './log.ts';
import type { KafkaLogger } from './options.ts';
import type { PartitionPosition } from './partition-position.ts';

export interface FetchPumpOptions {
  /** with the prefix */
  readonly topic: string;
  readonly fetchMaxWaitMs: number;
  readonly fetchMinBytes: number;
  readonly fetchMaxBytes: number;
  readonly fetchMaxBytesPerPartition: number;
  readonly maxDecompressedBytes: number;
  readonly checkCrc: boolean;
  readonly clock: Clock;
  readonly logger: KafkaLogger;
}

export interface FetchPumpHandler<P extends PartitionPosition> {
  /** The next request asks for this partition only after it resolves. A rejection ends the pump. */
  records(position: P, fetched: Fetched): Promise<void>;
  unreadable(position: P, range: UnreadableRange): void;
  /** The topic has another number of partitions than when the positions were made. */
  partitionsChanged(): void;
}
