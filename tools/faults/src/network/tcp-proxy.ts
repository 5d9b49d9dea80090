/** A TCP proxy in front of one broker, which can hold, delay or break what passes through it, and counts what it did. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { ProxiedStream } from './proxied-stream.ts';

/** pass: bytes go on, after `delayMs`. hold: nothing goes on, and nobody is told. refuse: every connection is reset. */
export type ProxyMode = 'pass' | 'hold' | 'refuse';

/** What faults have done since the proxy began; each is zero in a proxy that only passed. */
export interface ProxyCounts {
  /** bytes that arrived while nothing went on */
  heldBytes: number;
  /** bytes that went on later than they could have */
  delayedBytes: number;
  /** connections that were broken, or refused */
  resetConnections: number;
}

export class TcpProxy {
  readonly port: number;
  readonly counts: ProxyCounts = { heldBytes: 0, delayedBytes: 0, resetConnections: 0 };
  /** where it leads; to be set before anyone connects */
  targetPort = 0;
  mode: ProxyMode = 'pass';
  /** each way */
  delayMs = 0;
  private readonly server: Server;
  private readonly pairs = new Set<readonly [ProxiedStream, ProxiedStream]>();

  private constructor(server: Server) {
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', client => this.accept(client));
  }

  /** On a free loopback port. */
  static async listen(): Promise<TcpProxy> {
    // A half-closed connection stays open the other way, as it does without a proxy.
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
    return new TcpProxy(server);
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** Bytes stay here, ends of connections too, until `pass`. */
  hold(): void {
    this.mode = 'hold';
  }

  /** Breaks every connection by a reset, and every new one, until `pass`. */
  refuse(): void {
    this.mode = 'refuse';
    for (const [there, back] of this.pairs) {
      this.counts.resetConnections++;
      there.reset();
      back.reset();
    }
    this.pairs.clear();
  }

  /** Sends on what was held, in order, and from now on everything after `delayMs`. */
  pass(delayMs = 0): void {
    this.mode = 'pass';
    this.delayMs = delayMs;
    for (const pair of this.pairs) for (const stream of pair) stream.sendOn();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>(resolve => this.server.close(() => resolve()));
    for (const pair of this.pairs) for (const stream of pair) stream.reset();
    this.pairs.clear();
    await closed;
  }

  private accept(client: Socket): void {
    if (this.mode === 'refuse') {
      this.counts.resetConnections++;
      client.resetAndDestroy();
      return;
    }
    const broker = connect({ host: '127.0.0.1', port: this.targetPort, allowHalfOpen: true, noDelay: true });
    const pair = [new ProxiedStream(client, broker, this), new ProxiedStream(broker, client, this)] as const;
    this.pairs.add(pair);
    let open = pair.length;
    for (const socket of [client, broker])
      socket.once('close', () => {
        if (--open === 0) this.pairs.delete(pair);
      });
  }
}
