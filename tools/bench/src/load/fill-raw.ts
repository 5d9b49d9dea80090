/** Fills the raw topic with distinct events, and makes sure that they compress as real ones do. */
import { generateLoad, type LoadReport, type SizeKb } from '@pixel-relay/loadgen';
import { topics } from '@pixel-relay/stage';
import { applySubscriptions } from '@pixel-relay/subscriptions';
import { benchSubscriptions } from '../cluster/bench-topics.ts';
import type { BenchKafka } from '../cluster/bench-kafka.ts';

export interface FillOptions {
  readonly events: number;
  readonly partitions: number;
  readonly sizeKb: SizeKb;
  readonly deniedShare: number;
  readonly seed: number;
}

export interface Filled {
  readonly load: LoadReport;
  readonly bytesPerEvent: number;
  /** bytes of the events by bytes of the topic; null: the broker is not ours, and its files cannot be seen */
  readonly compressionRatio: number | null;
}

/** Events that compress better are too much alike, and flatter every hop; those that compress worse are noise. */
const RATIO_MIN = 3;
const RATIO_MAX = 6;

/** The events do not compress like storefront events, so nothing measured on them would mean anything. */
export class UnrealisticEventsError extends Error {
  constructor(ratio: number) {
    super(
      `the raw topic compresses ${ratio.toFixed(1)} : 1, not between ${RATIO_MIN} and ${RATIO_MAX}: the load generator's ` +
        'events are not like real ones; nothing was measured',
    );
    this.name = 'UnrealisticEventsError';
  }
}

export async function applyBenchSubscriptions({ log }: BenchKafka): Promise<void> {
  await applySubscriptions(log, topics.subscriptions, benchSubscriptions);
}

/** @throws UnrealisticEventsError */
export async function fillRaw(kafka: BenchKafka, options: FillOptions): Promise<Filled> {
  const { events, partitions, sizeKb, deniedShare, seed } = options;
  const before = (await kafka.topicBytes(topics.raw)) ?? 0;
  const load = await generateLoad({
    log: kafka.log,
    topic: topics.raw,
    partitions,
    subscriptions: benchSubscriptions,
    rate: 0,
    events,
    seed,
    sizeKb,
    deniedShare,
    malformedShare: 0,
    tombstoneShare: 0,
    compression: 'zstd',
    batchEventsMax: 500,
  });
  if (load.unsure > 0) throw new Error(`${load.unsure} events may or may not be in the raw topic: fill it again`);
  const topicBytes = await kafka.topicBytes(topics.raw);
  const compressionRatio = topicBytes === null ? null : load.bytes / (topicBytes - before);
  if (compressionRatio !== null && !(compressionRatio >= RATIO_MIN && compressionRatio <= RATIO_MAX))
    throw new UnrealisticEventsError(compressionRatio);
  return { load, bytesPerEvent: load.bytes / load.in, compressionRatio };
}
