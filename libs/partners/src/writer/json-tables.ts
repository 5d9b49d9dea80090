/**
 * What the writer needs to know of each message, compiled once from the message definitions: by the tag that a field has
 * on the wire, how it is written as JSON.
 */
import { descriptorSet } from '@pixel-relay/contracts';
import descriptors from 'protobufjs/ext/descriptor.js';
import { PERSONAL_FIELDS } from '../payload/personal-fields.ts';
import { type Words, wordsOf } from './words.ts';

export const Kind = {
  STRING: 0,
  VARINT: 1,
  BOOL: 2,
  DOUBLE: 3,
  MESSAGE: 4,
  AMOUNT: 5,
  ATTRIBUTE: 6,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

export interface JsonField {
  readonly number: number;
  /** the field among those of its message */
  readonly bit: number;
  /** on the wire, as a number; as bytes it is one or two, of which the first is tagByte */
  readonly tag: number;
  readonly tagLength: number;
  readonly tagByte: number;
  /** `,"name":` */
  readonly opening: Words;
  readonly kind: Kind;
  /** a number of 32 bits: of a wider one decoders take the lower half */
  readonly narrow: boolean;
  readonly repeated: boolean;
  /** written even where it has its type's zero: it would not be on the wire otherwise */
  readonly explicit: boolean;
  /** personal, and not for this partner */
  readonly withheld: boolean;
  /** of MESSAGE, and of the special kinds of message */
  readonly table: JsonTable | null;
}

export interface JsonTable {
  /** by tag; a hole: not known */
  readonly byTag: readonly (JsonField | undefined)[];
  /** by member name */
  readonly byName: ReadonlyMap<string, JsonField>;
}

const PACKAGE = '.pixelrelay.event.v1.';
const WIRE_VARINT = 0;
const WIRE_FIXED64 = 1;
const WIRE_DELIMITED = 2;
/** google.protobuf.FieldDescriptorProto.Type and Label */
const TYPE = { DOUBLE: 1, INT64: 3, INT32: 5, BOOL: 8, STRING: 9, MESSAGE: 11, BYTES: 12, ENUM: 14 };
const LABEL_REPEATED = 3;
/** Sightings are kept in the bits of one integer. */
const NUMBER_MAX = 31;

const SPECIAL: Readonly<Record<string, Kind>> = {
  Money: Kind.AMOUNT,
  DiscountValue: Kind.AMOUNT,
  Attribute: Kind.ATTRIBUTE,
};

interface FieldDescription {
  readonly name: string;
  readonly jsonName: string;
  readonly number: number;
  readonly type: number;
  readonly label: number;
  readonly typeName: string;
  readonly proto3Optional: boolean;
}

export type JsonTables = (message: string) => JsonTable;

/** @param guarded identity is not plain: personal fields are withheld */
export function compileJsonTables(guarded: boolean): JsonTables {
  const described = describeMessages();
  const compiled = new Map<string, { byTag: (JsonField | undefined)[]; byName: Map<string, JsonField> }>();

  const tableOf = (message: string): JsonTable => {
    const known = compiled.get(message);
    if (known !== undefined) return known;
    const fields = described.get(message);
    if (fields === undefined) throw new Error(`there is no message ${message} in the contracts`);
    const table = { byTag: [] as (JsonField | undefined)[], byName: new Map<string, JsonField>() };
    // Before its fields, so that a message may hold itself.
    compiled.set(message, table);
    const personal = guarded ? (PERSONAL_FIELDS[message] ?? []) : [];
    for (const field of fields) {
      const one = compileField(message, field, personal.includes(field.jsonName));
      table.byTag[one.tag] = one;
      table.byName.set(field.jsonName, one);
    }
    return table;
  };

  const compileField = (message: string, field: FieldDescription, withheld: boolean): JsonField => {
    if (field.number > NUMBER_MAX)
      throw new Error(`${message}.${field.name}: numbers above ${NUMBER_MAX} need wider bits`);
    const repeated = field.label === LABEL_REPEATED;
    const nested = field.type === TYPE.MESSAGE ? field.typeName.slice(PACKAGE.length) : '';
    const kind = kindOf(message, field, nested);
    const wire =
      kind === Kind.DOUBLE ? WIRE_FIXED64 : kind === Kind.VARINT || kind === Kind.BOOL ? WIRE_VARINT : WIRE_DELIMITED;
    if (repeated && wire !== WIRE_DELIMITED)
      throw new Error(`${message}.${field.name}: lists of numbers are not written yet`);
    const tag = field.number * 8 + wire;
    return {
      number: field.number,
      bit: 1 << field.number,
      tag,
      tagLength: tag < 128 ? 1 : 2,
      tagByte: tag < 128 ? tag : (tag & 127) | 128,
      opening: wordsOf(`,${JSON.stringify(field.jsonName)}:`),
      kind,
      narrow: field.type === TYPE.INT32 || field.type === TYPE.ENUM,
      repeated,
      explicit: field.proto3Optional || kind >= Kind.MESSAGE,
      withheld,
      table: nested === '' ? null : tableOf(nested),
    };
  };
  return tableOf;
}

function kindOf(message: string, { name, type }: FieldDescription, nested: string): Kind {
  switch (type) {
    case TYPE.STRING:
      return Kind.STRING;
    case TYPE.INT64:
    case TYPE.INT32:
      return Kind.VARINT;
    case TYPE.BOOL:
      return Kind.BOOL;
    case TYPE.DOUBLE:
      return Kind.DOUBLE;
    case TYPE.MESSAGE:
      return SPECIAL[nested] ?? Kind.MESSAGE;
    default:
      throw new Error(`${message}.${name}: no way to write its type yet; teach json-tables.ts`);
  }
}

/** The messages of an event, but not the event itself: what it says at the top is put together by hand. */
function describeMessages(): Map<string, FieldDescription[]> {
  const set = descriptors.FileDescriptorSet.decode(descriptorSet) as unknown as {
    file: { package: string; messageType: { name: string; field: FieldDescription[] }[] }[];
  };
  const messages = set.file.filter(file => `.${file.package}.` === PACKAGE).flatMap(file => file.messageType);
  return new Map(messages.map(({ name, field }) => [name, field]));
}
