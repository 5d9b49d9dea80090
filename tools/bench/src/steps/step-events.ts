/** The events that the steps are measured on: the load generator's, as JSON and as the parser leaves them. */
import { type EncodedEvents, readBatch, writeBatch } from '@pixel-relay/contracts';
import { demoSubscriptions, EventStream, type ExpectedOutcome } from '@pixel-relay/loadgen';
import { createReferenceTranscoder, DEFAULT_LIMITS } from '@pixel-relay/transcoder';
import { sideBySide } from '../load/side-by-side.ts';

const RECEIVED_MS = 1_764_000_000_000;
const JOB_EVENTS = 500;
const transcoder = createReferenceTranscoder(DEFAULT_LIMITS);

/** The events of one job, side by side, as a worker finds them. */
export interface StepJob {
  readonly json: EncodedEvents;
  readonly encoded: EncodedEvents;
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
  const json = sideBySide(records.map(({ value }) => value!));
  const sourceOffsets = Float64Array.from(records, (_, i) => firstOffset + i);
  const recordMs = Float64Array.from(records, () => RECEIVED_MS);
  const { entries, failures } = transcoder.transcode({ ...json, sourceOffsets, recordMs });
  if (failures.length > 0) throw new Error(`${failures.length} events were not taken: ${failures[0]!.detail}`);
  const nextOffset = firstOffset + JOB_EVENTS;
  const source = { topic: 'events.raw', epoch: 1n, partition: 0, firstOffset, nextOffset, oldestReceivedMs: 0 };
  const encoded = readBatch(writeBatch(source, entries, []));
  return { json, encoded, expected: records.map(({ outcome }) => outcome) };
}
