import { readInt64, writeInt64 } from './int64.ts';
import type { WireRequest } from './kafkajs.ts';
import type { AbortedTransaction } from './decode-records.ts';

export interface FetchRequest {
  readonly topic: string;
  readonly partitions: readonly { readonly partition: number; readonly offset: number }[];
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
}

/** As the broker said it, partition by partition: an error of one is not an error of the others. */
export interface FetchedPartition {
  readonly partition: number;
  readonly errorCode: number;
  /** end of what a reader of committed records may see */
  readonly lastStableOffset: number;
  readonly abortedTransactions: readonly AbortedTransaction[];
  /** record batches, the last one perhaps cut off */
  readonly bytes: Buffer;
}

interface FetchResponse {
  readonly clientSideThrottleTime: number;
  readonly errorCode: number;
  readonly partitions: readonly FetchedPartition[];
  /** what the partitions' bytes lie in */
  readonly payload: Buffer;
}

const apiKey = 1;
const apiVersion = 11;
const readCommitted = 1;
/** Beyond the broker's own wait, before the connection is taken for dead; kafkajs takes its default where that is longer. */
const answerGraceMs = 5_000;

/** Fetch version 11 for one topic, without a fetch session, reading committed records from the leader. */
export function fetchRequest(fetch: FetchRequest): WireRequest<FetchResponse> {
  return {
    apiKey,
    apiVersion,
    apiName: 'Fetch',
    parts: [encode(fetch)],
    decode,
    requestTimeout: fetch.maxWaitMs + answerGraceMs,
  };
}

function encode(fetch: FetchRequest): Buffer {
  const topic = Buffer.from(fetch.topic);
  const buffer = Buffer.allocUnsafe(25 + 4 + 2 + topic.length + 4 + 28 * fetch.partitions.length + 4 + 2);
  let at = buffer.writeInt32BE(-1, 0); // replica: none
  at = buffer.writeInt32BE(fetch.maxWaitMs, at);
  at = buffer.writeInt32BE(fetch.minBytes, at);
  at = buffer.writeInt32BE(fetch.maxBytes, at);
  at = buffer.writeInt8(readCommitted, at);
  at = buffer.writeInt32BE(0, at); // session
  at = buffer.writeInt32BE(-1, at); // session epoch: none
  at = buffer.writeInt32BE(1, at); // topics
  at = buffer.writeInt16BE(topic.length, at);
  at += topic.copy(buffer, at);
  at = buffer.writeInt32BE(fetch.partitions.length, at);
  for (const { partition, offset } of fetch.partitions) {
    at = buffer.writeInt32BE(partition, at);
    at = buffer.writeInt32BE(-1, at); // leader epoch: not known
    at = writeInt64(buffer, offset, at);
    at = writeInt64(buffer, -1, at); // log start: only followers say it
    at = buffer.writeInt32BE(fetch.maxBytesPerPartition, at);
  }
  at = buffer.writeInt32BE(0, at); // forgotten topics
  buffer.writeInt16BE(0, at); // rack
  return buffer;
}

function decode(payload: Buffer): FetchResponse {
  const clientSideThrottleTime = payload.readInt32BE(0);
  const errorCode = payload.readInt16BE(4);
  const partitions: FetchedPartition[] = [];
  let at = 14; // after throttle time, error, session and the number of topics
  for (let topics = payload.readInt32BE(10); topics > 0; topics--) {
    at += 2 + payload.readInt16BE(at);
    const count = payload.readInt32BE(at);
    at += 4;
    for (let left = count; left > 0; left--) {
      const partition = payload.readInt32BE(at);
      const partitionError = payload.readInt16BE(at + 4);
      const lastStableOffset = readInt64(payload, at + 14);
      const aborted: AbortedTransaction[] = [];
      const abortedCount = payload.readInt32BE(at + 30);
      at += 34;
      for (let tx = 0; tx < abortedCount; tx++, at += 16) {
        aborted.push({ producerId: readInt64(payload, at), firstOffset: readInt64(payload, at + 8) });
      }
      const size = Math.max(0, payload.readInt32BE(at + 4)); // after the preferred replica
      const bytes = payload.subarray(at + 8, at + 8 + size);
      at += 8 + size;
      partitions.push({ partition, errorCode: partitionError, lastStableOffset, abortedTransactions: aborted, bytes });
    }
  }
  return { clientSideThrottleTime, errorCode, partitions, payload };
}
