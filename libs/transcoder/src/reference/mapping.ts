/** From what JSON.parse returns to what protobufjs encodes, member by member. */
import { type EventSchema, type MemberRule, type MessageRule, UNREADABLE_SIGNAL } from '../schema/event-schema.ts';
import { jsonText, NumberText } from './json-text.ts';
import { decimal, numberText, timeMs } from './scalars.ts';

export type JsonObject = Readonly<Record<string, unknown>>;
/** What a generated class's encode takes. */
export type Fields = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText);

/** The digits of a number, or of a string that holds one. */
const digits = (value: unknown): string | undefined =>
  value instanceof NumberText ? value.text : typeof value === 'string' ? numberText(value) : undefined;

function integer(value: unknown, limit: number): number | undefined {
  const number = Number(digits(value));
  return Number.isSafeInteger(number) && number < limit && number >= -limit ? number : undefined;
}

function finite(value: unknown): number | undefined {
  const number = Number(digits(value));
  return Number.isFinite(number) ? number : undefined;
}

const string = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.toWellFormed() : value instanceof NumberText ? value.text : undefined;

const json = (value: unknown): string | undefined => (value === null ? undefined : jsonText(value));

/** @returns undefined when the value is as good as absent */
function convert(rule: MemberRule, value: unknown): unknown {
  switch (rule.kind) {
    case 'string':
    case 'name':
      return string(value);
    case 'signal':
      return string(value) ?? (value === null ? undefined : UNREADABLE_SIGNAL);
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'double':
      return finite(value);
    case 'int32':
      return integer(value, 2 ** 31);
    case 'int64':
      return integer(value, 2 ** 53);
    case 'enum':
      return typeof value === 'string' ? rule.values!.get(value) : undefined;
    case 'time':
    case 'receipt':
      return typeof value === 'string' ? timeMs(value) : undefined;
    case 'json': {
      const text = json(value);
      return text === undefined ? undefined : Buffer.from(text);
    }
    case 'message':
    case 'consent':
    case 'signals':
      return isObject(value) ? toMessage(rule.message!, value) : undefined;
    case 'amount':
    case 'data':
      throw new Error(`${rule.kind} is more than one field`);
  }
}

export function toMessage(message: MessageRule, object: JsonObject): Fields {
  const fields: Fields = {};
  for (const rule of message.members) {
    if (!Object.hasOwn(object, rule.name)) continue;
    const value = object[rule.name];
    if (rule.kind === 'data') continue; // by the event's name, below
    if (rule.kind === 'amount') {
      const text = digits(value);
      Object.assign(fields, text === undefined ? undefined : decimal(text));
    } else if (rule.repeated) {
      if (Array.isArray(value)) fields[rule.key] = value.map(v => convert(rule, v)).filter(v => v !== undefined);
    } else {
      const converted = convert(rule, value);
      if (converted !== undefined) fields[rule.key] = converted;
    }
  }
  return fields;
}

/** @returns fields of Event, without what the parser knows (offset, the record's time) */
export function toEvent(schema: EventSchema, object: JsonObject): Fields {
  const { signals, ...event } = toMessage(schema.event, object);
  if (signals !== undefined) event.consent = { ...(event.consent as Fields | undefined), signals };
  if (Object.hasOwn(object, 'data')) {
    const rule = schema.payloads.get(event.name as string) ?? schema.customPayload;
    const payload = convert(rule, object.data);
    if (payload !== undefined) event[rule.key] = payload;
  }
  return event;
}
