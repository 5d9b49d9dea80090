/**
 * CloudEvents 1.0 in Kafka's binary mode: the attributes are headers, the payload is the record's value.
 */
const SPEC_VERSION = Buffer.from('1.0');
const JSON_TYPE = Buffer.from('application/json');
/** Shops and event names whose header is kept; more, and they are made again. */
const KEPT_MAX = 16_384;

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

const sources = kept(shopId => `/shops/${encodeURIComponent(shopId.toWellFormed())}`);
const types = kept(name => `com.pixelrelay.${name}`);

/** The text's bytes, made once for each name. */
function kept(text: (name: string) => string): (name: string) => Buffer {
  const known = new Map<string, Buffer>();
  return name => {
    let bytes = known.get(name);
    if (bytes === undefined) {
      if (known.size === KEPT_MAX) known.clear();
      known.set(name, (bytes = Buffer.from(text(name))));
    }
    return bytes;
  };
}
