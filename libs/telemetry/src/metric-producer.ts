/**
 * Hands all metrics to OpenTelemetry's readers, as a MetricProducer of the SDK. The SDK's own instruments fall short in
 * two ways that matter here: its histograms take one sample a call, where a batch of 500 events is one call of ours; and
 * it goes on exporting a gauge's last value for a partition that was given away long ago.
 */
import { type HrTime, ValueType } from '@opentelemetry/api';
import { emptyResource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { Clock } from '@pixel-relay/clock';
import type { Instrument } from './instruments.ts';
import type { Buckets } from './make-instruments.ts';

export const SCOPE = { name: 'pixel-relay' };

/** What one instrument has when it is collected. */
export type Collected =
  | { readonly kind: 'sum' | 'gauge'; readonly points: readonly Point<number>[] }
  | { readonly kind: 'histogram'; readonly points: readonly Point<Buckets>[] };

interface Point<Value> {
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly value: Value;
}

const hrTime = (ms: number): HrTime => [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1e6)];

export function metricProducer(instruments: readonly Instrument[], clock: Clock): MetricProducer {
  const startTime = hrTime(clock.now());
  return {
    async collect() {
      const endTime = hrTime(clock.now());
      const metrics: MetricData[] = [];
      const errors: unknown[] = [];
      for (const instrument of instruments) {
        try {
          const data = dataOf(instrument, { startTime, endTime });
          if (data.dataPoints.length > 0) metrics.push(data);
        } catch (error) {
          // One reader that fails must not take the other metrics with it.
          errors.push(error);
        }
      }
      return { resourceMetrics: { resource: emptyResource(), scopeMetrics: [{ scope: SCOPE, metrics }] }, errors };
    },
  };
}

function dataOf(instrument: Instrument, times: { startTime: HrTime; endTime: HrTime }): MetricData {
  const { name, doc, unit, boundaries } = instrument.declaration;
  const common = {
    descriptor: { name, description: doc, unit, valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  const collected = instrument.collect();
  if (collected.kind === 'histogram') {
    const dataPoints = collected.points.map(({ attributes, value: { counts, count, sum } }) => ({
      ...times,
      attributes,
      value: { buckets: { boundaries: [...boundaries], counts: [...counts] }, count, sum },
    }));
    return { ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints };
  }
  const dataPoints: DataPoint<number>[] = collected.points.map(point => ({ ...times, ...point }));
  return collected.kind === 'sum'
    ? { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }
    : { ...common, dataPointType: DataPointType.GAUGE, dataPoints };
}
