/** The events that the steps are measured on: the load generator's, as the parser leaves them. */
import { readBatch, writeBatch } from '@pixel-relay/contracts';
import { demoSubscriptions, EventStream, type ExpectedOutcome } from '@pixel-relay/loadgen';
import { createReferenceTranscoder, DEFAULT_LIMITS, PADDING_BYTES } from '@pixel-relay/transcoder';

const RECEIVED_MS = 1_764_000_000_000;
const JOB_EVENTS = 500;
const transcoder = createReferenceTranscoder(DEFAULT_LIMITS);

/** Events of one job: their JSON, and encoded side by side as a worker finds them. */
export interface StepJob {
  readonly json: readonly Buffer[];
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly expected: readonly ExpectedOutcome[];
}

export const subscriptions = demoSubscriptions({ webhookUrl: 'http://localhost', webhookSecretRef: 'env:SECRET' });

/** @param events rounded up to whole jobs; the same for every call */
export function stepJobs(events: number): StepJob[] {
  const stream = new EventStream({
    seed: 'steps',
    subscriptions,
    partitions: 8,
    sizeKb: 1.8,
    malformedShare: 0,
    deniedShare: 0.1,
    tombstoneShare: 0,
    nullKeyShare: 0,
    shops: 200,
    customersMax: 5_000,
  });
  return Array.from({ length: Math.ceil(events / JOB_EVENTS) }, (_, i) => makeJob(stream, i * JOB_EVENTS));
}

function makeJob(stream: EventStream, firstOffset: number): StepJob {
  const records = Array.from({ length: JOB_EVENTS }, () => stream.next(RECEIVED_MS));
  const json = records.map(({ value }) => Buffer.from(value!));
  const starts = new Uint32Array(JOB_EVENTS);
  const ends = new Uint32Array(JOB_EVENTS);
  const raw = Buffer.alloc(json.reduce((sum, one) => sum + one.length + 1, PADDING_BYTES));
  let at = 0;
  for (const [i, one] of json.entries()) {
    starts[i] = at;
    ends[i] = at + one.copy(raw, at);
    at = ends[i] + 1;
  }
  const sourceOffsets = Float64Array.from(records, (_, i) => firstOffset + i);
  const recordMs = Float64Array.from(records, () => RECEIVED_MS);
  const { entries, failures } = transcoder.transcode({
    bytes: raw,
    starts,
    ends,
    count: JOB_EVENTS,
    sourceOffsets,
    recordMs,
  });
  if (failures.length > 0) throw new Error(`${failures.length} events were not taken: ${failures[0]!.detail}`);
  const range = {
    topic: 'events.raw',
    epoch: 1n,
    partition: 0,
    firstOffset,
    nextOffset: firstOffset + JOB_EVENTS,
    oldestReceivedMs: 0,
  };
  const batch = readBatch(writeBatch(range, entries, []));
  return {
    json,
    bytes: batch.bytes,
    starts: batch.starts,
    ends: batch.ends,
    expected: records.map(({ outcome }) => outcome),
  };
}
