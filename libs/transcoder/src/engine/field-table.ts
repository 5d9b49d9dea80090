/** Finds the field of a text. Fast because the text's first and last word are hash enough. */
import { Field, isAt, Kind } from './field.ts';

/** A hash table with open addressing, at most a quarter full. */
export class FieldTable {
  private readonly slots: (Field | null)[];
  private readonly mask: number;

  constructor(fields: readonly Field[]) {
    let size = 8;
    while (size < fields.length * 4) size *= 2;
    this.mask = size - 1;
    this.slots = new Array<null>(size).fill(null);
    for (const field of fields) {
      let slot = hash(field.first, field.last) & this.mask;
      while (this.slots[slot] !== null) slot = (slot + 1) & this.mask;
      this.slots[slot] = field;
    }
  }

  /** Of the text at [p, end). Reads up to two bytes before p, where a brace or a field's header is. */
  find(d: DataView, p: number, end: number): Field | null {
    let slot = hash(d.getInt32(p, true), d.getInt32(end - 4, true)) & this.mask;
    for (; ; slot = (slot + 1) & this.mask) {
      const field = this.slots[slot]!;
      if (field === null) return null;
      if (field.length === end - p && isAt(d, p, field)) return field;
    }
  }
}

function hash(first: number, last: number): number {
  const h = Math.imul(first ^ Math.imul(last, 0x2c1b3c6d), 0x297a2d39);
  return h ^ (h >>> 15);
}

/** bits of one integer */
const MEMBERS_MAX = 31;

/** The members of one kind of object. */
export class MessageTable {
  /** stands before the first member */
  readonly head = new Field();
  readonly nothing = new Field();
  readonly unknown = new Field();
  /** bits of the members that must be there */
  required = 0;
  private members = new FieldTable([]);

  constructor() {
    this.unknown.kind = Kind.UNKNOWN;
  }

  fill(message: string, fields: readonly Field[]): void {
    if (fields.length > MEMBERS_MAX) throw new Error(`${message}: more than ${MEMBERS_MAX} members; split it`);
    this.members = new FieldTable(fields);
    for (const [i, field] of fields.entries()) {
      field.bit = 1 << i;
      if (field.required !== 0) this.required |= field.required = field.bit;
    }
  }

  /** The member whose `"name":` is at [p, end). */
  find(d: DataView, p: number, end: number): Field {
    return this.members.find(d, p, end) ?? this.unknown;
  }
}
