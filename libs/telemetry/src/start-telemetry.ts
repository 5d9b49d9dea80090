/**
 * Starts the telemetry of one stage: every metric of the registry as a typed instrument, and the endpoint that Prometheus
 * scrapes. Nothing global is touched, so that several stages can run in one process.
 */
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { type IMetricReader, MeterProvider, type MetricProducer } from '@opentelemetry/sdk-metrics';
import { type Clock, systemClock } from '@pixel-relay/clock';
import { type AgeDistribution, EventAges } from './event-ages.ts';
import type { Metrics } from './instruments.ts';
import { makeInstrument } from './make-instruments.ts';
import { metricProducer } from './metric-producer.ts';
import { observeProcess } from './observe-process.ts';
import { type ProcessUsage, processUsage } from './process-usage.ts';
import { registry } from './registry.ts';
import { type ScrapeEndpoint, serveScrapes } from './scrape-endpoint.ts';

export interface TelemetryOptions {
  readonly stage: string;
  readonly instance: string;
  readonly version?: string;
  /** 0: any free port; -1: no endpoint */
  readonly prometheusPort: number;
  readonly host: string;
  readonly clock?: Clock;
  /** further readers, e.g. one that pushes; they must be made with `metricProducers: [producer]` to have the metrics */
  readonly readers?: (producer: MetricProducer) => readonly IMetricReader[];
}

export interface Telemetry {
  readonly metrics: Metrics;
  /** null: no endpoint */
  readonly prometheusPort: number | null;
  /** `events` events left the stage at this age: into the metric and into the last minute's distribution. */
  recordEventAge(ageMs: number, events: number): void;
  /** Over the last minute. */
  eventAges(): AgeDistribution;
  processUsage(): ProcessUsage;
  /** Closes the endpoint and stops all observation; what is recorded afterwards is lost. */
  shutdown(): Promise<void>;
}

/** Rejects with ScrapePortError when the port cannot be bound. */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { stage, instance, version = '', prometheusPort, host, clock = systemClock } = options;
  const instruments = Object.entries(registry).map(([key, declaration]) => [key, makeInstrument(declaration)] as const);
  const metrics = Object.fromEntries(instruments) as unknown as Metrics;
  const producer = metricProducer(
    instruments.map(([, instrument]) => instrument),
    clock,
  );
  const scraped =
    prometheusPort < 0 ? null : new PrometheusExporter({ preventServerStart: true, metricProducers: [producer] });
  const provider = new MeterProvider({
    resource: resourceFromAttributes({
      'service.namespace': 'pixel-relay',
      'service.name': `pixel-relay-${stage}`,
      'service.instance.id': instance,
      'service.version': version,
      stage,
    }),
    readers: [...(scraped ? [scraped] : []), ...(options.readers?.(producer) ?? [])],
  });
  let endpoint: ScrapeEndpoint | null = null;
  if (scraped) endpoint = await serveScrapes(scraped, { host, port: prometheusPort, constantLabels: /^stage$/ });
  const usage = processUsage(clock);
  const endObservation = observeProcess(metrics, usage);
  const ages = new EventAges(clock);
  return {
    metrics,
    prometheusPort: endpoint?.port ?? null,
    recordEventAge(ageMs, events) {
      ages.record(ageMs, events);
      metrics.eventAge.recordMany(Math.max(0, ageMs) / 1_000, events);
    },
    eventAges: () => ages.read(),
    processUsage: () => usage.read(),
    async shutdown() {
      await endpoint?.close();
      endObservation();
      usage.stop();
      await provider.shutdown();
    },
  };
}
