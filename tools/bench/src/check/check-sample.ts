/** Decodes some of what a stage wrote: right to the letter for the parser, whole for the others. */
import { Event, readBatch, readSourceOffset, VarintReader } from '@pixel-relay/contracts';
import type { StageName } from '@pixel-relay/demo';
import type { Log } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import { createReferenceTranscoder, DEFAULT_LIMITS, PADDING_BYTES } from '@pixel-relay/transcoder';
import { type PlacedRecord, readSome } from '../load/read-some.ts';
import { WrongOutputError } from './wrong-output-error.ts';

const SAMPLE_EVENTS = 1_000;
/** Batches of all partitions in which the sample's events are looked for; raw and parsed topics begin with the same ones. */
const BATCHES_MAX = 200;

const reference = createReferenceTranscoder(DEFAULT_LIMITS);

interface PlacedEvent {
  readonly partition: number;
  readonly offset: number;
  readonly event: Event;
}

/** @param raw from the start of the raw topic @throws WrongOutputError */
export async function checkParsedSample(log: Log, raw: readonly PlacedRecord[]): Promise<number> {
  const byPlace = new Map(raw.map(record => [`${record.partition}/${record.offset}`, record]));
  let compared = 0;
  for (const { partition, offset, event } of await someEvents(log, topics.parsed)) {
    const record = byPlace.get(`${partition}/${offset}`);
    if (record === undefined) continue;
    if (!canonical(event).equals(canonical(expectedEvent(record))))
      throw new WrongOutputError('parser', `event ${partition}/${offset} is not what the reference makes of it`);
    if (++compared === SAMPLE_EVENTS) break;
  }
  if (compared < Math.min(SAMPLE_EVENTS, raw.length / 2))
    throw new WrongOutputError('parser', `only ${compared} of its events could be compared`);
  return compared;
}

/** @throws WrongOutputError */
export async function checkAppendedSample(log: Log, stage: 'validator' | 'augmenter'): Promise<number> {
  const events = await someEvents(log, stage === 'validator' ? topics.validated : topics.augmented);
  if (events.length === 0) throw new WrongOutputError(stage, 'there is none');
  for (const { partition, offset, event } of events) {
    if (event.verdict == null || !event.verdict.partners?.length)
      throw new WrongOutputError(stage, `event ${partition}/${offset} has no verdict`);
    if (stage === 'augmenter' && event.augmentation == null)
      throw new WrongOutputError(stage, `event ${partition}/${offset} has no augmentation`);
  }
  return events.length;
}

/** @throws WrongOutputError when the topic of this stage's output is not what it should be */
export async function checkSample(log: Log, stage: StageName, raw: readonly PlacedRecord[]): Promise<number> {
  if (stage === 'parser') return checkParsedSample(log, raw);
  if (stage === 'producer') return 0; // its records are counted, one by one
  return checkAppendedSample(log, stage);
}

async function someEvents(log: Log, topic: string): Promise<PlacedEvent[]> {
  const events: PlacedEvent[] = [];
  for (const { value } of await readSome(log, topic, BATCHES_MAX)) {
    const { bytes, starts, ends, count, source } = readBatch(value!);
    for (let i = 0; i < count; i++)
      events.push({
        partition: source.partition,
        offset: readSourceOffset(bytes, starts[i]!, ends[i]!),
        event: Event.decode(bytes.subarray(starts[i], ends[i])),
      });
  }
  return events;
}

function expectedEvent({ value, offset, timestampMs }: PlacedRecord): Event {
  const length = value!.length;
  const { entries } = reference.transcode({
    bytes: Buffer.concat([value!, Buffer.alloc(PADDING_BYTES)]),
    starts: Uint32Array.of(0),
    ends: Uint32Array.of(length),
    count: 1,
    sourceOffsets: Float64Array.of(offset),
    recordMs: Float64Array.of(timestampMs),
  });
  const reader = new VarintReader(entries);
  reader.next(); // the entry's tag
  const end = reader.delimitedEnd();
  return Event.decode(entries.subarray(reader.at, end));
}

/** Equal messages have equal bytes here, in whatever order theirs were. */
const canonical = (event: Event): Buffer =>
  Buffer.from(Event.encode(event as Parameters<typeof Event.encode>[0]).finish());
