import type { Subscription } from '@pixel-relay/contracts';
import { type RecordBody, varintSize, writePart, writeVarint } from '@pixel-relay/kafka';
import {
  cloudEventHeaders,
  type PartnerAnswer,
  PartnerEventWriter,
  type Profile,
  profileOf,
  type WrittenEvent,
} from '@pixel-relay/partners';
import type { HandOver, OpenJob } from '../delivery/open-job.ts';
import { headersBytesMax, writeHeaders } from './encoded-headers.ts';
import { KeptPlaces } from './kept-places.ts';

/** Of contents that are kept: one half is written to while the other still holds what was written before. */
const HALF_BYTES = 3 << 20;
/** Kinds of content, by profile and answer, whose places are kept of a job. */
const KINDS_MAX = 8;
/** Longer keys and ids are rare, and their records are put together the ordinary way. */
const KEY_BYTES_MAX = 256;
const ID_BYTES_MAX = 256;
/** A key and its length, and the value's length. */
const HEAD_BYTES_MAX = 5 + KEY_BYTES_MAX + 5;

/**
 * Events as the contents of records. Partners that may have the same of an event get the same content: what is written for
 * one is kept, until so much more has been written that its place is needed.
 */
export class EventContents {
  private readonly halves: readonly [PartnerEventWriter, PartnerEventWriter];
  /** counts the halves begun; what was written in the last two can be read */
  private round = 2;
  private readonly kept = new WeakMap<OpenJob, KeptPlaces[]>();
  /** looked up last, since events of one job and kind mostly follow each other */
  private lastJob: OpenJob | null = null;
  private last: KeptPlaces | null = null;

  constructor(halfBytes = HALF_BYTES) {
    this.halves = [new PartnerEventWriter(halfBytes), new PartnerEventWriter(halfBytes)];
  }

  /** Adds the hand-over's record to the body. @throws InvalidWireError when its event cannot be read */
  addTo(body: RecordBody, handOver: HandOver, subscription: Subscription): void {
    const { job, index, answer } = handOver;
    const kept = this.keptOf(job, profileOf(subscription), answer);
    const round = kept.roundOf(index);
    if (round >= this.round - 1)
      body.addContent(this.halves[(round & 1) as 0 | 1].places.memory, kept.startOf(index), kept.endOf(index));
    else this.write(body, handOver, subscription, kept);
  }

  private write(body: RecordBody, handOver: HandOver, subscription: Subscription, kept: KeptPlaces): void {
    const { index, answer, eventName, shopId, byteLength } = handOver;
    const { bytes, starts, ends } = handOver.job.job.events;
    const after = headersBytesMax(eventName, shopId) + ID_BYTES_MAX;
    const writer = this.writerFor(byteLength, HEAD_BYTES_MAX + after);
    const { used } = writer;
    const start = starts[index]!;
    const long = writer.place(bytes, start, ends[index]!, subscription, answer, HEAD_BYTES_MAX, after);
    const { places } = writer;
    if (
      long !== null ||
      places.keyEnd - places.keyStart > KEY_BYTES_MAX ||
      places.idEnd - places.idStart > ID_BYTES_MAX
    )
      return body.add(recordOf(long ?? places.views(), handOver));
    const { key, keyStart, keyEnd, memory, jsonStart, jsonEnd } = places;
    const keyBytes = keyEnd - keyStart;
    const jsonBytes = jsonEnd - jsonStart;
    // What comes before the JSON is written to end where that begins.
    const from = jsonStart - varintSize(jsonBytes) - (key === null ? varintSize(-1) : varintSize(keyBytes) + keyBytes);
    const at = key === null ? writeVarint(memory, -1, from) : writePart(memory, key, keyStart, keyEnd, from);
    writeVarint(memory, jsonBytes, at);
    const to = writeHeaders(memory, places, eventName, shopId, jsonEnd);
    body.addContent(memory, from, to);
    if (handOver.alone) writer.reset(used);
    else kept.set(index, this.round, from, to);
  }

  /** The half that is written to; where it is full, the other one is, from its beginning. */
  private writerFor(eventBytes: number, around: number): PartnerEventWriter {
    const writer = this.halves[(this.round & 1) as 0 | 1];
    if (writer.hasRoomFor(eventBytes, around)) return writer;
    this.round++;
    const other = this.halves[(this.round & 1) as 0 | 1];
    other.reset();
    return other;
  }

  private keptOf(job: OpenJob, profile: Profile, answer: PartnerAnswer): KeptPlaces {
    const { last } = this;
    if (last !== null && this.lastJob === job && last.profile === profile && last.answer === answer) return last;
    let kinds = this.kept.get(job);
    if (kinds === undefined) this.kept.set(job, (kinds = []));
    let found = kinds.find(kind => kind.profile === profile && kind.answer === answer);
    if (found === undefined) {
      if (kinds.length === KINDS_MAX) kinds.shift();
      kinds.push((found = new KeptPlaces(profile, answer, job.job.events.count)));
    }
    this.lastJob = job;
    this.last = found;
    return found;
  }
}

const recordOf = ({ id, time, key, json }: WrittenEvent, { eventName, shopId }: HandOver) => ({
  key,
  value: json,
  headers: cloudEventHeaders({ id, name: eventName, shopId, time }),
});
