/**
 * The schema as the engine reads it: one Field per member, in chains of prediction.
 *
 * Fast because an object's members nearly always come in the order of last time: each field remembers which one followed
 * it (`next`), and the engine compares `"name":` with the input in four-byte words, without looking a name up.
 */
import type { EventSchema, MemberKind, MemberRule, MessageRule } from '../schema/event-schema.ts';

export const Kind = {
  STRING: 0,
  MESSAGE: 1,
  BOOL: 2,
  DOUBLE: 3,
  /** the missing member of {} */
  NOTHING: 4,
  INT: 5,
  AMOUNT: 6,
  REPEATED: 7,
  ENUM: 8,
  TIME: 9,
  RECEIPT: 10,
  NAME: 11,
  DATA: 12,
  /** any value, carried as it is */
  RAW: 13,
  SIGNAL: 14,
  CONSENT: 15,
  SIGNALS: 16,
  /** any member that is not in the table */
  UNKNOWN: 17,
} as const;

const KINDS: Readonly<Record<MemberKind, number>> = {
  string: Kind.STRING,
  bool: Kind.BOOL,
  double: Kind.DOUBLE,
  int32: Kind.INT,
  int64: Kind.INT,
  enum: Kind.ENUM,
  message: Kind.MESSAGE,
  amount: Kind.AMOUNT,
  time: Kind.TIME,
  receipt: Kind.RECEIPT,
  consent: Kind.CONSENT,
  signals: Kind.SIGNALS,
  json: Kind.RAW,
  signal: Kind.SIGNAL,
  name: Kind.NAME,
  data: Kind.DATA,
};

const WireType = { VARINT: 0, FIXED64: 1, BYTES: 2 } as const;
const wireType = (kind: MemberKind): number => {
  if (kind === 'double') return WireType.FIXED64;
  return ['bool', 'int32', 'int64', 'enum', 'time', 'receipt', 'amount'].includes(kind)
    ? WireType.VARINT
    : WireType.BYTES;
};

/** Longest names are some 30 bytes: 8 words each leaves room for a thousand fields. */
const PATTERN_WORDS = 8192;
/** `"name":` of every field as little-endian words, the first and the last four bytes left out: those are in the field. */
export const patterns = new Int32Array(PATTERN_WORDS);
let patternsUsed = 0;

// No field starts with a double, null or another type than it will have: V8 then keeps integers as integers, without
// checks. What the main loop reads comes first, to share cache lines.
export class Field {
  /** prediction: the member that followed this one last time */
  next: Field = this;
  /** first and last four bytes of `"name":`; as they stand here they are at the same place and match nothing */
  first = 0x01010101;
  last = 0x02020202;
  /** bytes of `"name":` */
  length = 4;
  /** where its other words begin in `patterns` */
  at = 0;
  /** in the set of members seen in an object */
  bit = 0;
  kind: number = Kind.NOTHING;
  /** the tag's bytes, as a little-endian integer */
  tag = 0;
  tagLength = 0;
  /** prediction: bytes of tag and length, as last time */
  header = 0;
  /** of MESSAGE, and of REPEATED messages */
  child: MessageTable | null = null;
  /** of REPEATED: the elements' kind */
  element: number = Kind.NOTHING;
  /** of ENUM */
  words: Names | null = null;
  /** of an enum's word */
  value = 0;
  /** its bit again, if an event without it is no event */
  required = 0;
  /** of INT: less than this, and not less than its negative */
  limit = 0;
  /** 0 is told apart from absent */
  presence = false;
  readonly name: Buffer;

  constructor(name: string) {
    this.name = Buffer.from(name);
  }

  /** Gives it `"name":` to be recognised by. */
  inObject(): this {
    const pattern = Buffer.from(`"${this.name.toString()}":`);
    this.length = pattern.length;
    this.first = pattern.readInt32LE(0);
    this.last = pattern.readInt32LE(pattern.length - 4);
    this.at = patternsUsed;
    for (let i = 4; i + 4 < pattern.length; i += 4) {
      if (patternsUsed === PATTERN_WORDS) throw new Error('more member names than PATTERN_WORDS holds: raise it');
      patterns[patternsUsed++] = pattern.readInt32LE(i);
    }
    return this;
  }

  onWire(number: number, wire: number): this {
    const tag = (number << 3) | wire;
    if (tag >= 1 << 14) throw new Error(`field number ${number}: the engine's tags have one or two bytes`);
    this.tagLength = tag < 128 ? 1 : 2;
    this.tag = tag < 128 ? tag : (tag & 127) | 128 | ((tag >> 7) << 8);
    this.header = this.tagLength + 1;
    return this;
  }
}

