import { readInt64 } from './int64.ts';
import type { WireRequest } from './kafkajs.ts';

interface ProduceResponse {
  readonly clientSideThrottleTime: number;
  readonly errorCode: number;
  readonly baseOffset: number;
}

const apiKey = 0;
const apiVersion = 7;
const allInSync = -1;

/** Produce version 7: one record batch for one partition, acknowledged by all in-sync replicas within `timeoutMs`. */
export function produceRequest(
  topic: string,
  partition: number,
  batch: Buffer,
  timeoutMs: number,
): WireRequest<ProduceResponse> {
  return {
    apiKey,
    apiVersion,
    apiName: 'Produce',
    parts: [head(topic, partition, batch.length, timeoutMs), batch],
    decode,
  };
}

function head(topic: string, partition: number, batchBytes: number, timeoutMs: number): Buffer {
  const name = Buffer.from(topic);
  const bytes = Buffer.allocUnsafe(2 + 2 + 4 + 4 + 2 + name.length + 4 + 4 + 4);
  let at = bytes.writeInt16BE(-1, 0); // no transaction
  at = bytes.writeInt16BE(allInSync, at);
  at = bytes.writeInt32BE(timeoutMs, at);
  at = bytes.writeInt32BE(1, at); // topics
  at = bytes.writeInt16BE(name.length, at);
  at += name.copy(bytes, at);
  at = bytes.writeInt32BE(1, at); // partitions
  at = bytes.writeInt32BE(partition, at);
  bytes.writeInt32BE(batchBytes, at);
  return bytes;
}

function decode(payload: Buffer): ProduceResponse {
  let at = 4; // topics: the one
  at += 2 + payload.readInt16BE(at);
  at += 4 + 4; // partitions, the one's number
  const errorCode = payload.readInt16BE(at);
  const baseOffset = readInt64(payload, at + 2);
  const clientSideThrottleTime = payload.readInt32BE(payload.length - 4);
  return { clientSideThrottleTime, errorCode, baseOffset };
}
