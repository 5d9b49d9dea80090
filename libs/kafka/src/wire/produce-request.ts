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
    request: {
      apiKey,
      apiVersion,
      apiName: 'Produce',
      encode: async () => {
        const buffer = encode(topic, partition, batch, timeoutMs);
        return { buf: buffer, buffer };
      },
    },
    response: { decode: async payload => decode(payload), parse: async decoded => decoded },
  };
}

function encode(topic: string, partition: number, batch: Buffer, timeoutMs: number): Buffer {
  const name = Buffer.from(topic);
  const head = Buffer.allocUnsafe(2 + 2 + 4 + 4 + 2 + name.length + 4 + 4 + 4);
  let at = head.writeInt16BE(-1, 0); // no transaction
  at = head.writeInt16BE(allInSync, at);
  at = head.writeInt32BE(timeoutMs, at);
  at = head.writeInt32BE(1, at); // topics
  at = head.writeInt16BE(name.length, at);
  at += name.copy(head, at);
  at = head.writeInt32BE(1, at); // partitions
  at = head.writeInt32BE(partition, at);
  head.writeInt32BE(batch.length, at);
  return Buffer.concat([head, batch]);
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
