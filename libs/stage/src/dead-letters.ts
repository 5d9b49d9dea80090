import {
  type DeadEvent,
  DeadLetter,
  DeadLetterForm,
  type Epoch,
  epochText,
  Reason,
  type SourceRange,
} from '@pixel-relay/contracts';
import type { LogRecord, OutgoingRecord } from '@pixel-relay/kafka';
import { chainEpoch, RAW_EPOCH } from './protocol/epochs.ts';
import type { Unit } from './protocol/unit.ts';

/** A detail longer than this is cut: it names fields and rules, and must not grow with the event. */
const DETAIL_CHARS_MAX = 200;

export interface DeadLetterContext {
  readonly stage: string;
  readonly inputTopic: string;
  readonly inputPartition: number;
  readonly nowMs: number;
  /** the assignment's own, under which raw events are known from here on */
  readonly ownEpoch: Epoch;
}

/** One record for the dead-letter topic: the event as it came, why it ended, and where it is from. */
export function deadEventRecord(
  unit: Unit,
  source: SourceRange,
  dead: DeadEvent & { readonly sourceOffset: number },
  context: DeadLetterContext,
): OutgoingRecord {
  const raw = unit.payload.record(dead.index);
  const original = unit.payload.event(dead.index);
  const epoch = source.epoch === RAW_EPOCH ? chainEpoch(RAW_EPOCH, context.ownEpoch) : source.epoch;
  const at = { topic: source.topic, epoch: epochText(epoch), partition: source.partition, offset: dead.sourceOffset };
  const value = DeadLetter.encode({
    reason: dead.reason,
    detail: dead.detail.slice(0, DETAIL_CHARS_MAX),
    stage: context.stage,
    source: at,
    input: {
      topic: context.inputTopic,
      partition: context.inputPartition,
      offset: raw === null ? unit.inputNext - 1 : raw.offset,
    },
    firstFailedMs: context.nowMs,
    lastFailedMs: context.nowMs,
    attempts: dead.attempts,
    original,
    form: raw === null ? DeadLetterForm.EVENT : DeadLetterForm.RAW_JSON,
    ...(raw?.key == null ? {} : { key: raw.key }),
    ...(dead.partner === undefined ? {} : { partner: dead.partner }),
  }).finish();
  const key = [at.epoch, at.partition, at.offset, context.stage, ...(dead.partner === undefined ? [] : [dead.partner])];
  return { key: Buffer.from(key.join('/')), value: asBuffer(value) };
}

/** The letter of a delivery that ended away from its batch. Its key is the one that it would have had there. */
export interface DeadDelivery {
  readonly stage: string;
  readonly source: {
    readonly topic: string;
    readonly epoch: string;
    readonly partition: number;
    readonly offset: number;
  };
  readonly partner: string;
  /** the record in which it waited */
  readonly input: { readonly topic: string; readonly partition: number; readonly offset: number };
  readonly reason: Reason;
  readonly detail: string;
  readonly attempts: number;
  readonly firstFailedMs: number;
  readonly lastFailedMs: number;
  /** the event's encoded bytes */
  readonly original: Buffer;
}

export function deadDeliveryRecord(dead: DeadDelivery): OutgoingRecord {
  const { source, stage, partner } = dead;
  const detail = dead.detail.slice(0, DETAIL_CHARS_MAX);
  const value = DeadLetter.encode({ ...dead, detail, form: DeadLetterForm.EVENT }).finish();
  const key = [source.epoch, source.partition, source.offset, stage, partner];
  return { key: Buffer.from(key.join('/')), value: asBuffer(value) };
}

/** A record of a batch topic that is no batch: it has no source coordinates, so its own place is its key. */
export function strayRecord(record: LogRecord, context: Omit<DeadLetterContext, 'ownEpoch'>): OutgoingRecord {
  const { inputTopic, inputPartition, nowMs, stage } = context;
  const value = DeadLetter.encode({
    reason: Reason.NOT_A_BATCH,
    detail: record.value === null ? 'a record without a value' : 'the value cannot be read as an event batch',
    stage,
    input: { topic: inputTopic, partition: inputPartition, offset: record.offset },
    firstFailedMs: nowMs,
    lastFailedMs: nowMs,
    attempts: 1,
    original: record.value ?? Buffer.alloc(0),
    form: DeadLetterForm.BATCH_RECORD,
    ...(record.key === null ? {} : { key: record.key }),
  }).finish();
  return { key: Buffer.from([inputTopic, inputPartition, record.offset, stage].join('/')), value: asBuffer(value) };
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
