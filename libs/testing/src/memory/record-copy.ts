import type { LogRecord, OutgoingRecord, RecordHeaders } from '@pixel-relay/kafka';

const NO_HEADERS: RecordHeaders = Object.freeze({});

/** per record, what Kafka's own framing takes at least */
const FRAMING_BYTES = 16;

/** The record as the log keeps it. Bytes are copied once, here: senders may reuse their buffers after the send. */
export function copyRecord(outgoing: OutgoingRecord, offset: number, nowMs: number): LogRecord {
  return {
    offset,
    timestampMs: outgoing.timestampMs ?? nowMs,
    key: outgoing.key && Buffer.from(outgoing.key),
    value: outgoing.value && Buffer.from(outgoing.value),
    headers: outgoing.headers ? copyHeaders(outgoing.headers) : NO_HEADERS,
  };
}

/** One value of a header stays alone, several stay an array, none is no header: as they come back from the wire. */
function copyHeaders(headers: RecordHeaders): RecordHeaders {
  const copied: Record<string, Buffer | Buffer[]> = {};
  for (const [name, given] of Object.entries(headers)) {
    const values = (Array.isArray(given) ? (given as readonly Buffer[]) : [given as Buffer]).map(it => Buffer.from(it));
    if (values.length > 0) copied[name] = values.length === 1 ? values[0]! : values;
  }
  return copied;
}

/** Roughly what the record takes on the wire, uncompressed. */
export function recordBytes(record: OutgoingRecord): number {
  let bytes = FRAMING_BYTES + (record.key?.length ?? 0) + (record.value?.length ?? 0);
  if (record.headers && record.headers !== NO_HEADERS) {
    for (const [name, given] of Object.entries(record.headers)) {
      for (const value of Array.isArray(given) ? (given as readonly Buffer[]) : [given as Buffer]) {
        bytes += name.length + value.length;
      }
    }
  }
  return bytes;
}
