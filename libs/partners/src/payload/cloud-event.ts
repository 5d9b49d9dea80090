/**
 * CloudEvents 1.0 in Kafka's binary mode: the attributes are headers, the payload is the record's value.
 */
const SPEC_VERSION = Buffer.from('1.0');
const JSON_TYPE = Buffer.from('application/json');

export type CloudEventHeaders = Readonly<Record<string, Buffer>>;

/** `id` is the event's own on every attempt: what a partner recognises a repetition by. */
export function cloudEventHeaders(event: {
  readonly id: string;
  readonly name: string;
  readonly shopId: string;
  /** ISO 8601 */
  readonly time: string;
}): CloudEventHeaders {
  return {
    ce_specversion: SPEC_VERSION,
    ce_id: Buffer.from(event.id),
    ce_source: Buffer.from(`/shops/${encodeURIComponent(event.shopId)}`),
    ce_type: Buffer.from(`com.pixelrelay.${event.name}`),
    ce_time: Buffer.from(event.time),
    'content-type': JSON_TYPE,
  };
}
