import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { descriptorSet } from '../generated/descriptor-set.ts';
import { Event } from '../messages.ts';
import { EventField } from './event-field.ts';
import { FieldScan } from './field-scan.ts';
import { InvalidWireError } from './invalid-wire-error.ts';

const TEXTS = { id: 1, name: 2, clientId: 4, shopId: 5, shopDomain: 14, traceParent: 10 } as const;
const NUMBERS = { occurredMs: 6, receivedMs: 7, seq: 8, sourceOffset: 9 } as const;
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', '__proto__', 'é', '\0'));
const whole = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer(),
  fc.nat(200),
  fc.constantFrom(0, -1, 2 ** 53 - 1, 1 - 2 ** 53),
);
const events = fc.record(
  {
    id: text,
    name: text,
    type: fc.nat(5),
    clientId: text,
    shopId: text,
    shopDomain: text,
    occurredMs: whole,
    receivedMs: whole,
    seq: whole,
    sourceOffset: whole,
    consent: fc.record({ marketingAllowed: fc.boolean(), signals: fc.record({ gpc: fc.boolean(), gpp: text }) }),
    context: fc.record({ window: fc.record({ innerWidth: fc.double(), origin: text }) }),
    pageViewed: fc.constant({}),
  },
  { requiredKeys: [] },
);
const encode = (event: Parameters<typeof Event.encode>[0]): Buffer => Buffer.from(Event.encode(event).finish());

/** What the scan says of every field that the tests know. */
function seen(scan: FieldScan): Map<string, unknown> {
  const texts = Object.entries(TEXTS).map(([key, number]): [string, unknown] => {
    const value =
      scan.lengthOf(number) > 0 ? scan.bytes.toString('utf8', scan.startOf(number), scan.endOf(number)) : '';
    return [key, value];
  });
  const numbers = Object.entries(NUMBERS).map(([key, number]): [string, unknown] => [key, scan.int64(number)]);
  return new Map([...texts, ...numbers]);
}

function decoded(bytes: Buffer): Map<string, unknown> {
  const event = Event.decode(bytes) as unknown as Record<string, unknown>;
  const texts = Object.keys(TEXTS).map((key): [string, unknown] => [key, event[key] ?? '']);
  return new Map([...texts, ...Object.keys(NUMBERS).map((key): [string, unknown] => [key, event[key]])]);
}

