import Connection from 'kafkajs/src/network/connection.js';
import type { WireAnswer, WireRequest, WireRequestInPlace } from '../kafkajs.ts';

/**
 * kafkajs copies a request twice on its way to the socket, each time into a new buffer filled with zeros. Requests that
 * bring their own bytes are written as they are, after their header; all else about them is as kafkajs has it.
 */
export function sendInPlace(): void {
  const send = Connection.prototype.send;
  Connection.prototype.send = async function <T>(this: Connection, protocol: object): Promise<T> {
    if (!('inPlace' in protocol)) return send.call(this, protocol) as Promise<T>;
    const { inPlace } = protocol as WireRequestInPlace<T & WireAnswer>;
    if (!this.isAuthenticated()) await this.authenticate();
    this.failIfNotConnected();
    const answer = inPlace.decode(await exchange(this, inPlace));
    this.requestQueue.maybeThrottle(answer.clientSideThrottleTime);
    return answer;
  };
}

async function exchange(connection: Connection, request: WireRequest<WireAnswer>): Promise<Buffer> {
  const { apiKey, apiName, apiVersion, parts, requestTimeout = null } = request;
  const correlationId = connection.nextCorrelationId();
  const header = headerOf(request, correlationId, connection.clientId);
  const { payload } = await new Promise<{ payload: Buffer }>((resolve, reject) => {
    connection.requestQueue.push({
      entry: { apiKey, apiName, apiVersion, correlationId, resolve, reject },
      expectResponse: true,
      requestTimeout,
      sendRequest: () => {
        const { socket } = connection;
        socket.cork();
        for (const part of [header, ...parts]) socket.write(part);
        socket.uncork();
      },
    });
  });
  return payload;
}

/** The request's size, and its header, version 1. */
function headerOf(
  { apiKey, apiVersion, parts }: WireRequest<WireAnswer>,
  correlationId: number,
  clientId: string,
): Buffer {
  const name = Buffer.from(clientId);
  const header = Buffer.allocUnsafe(4 + 2 + 2 + 4 + 2 + name.length);
  const bytes = parts.reduce((sum, { length }) => sum + length, header.length - 4);
  let at = header.writeInt32BE(bytes, 0);
  at = header.writeInt16BE(apiKey, at);
  at = header.writeInt16BE(apiVersion, at);
  at = header.writeInt32BE(correlationId, at);
  at = header.writeInt16BE(name.length, at);
  name.copy(header, at);
  return header;
}
