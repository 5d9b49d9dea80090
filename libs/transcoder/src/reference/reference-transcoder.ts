/**
 * The transcoder as one would write it first: JSON.parse, a mapping, protobufjs. Slow, and for that simple enough to
 * believe; the tests hold the engine to it.
 */
import { isUtf8 } from 'node:buffer';
import { Event } from '@pixel-relay/contracts';
import { type Rejection, type Rejections, rejections } from '../rejection.ts';
import { type EventSchema, eventSchema, REQUIRED } from '../schema/event-schema.ts';
import {
  checkLimits,
  checkRecord,
  type EventTranscoder,
  type Transcoded,
  type TranscodeFailure,
  type TranscodeJob,
  type TranscoderLimits,
} from '../transcoder.ts';
import { depthOf, parseJson } from './json-text.ts';
import { type Fields, isObject, toEvent } from './mapping.ts';

const EVENTS_TAG = 0x22; // EventBatch.events

class ReferenceTranscoder implements EventTranscoder {
  private readonly limits: TranscoderLimits;
  private readonly schema: EventSchema = eventSchema();
  private readonly rejections: Rejections;

  constructor(limits: TranscoderLimits) {
    this.limits = limits;
    this.rejections = rejections(limits, REQUIRED);
  }

  transcode(job: TranscodeJob, into?: Buffer): Transcoded {
    const parts: Buffer[] = [];
    const failures: TranscodeFailure[] = [];
    let oldestReceivedMs = Infinity;
    let from = 0;
    for (let index = 0; index < job.count; index++) {
      from = checkRecord(job, index, from);
      const { event, rejection } = this.read(job.bytes.subarray(job.starts[index], job.ends[index]));
      if (event === undefined) {
        failures.push({ index, ...rejection });
        continue;
      }
      event.sourceOffset = job.sourceOffsets[index]!;
      const recordMs = job.recordMs[index]!;
      if (event.receivedMs === undefined && recordMs > 0) event.receivedMs = recordMs;
      oldestReceivedMs = Math.min(oldestReceivedMs, (event.receivedMs as number | undefined) ?? Infinity);
      const bytes = Event.encode(event).finish();
      parts.push(Buffer.from([EVENTS_TAG, ...varint(bytes.length)]), Buffer.from(bytes));
    }
    return {
      entries: copyInto(into, parts),
      count: parts.length / 2,
      oldestReceivedMs: oldestReceivedMs === Infinity ? 0 : oldestReceivedMs,
      failures,
    };
  }

  private read(bytes: Buffer): { event: Fields; rejection?: never } | { event?: never; rejection: Rejection } {
    if (bytes.length === 0) return { rejection: this.rejections.empty };
    if (bytes.length > this.limits.eventBytesMax) return { rejection: this.rejections.tooLarge };
    if (!isUtf8(bytes)) return { rejection: this.rejections.invalidUtf8 };
    const text = bytes.toString();
    try {
      JSON.parse(text);
    } catch {
      return { rejection: this.rejections.malformed };
    }
    if (depthOf(text) > this.limits.depthMax) return { rejection: this.rejections.tooDeep };
    const object = parseJson(text);
    if (!isObject(object)) return { rejection: this.rejections.notAnObject };
    const event = toEvent(this.schema, object);
    for (const [i, name] of REQUIRED.entries()) {
      const key = this.schema.event.members.find(member => member.name === name)!.key;
      if (event[key] === undefined || event[key] === '') return { rejection: this.rejections.missing[i]! };
    }
    return { event };
  }
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

function copyInto(into: Buffer | undefined, parts: readonly Buffer[]): Buffer {
  const entries = Buffer.concat(parts);
  if (into === undefined || into.length < entries.length) return entries;
  return into.subarray(0, entries.copy(into));
}

/** JSON.parse and protobufjs: what the engine is held to. */
export function createReferenceTranscoder(limits: TranscoderLimits): EventTranscoder {
  checkLimits(limits);
  return new ReferenceTranscoder(limits);
}
