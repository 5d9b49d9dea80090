/**
 * A document in which some object has two members of one name. JSON.parse keeps the last of them, wholly; readers of
 * protobuf would not always (null, nested messages, arrays). So JSON.parse drops the others, every number's digits kept,
 * and the engine reads what is left. Next to no event has any, and the cost is linear.
 */
// TypeScript's library does not have JSON.rawJSON and the reviver's third parameter yet
const { rawJSON } = JSON as unknown as { rawJSON(this: void, text: string): unknown };
const parse = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { source: string }) => unknown,
) => unknown;

/** @param text valid JSON of bounded depth. @returns the same with one member a name, and `paddingBytes` zero bytes after it */
export function keepLastMembers(text: string, paddingBytes: number): Buffer {
  const value = parse(text, (_key, v, context) => (typeof v === 'number' ? rawJSON(context.source) : v));
  return Buffer.concat([Buffer.from(JSON.stringify(value)), Buffer.alloc(paddingBytes)]);
}
