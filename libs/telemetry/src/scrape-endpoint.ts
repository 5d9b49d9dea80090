/** Serves what is collected to Prometheus, as text, under /metrics. */
import { createServer } from 'node:http';
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import type { MetricReader } from '@opentelemetry/sdk-metrics';

export interface ScrapeEndpoint {
  /** as bound; the one that was asked for, unless that was 0 */
  readonly port: number;
  close(): Promise<void>;
}

/** The port cannot be bound: somebody else has it, or the host is not this machine's. Choose another. */
export class ScrapePortError extends Error {
  constructor(host: string, port: number, cause: unknown) {
    const code = (cause as { code?: string }).code;
    const why = code === 'EADDRINUSE' ? 'is taken by another process' : `cannot be bound (${code})`;
    super(`prometheus port ${host}:${port} ${why}: choose another, 0 for any free one, or -1 for none`, { cause });
    this.name = 'ScrapePortError';
  }
}

/**
 * The exporter's own server takes port 0 for its default and cannot say which port it got; so the server is ours, and
 * the text the exporter's. Rejects with ScrapePortError.
 */
export async function serveScrapes(
  reader: MetricReader,
  { host, port, constantLabels }: { host: string; port: number; constantLabels: RegExp },
): Promise<ScrapeEndpoint> {
  const serializer = new PrometheusSerializer(undefined, false, constantLabels, false, true);
  const server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== '/metrics') return void response.writeHead(404).end('see /metrics\n');
    if (request.method !== 'GET') return void response.writeHead(405).end();
    reader.collect().then(
      ({ resourceMetrics }) =>
        response
          .writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
          .end(serializer.serialize(resourceMetrics)),
      () => response.writeHead(500).end('the metrics could not be collected\n'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(new ScrapePortError(host, port, error)));
    server.listen({ host, port }, resolve);
  });
  // The endpoint alone is no reason for a process to live on.
  server.unref();
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
