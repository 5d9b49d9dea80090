/** A real HTTP server that keeps what it got and answers as told. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly events: readonly { readonly id: string; readonly [member: string]: unknown }[];
}

export type Answer = (request: ReceivedRequest, response: ServerResponse, number: number) => void;

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(code, headers).end('{"said":"something"}');

export class Receiver {
  readonly requests: ReceivedRequest[] = [];
  answer: Answer = status(204);
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
    server.on('request', (incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks);
        const { data } = JSON.parse(body.toString('utf8')) as { data: Pick<ReceivedRequest, 'events'> };
        const { method = '', url = '', headers } = incoming;
        const request = { method, path: url, headers, body, events: data.events };
        this.requests.push(request);
        this.answer(request, response, this.requests.length);
      });
    });
  }

  static async start(host = '127.0.0.1'): Promise<Receiver> {
    const server = createServer();
    server.listen(0, host);
    await once(server, 'listening');
    return new Receiver(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/hook', host = '127.0.0.1'): string {
    return `http://${host}:${this.port}${path}`;
  }

  get deliveredIds(): string[] {
    return this.requests.flatMap(({ events }) => events.map(({ id }) => id));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
