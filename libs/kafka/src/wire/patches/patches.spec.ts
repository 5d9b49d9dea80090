import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Connection from 'kafkajs/src/network/connection.js';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { createServer, connect, type AddressInfo } from 'node:net';
import { connectOnce } from './connect-once.ts';
import createRequest from 'kafkajs/src/protocol/request.js';
import { receiveIntoPlace } from './receive.ts';
import { sendInPlace } from './send-in-place.ts';
import { stopIdleTimers } from './idle-timer.ts';

const unpatchedReceive = Connection.prototype.processData;
receiveIntoPlace();
const patchedReceive = Connection.prototype.processData;

interface Answer {
  readonly correlationId: number;
  readonly payload: string;
}

/** Only what processData uses of a connection. */
function connection(answers: Answer[]): Connection {
  return {
    socket: {},
    authHandlers: null,
    chunks: [],
    bytesBuffered: 0,
    bytesNeeded: 4,
    requestQueue: {
      fulfillRequest: ({ correlationId, payload }: { correlationId: number; payload: Buffer }) =>
        answers.push({ correlationId, payload: payload.toString('hex') }),
    },
  } as unknown as Connection;
}

const response = (correlationId: number, payload: Uint8Array): Buffer => {
  const head = Buffer.alloc(8);
  head.writeInt32BE(4 + payload.length, 0);
  head.writeInt32BE(correlationId, 4);
  return Buffer.concat([head, payload]);
};

function inPieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...new Set(cuts.map(cut => cut % (bytes.length + 1))), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)).filter(piece => piece.length > 0);
}

describe('receiving', () => {
  it('gives the same answers as kafkajs, however the bytes are cut', () => {
    const payloads = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 12 });
    fc.assert(
      fc.property(payloads, fc.array(fc.nat(), { maxLength: 30 }), (bodies, cuts) => {
        const pieces = inPieces(Buffer.concat(bodies.map((body, index) => response(index, body))), cuts);
        const [theirs, ours]: [Answer[], Answer[]] = [[], []];
        const [unpatched, patched] = [connection(theirs), connection(ours)];
        for (const piece of pieces) {
          unpatchedReceive.call(unpatched, piece);
          patchedReceive.call(patched, piece);
        }
        expect(ours).toEqual(theirs);
        expect(ours).toHaveLength(bodies.length);
      }),
    );
  });

  it('forgets half a response when the connection is made anew', () => {
    const answers: Answer[] = [];
    const broken = connection(answers);
    patchedReceive.call(broken, response(1, Buffer.alloc(100)).subarray(0, 50));
    Object.assign(broken, { socket: {} });
    patchedReceive.call(broken, response(2, Buffer.from('ok')));
    expect(answers).toEqual([{ correlationId: 2, payload: Buffer.from('ok').toString('hex') }]);
  });
});

describe('the idle timer', () => {
  it('is set only while requests wait, which are then sent', async () => {
    stopIdleTimers();
    const sent: number[] = [];
    const queue = new RequestQueue({
      maxInFlightRequests: null,
      requestTimeout: 1_000,
      enforceRequestTimeout: false,
      clientId: 'spec',
      broker: 'nowhere',
      logger: { debug: () => {}, warn: () => {} },
    });
    const push = (correlationId: number): void =>
      queue.push({
        entry: { correlationId, resolve: () => {}, reject: () => {} },
        expectResponse: true,
        requestTimeout: null,
        sendRequest: () => sent.push(correlationId),
      });
    push(1);
    queue.fulfillRequest({ correlationId: 1, size: 0, payload: Buffer.alloc(0) });
    expect(queue.throttleCheckTimeoutId).toBeNull();

    queue.maybeThrottle(100);
    push(2);
    expect(sent).toEqual([1]);
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    while (sent.length < 2) await new Promise(resolve => setTimeout(resolve, 10));
    expect(sent).toEqual([1, 2]);
    queue.fulfillRequest({ correlationId: 2, size: 0, payload: Buffer.alloc(0) });
    queue.destroy();
  });
});

describe('connecting', () => {
  it('opens one socket for all who ask at the same time, and another after it was closed', async () => {
    connectOnce();
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    let opened = 0;
    const log = { debug: () => {}, error: () => {}, warn: () => {} };
    const made = new Connection({
      host: '127.0.0.1',
      port,
      connectionTimeout: 5_000,
      requestTimeout: 1_000,
      logger: { namespace: () => log },
      socketFactory: ({ onConnect }: { onConnect: () => void }) => {
        opened++;
        return connect({ host: '127.0.0.1', port }, onConnect);
      },
    });
    await Promise.all([made.connect(), made.connect(), made.connect()]);
    expect(opened).toBe(1);
    await made.disconnect();
    await made.connect();
    expect(opened).toBe(2);
    await made.disconnect();
    server.close();
  });
});

describe('sending', () => {
  it('puts the same bytes on the wire as kafkajs, without copying them, and obeys a throttle', async () => {
    sendInPlace();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 3_000 })),
        fc.string(),
        fc.nat(40),
        async (list, id, key) => {
          const parts = list.map(part => Buffer.from(part));
          const written: Buffer[] = [];
          const throttles: number[] = [];
          const body = Buffer.concat(parts);
          const connection = {
            clientId: id,
            isAuthenticated: () => true,
            failIfNotConnected: () => {},
            nextCorrelationId: () => 77,
            socket: { cork: () => {}, uncork: () => {}, write: (part: Buffer) => written.push(part) },
            requestQueue: {
              push: (request: { sendRequest: () => void; entry: { resolve: (answer: object) => void } }) => {
                request.sendRequest();
                request.entry.resolve({ payload: Buffer.from('answer') });
              },
              maybeThrottle: (ms: number) => throttles.push(ms),
            },
          } as unknown as Connection;
          const inPlace = {
            apiKey: key,
            apiVersion: 7,
            apiName: 'Spec',
            parts,
            decode: (payload: Buffer) => ({ clientSideThrottleTime: 12, text: payload.toString() }),
          };
          const answer = await Connection.prototype.send.call(connection, { request: inPlace, inPlace });
          const encode = async (): Promise<object> => ({ buf: body, buffer: body });
          const request = { apiKey: key, apiVersion: 7, encode };
          const theirs = await createRequest({ request, correlationId: 77, clientId: id });
          expect(Buffer.concat(written).toString('hex')).toBe(theirs.buffer.toString('hex'));
          expect(written.slice(1)).toEqual(parts);
          expect(written.slice(1).every((part, i) => part === parts[i])).toBe(true);
          expect([answer, throttles]).toEqual([{ clientSideThrottleTime: 12, text: 'answer' }, [12]]);
        },
      ),
    );
  });
});
