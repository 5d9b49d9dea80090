import { connect } from 'node:net';

const metadataApi = 3;
const metadataVersion = 1;
const correlationId = 7;

/**
 * How many brokers the one at this address knows; null when it does not answer in time. Asks with the wire protocol's own
 * metadata request, so that starting a broker needs no Kafka client.
 */
export function countBrokers(host: string, port: number, timeoutMs: number): Promise<number | null> {
  return new Promise(resolve => {
    const socket = connect({ host, port });
    let received = Buffer.alloc(0);
    const finish = (answer: number | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(null), timeoutMs);
    socket.on('error', () => finish(null));
    socket.on('close', () => finish(null));
    socket.on('connect', () => socket.write(metadataRequest()));
    socket.on('data', chunk => {
      received = Buffer.concat([received, chunk]);
      // size, correlation id, then the array of brokers, which starts with its length
      if (received.length >= 12) finish(received.readInt32BE(4) === correlationId ? received.readInt32BE(8) : null);
    });
  });
}

function metadataRequest(): Buffer {
  const clientId = Buffer.from('local-kafka');
  const request = Buffer.alloc(4 + 2 + 2 + 4 + 2 + clientId.length + 4);
  let at = request.writeInt32BE(request.length - 4, 0);
  at = request.writeInt16BE(metadataApi, at);
  at = request.writeInt16BE(metadataVersion, at);
  at = request.writeInt32BE(correlationId, at);
  at = request.writeInt16BE(clientId.length, at);
  at += clientId.copy(request, at);
  // no topics
  request.writeInt32BE(0, at);
  return request;
}
