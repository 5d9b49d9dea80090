/**
 * Starts the telemetry of one stage: every metric of the registry as a typed instrument, and the endpoint that Prometheus
 * scrapes. Nothing global is touched, so that several stages can run in one process.
 */
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { type IMetricReader, MeterProvider } from '@opentelemetry/sdk-metrics';
import { type Clock, systemClock } from '@pixel-relay/clock';
import { type AgeDistribution, EventAges } from './event-ages.ts';
import { histogramProducer } from './histogram-producer.ts';
import { type HistogramSeries, type Metrics, makeCounter, makeGauge, makeHistogram } from './instruments.ts';
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
  /** further readers, e.g. one that pushes; they must be made with `metricProducers: [producer]` to have the histograms */
  readonly readers?: (producer: ReturnType<typeof histogramProducer>) => readonly IMetricReader[];
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

const SCOPE = { name: 'pixel-relay' };

/** Rejects with ScrapePortError when the port cannot be bound. */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { stage, instance, version = '', prometheusPort, host, clock = systemClock } = options;
  const histograms: HistogramSeries[] = [];
  const producer = histogramProducer(histograms, SCOPE, clock);
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
  const meter = provider.getMeter(SCOPE.name);
  const made = Object.entries(registry).map(([name, declaration]) => {
    if (declaration.kind === 'counter') return [name, makeCounter(meter, declaration)] as const;
    if (declaration.kind === 'gauge') return [name, makeGauge(meter, declaration)] as const;
    const histogram = makeHistogram(declaration);
    histograms.push(histogram);
    return [name, histogram] as const;
  });
  const metrics = Object.fromEntries(made) as unknown as Metrics;

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
