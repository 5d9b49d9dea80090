/**
 * How a raw event becomes an Event: the proto's own names and types, and a short list of what is not as they say. Both
 * implementations are driven by it, so a field added to the proto is carried from then on.
 *
 * What holds for every member of a kind:
 * - null, an unknown name, or a value of another JSON type is as if the member were not there
 * - string: a number is taken too, its digits as written; half a surrogate pair becomes U+FFFD
 * - int32, int64, double, amount: a string holding exactly one JSON number is taken too; what is not finite, not whole
 *   (for the integers) or beyond 2**53 (int32: 2**31) is absent
 * - bool: only true and false
 */
import { descriptorSet } from '@pixel-relay/contracts';
import { type Descriptors, type FieldDescriptor, FieldType, readDescriptors } from './descriptors.ts';

export type MemberKind =
  | 'string'
  | 'bool'
  | 'double'
  | 'int32'
  | 'int64'
  | 'enum'
  | 'message'
  /** Money's amount: units and nanos, exactly from the digits, halves away from zero at the tenth decimal */
  | 'amount'
  /** ISO 8601 with a zone, to ms since 1970 */
  | 'time'
  /** the time when the edge received the event */
  | 'receipt'
  /** any value, carried as its JSON */
  | 'json'
  /** a privacy signal: a string; what else is there becomes UNREADABLE_SIGNAL, which no decoder reads and so denies */
  | 'signal'
  /** the event's name, which decides what `data` is */
  | 'name'
  /** the payload: the message for the event's name, or custom_json */
  | 'data'
  /** customerPrivacy, and privacySignals beside it: one Consent with the signals inside */
  | 'consent'
  | 'signals';

export interface MemberRule {
  /** its name in the raw event */
  readonly name: string;
  /** its name in the generated class */
  readonly key: string;
  readonly number: number;
  readonly kind: MemberKind;
  readonly repeated: boolean;
  /** a value of '', 0 or false is told apart from an absent one */
  readonly presence: boolean;
  /** without it, or with '', the event is none */
  readonly required: boolean;
  /** of a message, consent and signals */
  readonly message: MessageRule | null;
  /** of an enum: the raw event's word -> number */
  readonly values: ReadonlyMap<string, number> | null;
}

export interface MessageRule {
  readonly name: string;
  readonly members: readonly MemberRule[];
}

export interface EventSchema {
  /** required members first, in the order of REQUIRED */
  readonly event: MessageRule;
  /** `data` by event name */
  readonly payloads: ReadonlyMap<string, MemberRule>;
  /** `data` of every other event */
  readonly customPayload: MemberRule;
}

/** An event without one of these is no event. Looked for in this order. */
export const REQUIRED = ['id', 'name', 'clientId', 'timestamp', 'shopId'] as const;

/** Stands for a consent signal that is no text; no such string begins with a parenthesis. */
export const UNREADABLE_SIGNAL = '(unreadable)';

const PACKAGE = '.pixelrelay.event.v1';

/** The root's numbers from here on belong to the stages. */
const FIRST_STAGE_FIELD = 40;

/** What is not as the proto says, by message and field: another name, another form, or no member at all. */
const EXCEPTIONS: Readonly<Record<string, { name?: string; kind?: MemberKind } | null>> = {
  'Event.name': { kind: 'name' },
  'Event.occurred_ms': { name: 'timestamp', kind: 'time' },
  'Event.received_ms': { name: 'receivedAt', kind: 'receipt' },
  'Event.consent': { name: 'customerPrivacy', kind: 'consent' },
  'Event.custom_data_json': { name: 'customData', kind: 'json' },
  'Event.source_offset': null, // the parser's
  'Event.trace_parent': null, // the parser's
  'Consent.signals': null, // the root's privacySignals
  'PrivacySignals.gpp': { kind: 'signal' },
  'PrivacySignals.tcf': { kind: 'signal' },
  'Money.units': { name: 'amount', kind: 'amount' },
  'Money.nanos': null, // with units
  'DiscountValue.units': { name: 'amount', kind: 'amount' },
  'DiscountValue.nanos': null, // with units
};

const KINDS: Readonly<Record<number, MemberKind>> = {
  [FieldType.STRING]: 'string',
  [FieldType.BOOL]: 'bool',
  [FieldType.DOUBLE]: 'double',
  [FieldType.INT32]: 'int32',
  [FieldType.INT64]: 'int64',
  [FieldType.ENUM]: 'enum',
  [FieldType.MESSAGE]: 'message',
};

/** ADVANCED_DOM is advanced-dom in raw events; number 0 has no word. */
const enumWords = (values: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...values].filter(([, n]) => n !== 0).map(([name, n]) => [name.toLowerCase().replaceAll('_', '-'), n]));

class SchemaBuilder {
  private readonly descriptors: Descriptors;
  private readonly messages = new Map<string, MessageRule>();

  constructor(descriptors: Descriptors) {
    this.descriptors = descriptors;
  }

  build(): EventSchema {
    const { fields, oneofs } = this.descriptors.messages.get(`${PACKAGE}.Event`)!;
    const isPayload = (field: FieldDescriptor): boolean => oneofs[field.oneof] === 'payload';
    const own = fields.filter(field => field.number < FIRST_STAGE_FIELD && !isPayload(field));
    const payloads = fields.filter(field => isPayload(field) && field.name !== 'custom_json');
    const custom = fields.find(field => field.name === 'custom_json')!;
    const signals = this.descriptors.messages
      .get(`${PACKAGE}.Consent`)!
      .fields.find(field => field.name === 'signals')!;
    const members = [
      ...this.members('Event', own),
      this.member('Consent', signals, { name: 'privacySignals', kind: 'signals' }),
      this.member('Event', custom, { name: 'data', kind: 'data' }),
    ];
    return {
      event: { name: 'Event', members: members.sort((a, b) => order(a) - order(b)) },
      payloads: new Map(payloads.map(field => [field.name, this.member('Event', field, {})])),
      customPayload: this.member('Event', custom, { kind: 'json' }),
    };
  }

  private message(typeName: string): MessageRule {
    const known = this.messages.get(typeName);
    if (known !== undefined) return known;
    const { name, fields } = this.descriptors.messages.get(typeName)!;
    const rule = { name, members: this.members(name, fields) };
    this.messages.set(typeName, rule);
    return rule;
  }

  private members(message: string, fields: readonly FieldDescriptor[]): MemberRule[] {
    return fields
      .filter(field => EXCEPTIONS[`${message}.${field.name}`] !== null)
      .map(field => this.member(message, field, EXCEPTIONS[`${message}.${field.name}`] ?? {}));
  }

  private member(message: string, field: FieldDescriptor, exception: { name?: string; kind?: MemberKind }): MemberRule {
    const name = exception.name ?? field.jsonName;
    const kind = exception.kind ?? KINDS[field.type];
    if (kind === undefined)
      throw new Error(`${message}.${field.name}: no mapping from JSON for its type; give it one in EXCEPTIONS`);
    return {
      name,
      key: field.jsonName,
      number: field.number,
      kind,
      repeated: field.repeated,
      presence: field.oneof >= 0,
      required: message === 'Event' && REQUIRED.some(required => required === name),
      message: field.type === FieldType.MESSAGE ? this.message(field.typeName) : null,
      values: kind === 'enum' ? enumWords(this.descriptors.enums.get(field.typeName)!) : null,
    };
  }
}

const order = ({ name, required }: MemberRule): number =>
  required ? REQUIRED.findIndex(r => r === name) : REQUIRED.length;

export const eventSchema = (): EventSchema => new SchemaBuilder(readDescriptors(descriptorSet)).build();
