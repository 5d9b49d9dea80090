/** Bytes and messages as JSON that a person can read. */

/** JSON as its value, other text as text, anything else as base64. */
export function readableBytes(bytes: Uint8Array): unknown {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  if (!Buffer.from(text).equals(buffer)) return { base64: buffer.toString('base64') };
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The members that are set, bytes made readable, 64-bit values as the numbers they are. */
export function readableMessage(message: object): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(message)) if (!name.startsWith('$')) fields[name] = readable(value);
  return fields;
}

function readable(value: unknown): unknown {
  if (value instanceof Uint8Array) return readableBytes(value);
  if (Array.isArray(value)) return value.map(readable);
  return typeof value === 'object' && value !== null ? readableMessage(value) : value;
}
