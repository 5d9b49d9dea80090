/** Which descriptor file declares which name, and what else a reader of that file needs. */
import { Reader } from 'protobufjs';

/** Numbers of google/protobuf/descriptor.proto; only what is looked up by name is read. */
const FILES = 1;
const FILE = { name: 1, package: 2, dependency: 3, message: 4, enum: 5, service: 6 } as const;
const NAME = 1;
const MESSAGE = { nested: 3, enum: 4 } as const;
const METHOD = 2;
const LENGTH_DELIMITED = 2;

interface DescriptorFile {
  readonly name: string;
  /** the encoded FileDescriptorProto, unchanged */
  readonly bytes: Buffer;
  readonly dependencies: readonly string[];
}

export class DescriptorIndex {
  readonly #files = new Map<string, DescriptorFile>();
  readonly #fileOfSymbol = new Map<string, DescriptorFile>();

  /** Adds encoded FileDescriptorProtos. */
  add(files: readonly Buffer[]): this {
    for (const bytes of files) {
      const fields = readFields(bytes);
      const texts = (number: number): string[] => (fields.get(number) ?? []).map(value => value.toString());
      const file = { name: texts(FILE.name)[0] ?? '', bytes, dependencies: texts(FILE.dependency) };
      this.#files.set(file.name, file);
      const scope = texts(FILE.package)[0] ?? '';
      const declare = (symbol: string): void => void this.#fileOfSymbol.set(symbol, file);
      for (const each of fields.get(FILE.message) ?? []) declareMessage(each, scope, declare);
      for (const each of fields.get(FILE.enum) ?? []) declare(qualified(scope, nameOf(readFields(each))));
      for (const each of fields.get(FILE.service) ?? []) {
        const service = readFields(each);
        const name = qualified(scope, nameOf(service));
        declare(name);
        for (const method of service.get(METHOD) ?? []) declare(qualified(name, nameOf(readFields(method))));
      }
    }
    return this;
  }

  /** Adds the files of an encoded FileDescriptorSet. */
  addSet(set: Buffer): this {
    return this.add(readFields(set).get(FILES) ?? []);
  }

  has(symbol: string): boolean {
    return this.#fileOfSymbol.has(symbol);
  }

  /** The file that declares a message, enum, service or method, then all that it imports; null: nobody declares it. */
  filesOfSymbol(symbol: string): Buffer[] | null {
    const file = this.#fileOfSymbol.get(symbol);
    return file ? this.#withDependencies(file) : null;
  }

  filesByName(name: string): Buffer[] | null {
    const file = this.#files.get(name);
    return file ? this.#withDependencies(file) : null;
  }

  #withDependencies(first: DescriptorFile): Buffer[] {
    const found = new Set([first]);
    for (const file of found)
      for (const name of file.dependencies) {
        const dependency = this.#files.get(name);
        if (dependency) found.add(dependency);
      }
    return [...found].map(file => file.bytes);
  }
}

/** The length-delimited fields of a message, by number. */
function readFields(bytes: Buffer): Map<number, Buffer[]> {
  const fields = new Map<number, Buffer[]>();
  const reader = Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if ((tag & 7) !== LENGTH_DELIMITED) {
      reader.skipType(tag & 7);
      continue;
    }
    const values = fields.get(tag >>> 3) ?? [];
    values.push(Buffer.from(reader.bytes()));
    fields.set(tag >>> 3, values);
  }
  return fields;
}

const nameOf = (fields: Map<number, Buffer[]>): string => fields.get(NAME)?.[0]?.toString() ?? '';
const qualified = (scope: string, name: string): string => (scope === '' ? name : `${scope}.${name}`);

function declareMessage(bytes: Buffer, scope: string, declare: (symbol: string) => void): void {
  const fields = readFields(bytes);
  const name = qualified(scope, nameOf(fields));
  declare(name);
  for (const each of fields.get(MESSAGE.nested) ?? []) declareMessage(each, name, declare);
  for (const each of fields.get(MESSAGE.enum) ?? []) declare(qualified(name, nameOf(readFields(each))));
}
