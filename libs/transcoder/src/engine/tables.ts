/** The schema, as the engine reads it. */
import type { EventSchema, MemberKind, MemberRule, MessageRule } from '../schema/event-schema.ts';
import { Field, Kind } from './field.ts';
import { FieldTable, MessageTable } from './field-table.ts';

const WireType = { VARINT: 0, FIXED64: 1, BYTES: 2 } as const;

const KINDS: Readonly<Record<MemberKind, readonly [kind: number, wireType: number]>> = {
  string: [Kind.STRING, WireType.BYTES],
  bool: [Kind.BOOL, WireType.VARINT],
  double: [Kind.DOUBLE, WireType.FIXED64],
  int32: [Kind.INT, WireType.VARINT],
  int64: [Kind.INT, WireType.VARINT],
  enum: [Kind.ENUM, WireType.VARINT],
  message: [Kind.MESSAGE, WireType.BYTES],
  amount: [Kind.AMOUNT, WireType.VARINT],
  time: [Kind.TIME, WireType.VARINT],
  receipt: [Kind.RECEIPT, WireType.VARINT],
  json: [Kind.RAW, WireType.BYTES],
  signal: [Kind.SIGNAL, WireType.BYTES],
  name: [Kind.NAME, WireType.BYTES],
  data: [Kind.DATA, WireType.BYTES],
  consent: [Kind.CONSENT, WireType.BYTES],
  signals: [Kind.SIGNALS, WireType.BYTES],
};

export interface Tables {
  readonly event: MessageTable;
  /** the field for `data`, to be found by the event's name in quotes */
  readonly payloads: FieldTable;
  /** a field with the message that `data` must be if it begins with the member by which this is found */
  readonly payloadGuesses: FieldTable;
  readonly customPayload: Field;
  /** Event.consent, as it is with one of customerPrivacy and privacySignals, and with both: sizes are predicted apart */
  readonly consentOfOne: Field;
  readonly consentOfBoth: Field;
}

/** Throws for a schema that the engine cannot do justice to. */
export function compileTables({ event, payloads, customPayload }: EventSchema): Tables {
  const tables = new Map<MessageRule, MessageTable>();

  const table = (message: MessageRule): MessageTable => {
    let known = tables.get(message);
    if (known === undefined) {
      tables.set(message, (known = new MessageTable()));
      known.fill(
        message.name,
        message.members.map(rule => field(rule).recognise(`"${rule.name}":`)),
      );
    }
    return known;
  };

  const field = (rule: MemberRule): Field => {
    const [kind, wireType] = KINDS[rule.kind];
    if (!rule.presence && (kind === Kind.BOOL || kind === Kind.DOUBLE))
      throw new Error(`${rule.name}: declare it optional; false and 0 would be lost otherwise`);
    if (rule.presence && kind === Kind.STRING)
      throw new Error(`${rule.name}: the engine leaves empty strings out; do not declare it optional`);
    if (rule.repeated && !['string', 'int32', 'int64', 'message'].includes(rule.kind))
      throw new Error(`${rule.name}: the engine has no arrays of ${rule.kind}; teach it in values.ts`);
    const result = new Field().onWire(rule.number, rule.repeated ? WireType.BYTES : wireType);
    result.kind = rule.repeated ? Kind.REPEATED : kind;
    result.element = kind;
    result.limit = rule.kind === 'int32' ? 2 ** 31 : 2 ** 53;
    result.presence = rule.presence;
    result.required = rule.required ? 1 : 0; // the table makes it the bit
    if (rule.message !== null) result.child = table(rule.message);
    if (rule.values !== null) result.words = enumWords(rule.values);
    return result;
  };

  const tagLengths = new Set([...payloads.values()].map(rule => field(rule).tagLength));
  if (tagLengths.size > 1)
    throw new Error('payloads with tags of several lengths: a guessed one could not be corrected');
  const guesses = new Map<string, MemberRule>();
  for (const rule of payloads.values()) for (const { name } of rule.message!.members) guesses.set(name, rule);
  const consent = event.members.find(rule => rule.kind === 'consent')!;
  return {
    event: table(event),
    payloads: new FieldTable([...payloads].map(([name, rule]) => field(rule).recognise(`"${name}"`))),
    payloadGuesses: new FieldTable([...guesses].map(([member, rule]) => field(rule).recognise(`"${member}":`))),
    customPayload: field(customPayload),
    consentOfOne: field(consent),
    consentOfBoth: field(consent),
  };
}

const enumWords = (values: ReadonlyMap<string, number>): FieldTable =>
  new FieldTable([...values].map(([word, value]) => Object.assign(new Field().recognise(`"${word}"`), { value })));