describe('FieldScan', () => {
  it('sees what the generated decoder decodes, wherever in a buffer the event lies', () => {
    const scan = new FieldScan();
    fc.assert(
      fc.property(
        events,
        fc.uint8Array({ maxLength: 20 }),
        fc.uint8Array({ maxLength: 20 }),
        (event, before, after) => {
          const bytes = encode(event);
          scan.read(Buffer.concat([before, bytes, after]), before.length, before.length + bytes.length);
          expect(seen(scan)).toEqual(decoded(bytes));
          expect(scan.has(12)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of any bytes at all gives an InvalidWireError, or what the generated decoder decodes', () => {
    const scan = new FieldScan();
    let scanned = 0;
    const damaged = fc
      .tuple(events, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }), fc.nat(400))
      .map(([event, changes, cut]) => {
        const bytes = encode(event);
        for (const [place, byte] of changes) if (bytes.length > 0) bytes[place % bytes.length] = byte;
        return bytes.subarray(0, Math.max(0, bytes.length - (cut > 300 ? cut - 300 : 0)));
      });
    fc.assert(
      fc.property(
        fc.oneof(
          damaged,
          fc.uint8Array({ maxLength: 60 }).map(bytes => Buffer.from(bytes)),
        ),
        bytes => {
          let found: unknown;
          try {
            scan.read(bytes, 0, bytes.length);
            found = seen(scan);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidWireError);
            return;
          }
          try {
            expect(found).toEqual(decoded(bytes));
            scanned++;
          } catch (error) {
            // Nested damage and bad UTF-8 are found by those who look inside, not by a scan.
            if ((error as { matcherResult?: unknown }).matcherResult !== undefined) throw error;
          }
        },
      ),
      { numRuns: 3_000 },
    );
    expect(scanned).toBeGreaterThan(300);
  });

  it('tells apart absent, empty and there', () => {
    const scan = new FieldScan();
    const event = encode({ pageViewed: {}, id: 'x' });
    scan.read(event, 0, event.length);
    expect([scan.has(20), scan.hasContent(20), scan.lengthOf(20)]).toEqual([true, true, 0]);
    expect([scan.has(21), scan.hasContent(21), scan.lengthOf(21)]).toEqual([false, false, 0]);
    expect([scan.hasContent(1), scan.lengthOf(1)]).toEqual([true, 1]);
    scan.read(Buffer.alloc(0), 0, 0);
    expect([scan.has(20), scan.lengthOf(1), scan.int64(6), scan.isTrue(1)]).toEqual([false, 0, 0, false]);
  });

  it.each([
    ['a field cut off', [0x0a, 5, 0x61]],
    ['a length cut off', [0x0a]],
    ['a long length cut off', [0x0a, 0xff, 0xff]],
    ['a length beyond 32 bits', [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 1]],
    ['a varint without an end', [0x30, 0x80, 0x80]],
    ['a varint of eleven bytes', [0x30, ...new Array<number>(10).fill(0xff), 1]],
    ['a fixed field cut off', [0x09, 1, 2, 3]],
    ['field number 0', [0x02, 0]],
    ['a group', [0x0b, 0x0c]],
    ['wire type 7', [0x0f]],
    ['a tag without an end', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('refuses %s', (_, bytes) => {
    const scan = new FieldScan();
    // Sound fields behind the end must not be taken for the rest.
    const within = Buffer.from([...bytes, 0x0a, 1, 0x61, 0x0a, 1, 0x61]);
    expect(() => scan.read(within, 0, bytes.length)).toThrow(InvalidWireError);
  });

  it('refuses a field that comes twice or in another wire type, once somebody looks at it', () => {
    const scan = new FieldScan();
    const twice = Buffer.concat([encode({ id: 'a' }), encode({ id: 'b', seq: 1 })]);
    scan.read(twice, 0, twice.length);
    expect(scan.int64(8)).toBe(1);
    expect(() => scan.hasContent(1)).toThrow(/field 1 comes twice/);
    const varints = Buffer.from([0x08, 1, 0x32, 1, 0x61]);
    scan.read(varints, 0, varints.length);
    expect(() => scan.lengthOf(1)).toThrow(/field 1 is not length-delimited/);
    expect(() => scan.int64(6)).toThrow(/field 6 is not a varint/);
  });

  it('reads every true there is, and says how high the numbers go', () => {
    const scan = new FieldScan();
    for (const [bytes, expected] of [
      [[0x08, 0], false],
      [[0x08, 1], true],
      [[0x08, 0x80, 1], true],
      [[0x08, 0x80, 0], false],
      [[0x08, 2], true],
    ] as const) {
      scan.read(Buffer.from(bytes), 0, bytes.length);
      expect(scan.isTrue(1)).toBe(expected);
    }
    const high = Buffer.from([0x08, 1, 0xfa, 0xff, 0x07, 1, 0x61]); // fields 1 and 16383
    scan.read(high, 0, high.length);
    expect(scan.highest).toBe(16383);
  });
});

describe('EventField', () => {
  it('numbers fields as the proto does', () => {
    // FieldDescriptorProto: name = 1, number = 3.
    const inEvent = descriptorSet.subarray(
      descriptorSet.indexOf('\n\x05Event'),
      descriptorSet.indexOf('\n\x07Consent'),
    );
    for (const [name, number] of Object.entries(EventField)) {
      const field = name.toLowerCase();
      const start = inEvent.indexOf(`\n${String.fromCharCode(field.length)}${field}`);
      expect([field, start > 0, inEvent[start + 2 + field.length], inEvent[start + 3 + field.length]]).toEqual([
        field,
        true,
        0x18,
        number,
      ]);
    }
  });
});
