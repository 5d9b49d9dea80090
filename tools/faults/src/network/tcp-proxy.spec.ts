import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@pixel-relay/clock';
import { TcpProxy } from './tcp-proxy.ts';

let echo: Server;
let proxy: TcpProxy;
let client: Socket;
let received: string;
/** what the broker's side read, and when it saw an end */
let brokerRead: string;
let brokerEnded: boolean;

beforeEach(async () => {
  received = brokerRead = '';
  brokerEnded = false;
  echo = createServer(socket => {
    socket.on('error', () => undefined);
    socket.on('end', () => (brokerEnded = true));
    socket.on('data', bytes => {
      brokerRead += String(bytes);
      socket.write(bytes);
    });
  });
  await new Promise<void>(resolve => echo.listen(0, '127.0.0.1', resolve));
  proxy = await TcpProxy.listen();
  proxy.targetPort = (echo.address() as AddressInfo).port;
  client = await dial();
});

afterEach(async () => {
  client.destroy();
  await proxy.close();
  await new Promise(resolve => echo.close(resolve));
});

async function dial(): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: proxy.port });
  socket.on('error', () => undefined);
  socket.on('data', bytes => (received += String(bytes)));
  await once(socket, 'connect');
  return socket;
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await systemClock.sleep(5);
}

describe('TcpProxy', () => {
  it('passes bytes and ends both ways, and counts nothing as a fault', async () => {
    client.write('one');
    await until(() => received === 'one');
    client.end('two');
    await until(() => received === 'onetwo' && brokerEnded);
    await until(() => proxy.connections === 0);
    expect(proxy.counts).toEqual({ heldBytes: 0, delayedBytes: 0, resetConnections: 0 });
  });

  it('holds what comes, new connections and ends too, and sends it on in order', async () => {
    client.write('before ');
    await until(() => received === 'before ');
    proxy.hold();
    client.write('held ');
    const late = await dial();
    late.write('late');
    late.end();
    await until(() => proxy.counts.heldBytes === 9);
    client.write('more');
    await until(() => proxy.counts.heldBytes === 13);
    expect({ brokerRead, received, brokerEnded }).toEqual({
      brokerRead: 'before ',
      received: 'before ',
      brokerEnded: false,
    });
    proxy.pass();
    await until(() => received.length === 20 && brokerEnded);
    expect(brokerRead.replace('late', '')).toBe('before held more');
    expect(received.replace('late', '')).toBe('before held more');
  });

  it('delays each way', async () => {
    proxy.pass(60);
    const since = systemClock.monotonic();
    client.write('slow');
    await until(() => received === 'slow');
    expect(systemClock.monotonic() - since).toBeGreaterThanOrEqual(119);
    expect(proxy.counts.delayedBytes).toBe(8);
    proxy.pass();
    client.write('quick');
    await until(() => received === 'slowquick');
    expect(proxy.counts.delayedBytes).toBe(8);
  });

  it('resets every connection, refuses new ones, and lets them in again', async () => {
    client.write('x');
    await until(() => received === 'x');
    const broken = once(client, 'error');
    proxy.refuse();
    const [error] = (await broken) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
    const refused = connect({ host: '127.0.0.1', port: proxy.port });
    expect(((await once(refused, 'error')) as [NodeJS.ErrnoException])[0].code).toBe('ECONNRESET');
    expect(proxy.counts.resetConnections).toBe(2);
    proxy.pass();
    client = await dial();
    client.write('again');
    await until(() => received === 'xagain');
  });

  it('bounds what it holds: past that the sender is held up', async () => {
    proxy.hold();
    client.setNoDelay();
    const block = Buffer.alloc(1 << 20, 'a');
    for (let i = 0; i < 64; i++) client.write(block);
    await until(() => proxy.counts.heldBytes >= 16 << 20);
    await systemClock.sleep(100);
    expect(proxy.counts.heldBytes).toBeLessThan(18 << 20);
    proxy.pass();
    await until(() => brokerRead.length === 64 << 20);
  });
});
