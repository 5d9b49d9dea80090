/** One request by Kafka's wire protocol on a connection of its own: what this tool asks needs no Kafka client. */
import { connect } from 'node:net';

const correlationId = 7;
const clientId = Buffer.from('local-kafka');
/** size, correlation id */
const headBytes = 4 + 4;

export interface BrokerRequest {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly body: Buffer;
  /** of the newer form, whose header ends with tagged fields: none here */
  readonly flexible?: boolean;
}

/** The answer behind its correlation id; null when there is none in time. `broker` is host:port. */
export function askBroker(broker: string, request: BrokerRequest, timeoutMs: number): Promise<Buffer | null> {
  const at = broker.lastIndexOf(':');
  const [host, port] = [broker.slice(0, at), Number(broker.slice(at + 1))];
  return new Promise(resolve => {
    const socket = connect({ host, port });
    let received = Buffer.alloc(0);
    const finish = (answer: Buffer | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(null), timeoutMs);
    socket.on('error', () => finish(null));
    socket.on('close', () => finish(null));
    socket.on('connect', () => socket.write(encode(request)));
    socket.on('data', chunk => {
      received = Buffer.concat([received, chunk]);
      if (received.length < headBytes || received.length < 4 + received.readInt32BE(0)) return;
      finish(received.readInt32BE(4) === correlationId ? received.subarray(headBytes) : null);
    });
  });
}

function encode({ apiKey, apiVersion, body, flexible = false }: BrokerRequest): Buffer {
  const head = Buffer.alloc(4 + 2 + 2 + 4 + 2);
  let at = head.writeInt32BE(head.length - 4 + clientId.length + (flexible ? 1 : 0) + body.length, 0);
  at = head.writeInt16BE(apiKey, at);
  at = head.writeInt16BE(apiVersion, at);
  at = head.writeInt32BE(correlationId, at);
  head.writeInt16BE(clientId.length, at);
  return Buffer.concat([head, clientId, Buffer.alloc(flexible ? 1 : 0), body]);
}

/** A string as the protocol's older form has it: length, bytes. */
export function shortString(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
