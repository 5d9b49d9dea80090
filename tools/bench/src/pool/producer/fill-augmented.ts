/** The producer's backlog: whole batches in its input topic, as the stages before it would have left them. */
import { appendedField, Decision, EventField, type SourceRange, Verdict } from '@pixel-relay/contracts';
import { type EncodedEvents, entryLengthMax, VarintReader, writeBatch, writeEntry } from '@pixel-relay/contracts';
import type { Log } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import { createTranscoder, DEFAULT_LIMITS, type EventTranscoder } from '@pixel-relay/transcoder';
import { JOB_EVENTS, rawJobs } from '../raw-jobs.ts';
import { PARTNER } from './partner.ts';

/** Distinct events; the backlog repeats them under offsets of their own. */
const DISTINCT_JOBS = 20;
const BATCHES_PER_SEND = 4;
const EPOCH = 1n;

/** @param events rounded up to whole batches; returns how many there are */
export async function fillAugmented(log: Log, events: number, partitions: number): Promise<number> {
  const nowMs = Date.now();
  const jobs = rawJobs(DISTINCT_JOBS, nowMs);
  const transcoder = createTranscoder(DEFAULT_LIMITS);
  const producer = await log.producer({ compression: 'zstd', sendTimeoutMs: 60_000 });
  const batchesEach = Math.ceil(events / JOB_EVENTS / partitions);
  const fill = async (partition: number): Promise<void> => {
    for (let batch = 0; batch < batchesEach; batch += BATCHES_PER_SEND) {
      const records = Array.from({ length: Math.min(BATCHES_PER_SEND, batchesEach - batch) }, (_, i) => {
        const source = sourceOf(partition, (batch + i) * JOB_EVENTS, nowMs);
        return { key: null, value: augmentedBatch(transcoder, jobs[(batch + i) % jobs.length]!, source) };
      });
      await producer.send(topics.augmented, partition, records);
    }
  };
  await Promise.all(Array.from({ length: partitions }, (_, partition) => fill(partition)));
  await producer.close();
  return batchesEach * partitions * JOB_EVENTS;
}

const sourceOf = (partition: number, firstOffset: number, oldestReceivedMs: number): SourceRange => ({
  topic: topics.raw,
  epoch: EPOCH,
  partition,
  firstOffset,
  nextOffset: firstOffset + JOB_EVENTS,
  oldestReceivedMs,
});

/** One batch of events that the partner may have. */
export function augmentedBatch(transcoder: EventTranscoder, raw: EncodedEvents, source: SourceRange): Buffer {
  const { entries, failures } = transcoder.transcode({
    ...raw,
    sourceOffsets: Float64Array.from({ length: raw.count }, (_, i) => source.firstOffset + i),
    recordMs: new Float64Array(raw.count).fill(source.oldestReceivedMs),
  });
  if (failures.length > 0) throw new Error(`${failures.length} events were not taken: ${failures[0]!.detail}`);
  const allowed = Buffer.alloc(entryLengthMax(entries.length + raw.count * (verdict.length + entryLengthMax(0))));
  const reader = new VarintReader(entries);
  let at = 0;
  while (reader.at < entries.length) {
    reader.next(); // the entry's tag
    const end = reader.delimitedEnd();
    at = writeEntry(allowed, at, entries.subarray(reader.at, end), verdict);
    reader.at = end;
  }
  return writeBatch(source, allowed.subarray(0, at), []);
}

const verdict = appendedField(
  EventField.VERDICT,
  Verdict.encode({
    rulesVersion: 1,
    partners: [{ partner: PARTNER, decision: Decision.ALLOW, rule: 'purposes_allowed' }],
  }).finish(),
);
