import Connection from 'kafkajs/src/network/connection.js';
import { ResponseFramer } from './response-framer.ts';

const framers = new WeakMap<object, ResponseFramer>();

/**
 * kafkajs puts a response together by concatenating all that has come of it whenever its buffer is looked at. It also keeps
 * the half of a response that a broken connection left, and takes what the next connection of the same node says for the
 * rest: no request of that node is answered ever again. Here the pieces belong to the socket.
 */
export function receiveIntoPlace(): void {
  const processData = Connection.prototype.processData;
  Connection.prototype.processData = function (piece: Buffer): void {
    // While it authenticates, responses are framed in ways of its own.
    if (this.authHandlers !== null) return processData.call(this, piece);
    let framer = framers.get(this.socket);
    if (framer === undefined) framers.set(this.socket, (framer = new ResponseFramer()));
    framer.push(piece, response => {
      const correlationId = response.readInt32BE(0);
      this.requestQueue.fulfillRequest({ size: response.length, correlationId, payload: response.subarray(4) });
    });
  };
}
