export { type Telemetry, type TelemetryOptions, startTelemetry } from './start-telemetry.ts';
export type { Counter, Gauge, Histogram, Metrics, Report } from './instruments.ts';
export { type Registry, registry } from './registry.ts';
export { metricsReferencePage, prometheusName } from './reference-page.ts';
export { ScrapePortError } from './scrape-endpoint.ts';
export { type AgeDistribution, EventAges } from './event-ages.ts';
export { type ProcessUsage, type ProcessUsageReader, processUsage } from './process-usage.ts';
export { LOG_LEVELS, type LogLevel, type Logger, type LoggerOptions, createLogger } from './logger.ts';
export { type DescribedError, describeError } from './describe-error.ts';
