/**
 * The message definitions, read from the descriptor set that the contracts carry. Only what the mapping needs of
 * google/protobuf/descriptor.proto is read; the numbers below are that file's.
 */
import protobuf from 'protobufjs/minimal.js';

export interface MessageDescriptor {
  readonly name: string;
  readonly fields: readonly FieldDescriptor[];
  readonly oneofs: readonly string[];
}

export interface FieldDescriptor {
  /** as in the proto: product_viewed */
  readonly name: string;
  /** as in JSON and in the generated classes: productViewed */
  readonly jsonName: string;
  readonly number: number;
  readonly type: number;
  /** of a message or an enum: .package.Name */
  readonly typeName: string;
  readonly repeated: boolean;
  /** index into the message's oneofs, or -1; `optional` makes one of its own */
  readonly oneof: number;
}

export const FieldType = {
  DOUBLE: 1,
  INT64: 3,
  INT32: 5,
  BOOL: 8,
  STRING: 9,
  MESSAGE: 11,
  BYTES: 12,
  ENUM: 14,
} as const;

export interface Descriptors {
  readonly messages: ReadonlyMap<string, MessageDescriptor>;
  /** value name -> number, by enum */
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

type Read = (reader: protobuf.Reader) => void;

/** Reads one message: the reader of each field number that matters, the rest skipped. */
function readMessage(reader: protobuf.Reader, length: number, readers: Readonly<Record<number, Read>>): void {
  const end = reader.pos + length;
  while (reader.pos < end) {
    const tag = reader.uint32();
    const read = readers[tag >>> 3];
    if (read === undefined) reader.skipType(tag & 7);
    else read(reader);
  }
}

const nested =
  (readers: Readonly<Record<number, Read>>): Read =>
  reader =>
    readMessage(reader, reader.uint32(), readers);

function readField(reader: protobuf.Reader): FieldDescriptor {
  const field = { name: '', jsonName: '', number: 0, type: 0, typeName: '', repeated: false, oneof: -1 };
  readMessage(reader, reader.uint32(), {
    1: r => (field.name = r.string()),
    3: r => (field.number = r.int32()),
    4: r => (field.repeated = r.int32() === 3),
    5: r => (field.type = r.int32()),
    6: r => (field.typeName = r.string()),
    9: r => (field.oneof = r.int32()),
    10: r => (field.jsonName = r.string()),
  });
  return field;
}

function readMessageType(reader: protobuf.Reader): MessageDescriptor {
  const message = { name: '', fields: [] as FieldDescriptor[], oneofs: [] as string[] };
  readMessage(reader, reader.uint32(), {
    1: r => (message.name = r.string()),
    2: r => message.fields.push(readField(r)),
    8: nested({ 1: r => message.oneofs.push(r.string()) }),
  });
  return message;
}

function readEnum(reader: protobuf.Reader): { name: string; values: Map<string, number> } {
  const values = new Map<string, number>();
  let name = '';
  readMessage(reader, reader.uint32(), {
    1: r => (name = r.string()),
    2: r => {
      let key = '';
      let number = 0;
      readMessage(r, r.uint32(), { 1: s => (key = s.string()), 2: s => (number = s.int32()) });
      values.set(key, number);
    },
  });
  return { name, values };
}

/** @param descriptorSet google.protobuf.FileDescriptorSet. Messages inside messages are not looked for: the protos have none. */
export function readDescriptors(descriptorSet: Buffer): Descriptors {
  const messages = new Map<string, MessageDescriptor>();
  const enums = new Map<string, ReadonlyMap<string, number>>();
  const reader = protobuf.Reader.create(descriptorSet);
  const readFile = (): void => {
    let packageName = '';
    const messagesHere: MessageDescriptor[] = [];
    const enumsHere: { name: string; values: Map<string, number> }[] = [];
    readMessage(reader, reader.uint32(), {
      2: r => (packageName = r.string()),
      4: r => messagesHere.push(readMessageType(r)),
      5: r => enumsHere.push(readEnum(r)),
    });
    for (const message of messagesHere) messages.set(`.${packageName}.${message.name}`, message);
    for (const { name, values } of enumsHere) enums.set(`.${packageName}.${name}`, values);
  };
  readMessage(reader, descriptorSet.length, { 1: readFile });
  return { messages, enums };
}
