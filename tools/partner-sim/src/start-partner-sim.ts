import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FailureScript, FailureScriptError } from './failure-script.ts';
import { Partner } from './partner.ts';
import { type PartnerSimOptions, resolvePartnerSimOptions } from './partner-sim-options.ts';
import type { PartnerSimStats } from './partner-sim-stats.ts';
import type { ReceivedEvent } from './received-events.ts';

export interface PartnerSim {
  /** without a path; every path takes webhooks */
  readonly url: string;
  readonly port: number;
  /** by `receivedKey(partner, id)`, in the order of first arrival; live */
  readonly received: ReadonlyMap<string, ReceivedEvent>;
  stats(): PartnerSimStats;
  /** For one path, or for all without a script of their own; null: none. Throws FailureScriptError. */
  setScript(script: FailureScript | null, path?: string): void;
  /** Closes every connection, answered or not. */
  stop(): Promise<void>;
}

/**
 * Starts a partner that takes Standard Webhooks by POST on any path. It also answers `GET /stats`, `GET /received`
 * (a line of JSON for each event) and `POST /script`. Rejects with PartnerSimOptionError, FailureScriptError, or the
 * error of listening.
 */
export async function startPartnerSim(options: PartnerSimOptions): Promise<PartnerSim> {
  const resolved = resolvePartnerSimOptions(options);
  const partner = new Partner(resolved);
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    handle(partner, resolved.bodyBytesMax, request, response).catch(() => response.destroy());
  });
  server.listen(resolved.port, resolved.host, 1_024);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${resolved.host}:${port}`,
    port,
    received: partner.received.byKey,
    stats: () => partner.stats(),
    setScript: (script, path) => partner.setScript(script, path),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(
  partner: Partner,
  bodyBytesMax: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') return tell(partner, request.url, response);
  if (request.method !== 'POST') return reply(response, 405, 'post webhooks, or get /stats or /received\n');
  const body = await readBody(request, bodyBytesMax);
  if (request.url === '/script') return takeScript(partner, body, response);
  partner.take(request, body, response);
}

/** Null when it is longer than `bytesMax`; the rest is then read and thrown away, so that the answer arrives. */
async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= bytesMax) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytes > bytesMax) return null;
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

async function tell(partner: Partner, url: string | undefined, response: ServerResponse): Promise<void> {
  if (url === '/stats') {
    response.setHeader('content-type', 'application/json');
    response.end(`${JSON.stringify(partner.stats())}\n`);
  } else if (url === '/received') {
    response.setHeader('content-type', 'application/x-ndjson');
    await pipeline(Readable.from(receivedLines(partner)), response);
  } else {
    reply(response, 404, 'only /stats and /received can be read\n');
  }
}

function* receivedLines(partner: Partner): Generator<string> {
  for (const event of partner.received.byKey.values()) yield `${JSON.stringify(event)}\n`;
}

function takeScript(partner: Partner, body: Buffer | null, response: ServerResponse): void {
  try {
    const { path, answers, repeat } = JSON.parse(String(body)) as FailureScript & { path?: string };
    if (path !== undefined && typeof path !== 'string') throw new FailureScriptError('path is a text such as /hooks');
    partner.setScript(answers === null ? null : { answers, repeat }, path);
    response.statusCode = 204;
    response.end();
  } catch (error) {
    if (!(error instanceof FailureScriptError) && !(error instanceof SyntaxError) && !(error instanceof TypeError))
      throw error;
    reply(response, 400, `${error.message}\nsend {"path"?, "answers": [500, "timeout", ...] or null, "repeat"?}\n`);
  }
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.end(text);
}
