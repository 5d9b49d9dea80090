/** What a record is, in words that hold no customer data; and all of it, for those who may see it. */
import {
  Event,
  NewerContractError,
  NotABatchError,
  Outcome,
  readBatch,
  epochText,
  Subscription,
} from '@pixel-relay/contracts';
import type { LogRecord } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import { readSubscriptionKey } from '@pixel-relay/subscriptions';
import { deadLetterSummary, readDeadLetter } from './describe-dead-letter.ts';
import { describeParked, readParkedDelivery, RETRY_TOPICS } from './describe-parked.ts';
import { readableBytes, readableMessage } from './readable.ts';

const BATCH_TOPICS: readonly string[] = [topics.parsed, topics.validated, topics.augmented];

/** Masked: kinds, names of events, counts, sizes and coordinates. */
export function describeRecord(topic: string, { key, value }: LogRecord): Record<string, unknown> {
  const sizes = { keyBytes: key?.length ?? null, valueBytes: value?.length ?? null };
  if (value === null) return { ...sizes, kind: 'tombstone' };
  if (BATCH_TOPICS.includes(topic)) return { ...sizes, ...describeBatch(value) };
  if (topic === topics.raw) return { ...sizes, ...describeRaw(value) };
  if (topic === topics.deadLetter) return { ...sizes, ...describeLetter(value) };
  if (RETRY_TOPICS.includes(topic)) return { ...sizes, ...describeParked(value) };
  if (topic === topics.subscriptions) return { ...sizes, kind: 'subscription', ...(key && readSubscriptionKey(key)) };
  return { ...sizes, kind: 'bytes' };
}

/** Everything that is in it. Callers have noted the reason. */
export function revealRecord(topic: string, { key, value }: LogRecord): Record<string, unknown> {
  const known = { key: key === null ? null : readableBytes(key) };
  if (value === null) return known;
  if (BATCH_TOPICS.includes(topic)) return { ...known, ...revealBatch(value) };
  if (topic === topics.deadLetter) return { ...known, deadLetter: readableMessage(readDeadLetter(value) ?? { value }) };
  if (RETRY_TOPICS.includes(topic))
    return { ...known, parked: readableMessage(readParkedDelivery(value) ?? { value }) };
  if (topic === topics.subscriptions)
    return { ...known, subscription: readableMessage(tryDecode(Subscription, value) ?? { value }) };
  return { ...known, value: readableBytes(value) };
}

function describeLetter(value: Buffer): Record<string, unknown> {
  const letter = readDeadLetter(value);
  return letter === null ? { kind: 'not a dead letter' } : { kind: 'dead letter', ...deadLetterSummary(letter) };
}

function describeRaw(value: Buffer): Record<string, unknown> {
  const parsed: unknown = parseJson(value);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { kind: 'not a JSON object' };
  return { kind: 'event', name: eventName((parsed as Record<string, unknown>)['name']) };
}

function describeBatch(value: Buffer): Record<string, unknown> {
  const batch = tryReadBatch(value);
  if (typeof batch === 'string') return { kind: batch };
  const names: Record<string, number> = {};
  for (let i = 0; i < batch.count; i++) {
    const name = eventName(tryDecode(Event, batch.bytes.subarray(batch.starts[i], batch.ends[i]))?.name);
    names[name] = (names[name] ?? 0) + 1;
  }
  const dropped: Record<string, number> = {};
  for (const { outcome, run } of batch.dropped)
    dropped[outcomeName(outcome)] = (dropped[outcomeName(outcome)] ?? 0) + run;
  const { topic, epoch, partition, firstOffset, nextOffset } = batch.source;
  return {
    kind: 'batch',
    source: { topic, epoch: epochText(epoch), partition, firstOffset, nextOffset },
    events: batch.count,
    names,
    dropped,
  };
}

function revealBatch(value: Buffer): Record<string, unknown> {
  const batch = tryReadBatch(value);
  if (typeof batch === 'string') return { value: readableBytes(value) };
  return {
    events: Array.from({ length: batch.count }, (_, i) => {
      const bytes = batch.bytes.subarray(batch.starts[i], batch.ends[i]);
      const event = tryDecode(Event, bytes);
      return event === null ? readableBytes(bytes) : readableMessage(event);
    }),
  };
}

function tryReadBatch(value: Buffer): ReturnType<typeof readBatch> | string {
  try {
    return readBatch(value);
  } catch (error) {
    if (error instanceof NotABatchError) return 'not a batch';
    if (error instanceof NewerContractError) return 'a batch of a newer contract';
    throw error;
  }
}

function tryDecode<Message>(type: { decode(bytes: Buffer): Message }, bytes: Buffer): Message | null {
  try {
    return type.decode(bytes);
  } catch {
    return null;
  }
}

function parseJson(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A shop names its custom events as it likes; one that could be anything else is not shown. */
const eventName = (name: unknown): string =>
  typeof name === 'string' && /^[A-Za-z][\w:.-]{0,63}$/.test(name) ? name : '(not shown)';

const outcomeName = (outcome: number): string =>
  (Object.keys(Outcome) as (keyof typeof Outcome)[]).find(name => Outcome[name] === outcome)?.toLowerCase() ??
  String(outcome);