/** Finds fields by the bytes of their names: a hash table with open addressing, at most a quarter full. */
export class Names {
  private readonly slots: (Field | null)[];
  private readonly mask: number;
  /** prediction: what was found last time */
  private last: Field | null;

  constructor(fields: readonly Field[]) {
    this.last = fields[0] ?? null;
    let size = 8;
    while (size < fields.length * 4) size *= 2;
    this.mask = size - 1;
    this.slots = new Array<Field | null>(size).fill(null);
    for (const field of fields) {
      let slot = hash(field.name, 0, field.name.length) & this.mask;
      while (this.slots[slot] !== null) slot = (slot + 1) & this.mask;
      this.slots[slot] = field;
    }
  }

  find(bytes: Uint8Array, start: number, end: number): Field | null {
    if (this.last !== null && same(this.last.name, bytes, start, end)) return this.last;
    for (let slot = hash(bytes, start, end) & this.mask; ; slot = (slot + 1) & this.mask) {
      const field = this.slots[slot]!;
      if (field === null) return null;
      if (same(field.name, bytes, start, end)) return (this.last = field);
    }
  }
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let h = 0;
  for (let i = start; i < end; i++) h = (Math.imul(h, 31) + bytes[i]!) | 0;
  return h ^ (h >>> 15);
}

function same(name: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  let i = 0;
  while (i < name.length && name[i] === bytes[start + i]) i++;
  return i === name.length;
}

/** What an object may hold. */
export class MessageTable {
  /** stands before the first member */
  readonly head = new Field('');
  readonly nothing = new Field('');
  readonly unknown = new Field('');
  names = new Names([]);
  /** bits of the members that must be there */
  required = 0;

  constructor() {
    this.unknown.kind = Kind.UNKNOWN;
  }

  fill(message: string, fields: readonly Field[]): void {
    if (fields.length > 31) throw new Error(`${message}: more than 31 members, the bits of one integer; split it`);
    for (const [i, field] of fields.entries()) {
      field.bit = 1 << i;
      if (field.required !== 0) this.required |= field.required = field.bit;
    }
    this.names = new Names(fields);
    if (fields.length > 0) this.head.next = this.unknown.next = fields[0]!;
  }
}

export interface Tables {
  readonly event: MessageTable;
  /** by event name: the field for `data` */
  readonly payloads: Names;
  readonly customPayload: Field;
  /** Event.consent, as it is with one of customerPrivacy and privacySignals, and with both: sizes are predicted apart */
  readonly consentOfOne: Field;
  readonly consentOfBoth: Field;
}

export function compileTables(schema: EventSchema): Tables {
  const tables = new Map<MessageRule, MessageTable>();
  const table = (message: MessageRule): MessageTable => {
    let known = tables.get(message);
    if (known === undefined) {
      tables.set(message, (known = new MessageTable()));
      known.fill(
        message.name,
        message.members.map(rule => field(rule).inObject()),
      );
    }
    return known;
  };
  const field = (rule: MemberRule, name = rule.name): Field => {
    const kind = KINDS[rule.kind];
    if (!rule.presence && (kind === Kind.BOOL || kind === Kind.DOUBLE))
      throw new Error(`${name}: declare it optional; false and 0 would be lost otherwise`);
    if (rule.presence && kind === Kind.STRING && !rule.repeated)
      throw new Error(`${name}: the engine leaves empty strings out; do not declare it optional`);
    const result = new Field(name).onWire(rule.number, rule.repeated ? WireType.BYTES : wireType(rule.kind));
    result.kind = rule.repeated ? Kind.REPEATED : kind;
    result.element = kind;
    result.limit = rule.kind === 'int32' ? 2 ** 31 : 2 ** 53;
    result.presence = rule.presence;
    result.required = rule.required ? 1 : 0; // fill makes it the bit
    if (rule.message !== null) result.child = table(rule.message);
    if (rule.values !== null) result.words = new Names([...rule.values].map(([word, value]) => enumWord(word, value)));
    return result;
  };

  const { event, payloads, customPayload } = schema;
  const consent = event.members.find(rule => rule.key === 'consent')!;
  return {
    event: table(event),
    payloads: new Names([...payloads].map(([name, rule]) => field(rule, name))),
    customPayload: field(customPayload),
    consentOfOne: field(consent),
    consentOfBoth: field(consent),
  };
}

function enumWord(word: string, value: number): Field {
  const field = new Field(word);
  field.value = value;
  return field;
}
