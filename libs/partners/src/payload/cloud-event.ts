/**
 * CloudEvents 1.0 in Kafka's binary mode: the attributes are headers, the payload is the record's value.
 */
import { keptBytes } from './kept-bytes.ts';

const SPEC_VERSION = Buffer.from('1.0');
const JSON_TYPE = Buffer.from('application/json');

export interface CloudEventAttributes {
  /** the event's own, on every attempt: what a partner recognises a repetition by */
  readonly id: Buffer;
  readonly name: string;
  readonly shopId: string;
  /** ISO 8601 */
  readonly time: Buffer;
}

// One literal, so that every record's headers have one shape.
export const cloudEventHeaders = ({ id, name, shopId, time }: CloudEventAttributes) => ({
  ce_specversion: SPEC_VERSION,
  ce_id: id,
  ce_source: sources(shopId),
  ce_type: types(name),
  ce_time: time,
  'content-type': JSON_TYPE,
});

export type CloudEventHeaders = Readonly<ReturnType<typeof cloudEventHeaders>>;

const sources = keptBytes(shopId => Buffer.from(`/shops/${encodeURIComponent(shopId.toWellFormed())}`));
const types = keptBytes(name => Buffer.from(`com.pixelrelay.${name}`));
