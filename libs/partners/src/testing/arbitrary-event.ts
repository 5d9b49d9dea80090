/** Any event that the contracts can express, for the specs, made after the message definitions. */
import { descriptorSet, Event } from '@pixel-relay/contracts';
import fc from 'fast-check';
import descriptors from 'protobufjs/ext/descriptor.js';

interface Field {
  readonly jsonName: string;
  readonly type: number;
  readonly label: number;
  readonly typeName: string;
  readonly oneofIndex?: number;
  readonly proto3Optional?: boolean;
}

const PACKAGE = '.pixelrelay.event.v1.';
const messages = new Map(
  (
    descriptors.FileDescriptorSet.decode(descriptorSet) as unknown as {
      file: { package: string; messageType: { name: string; field: Field[] }[] }[];
    }
  ).file
    .filter(file => `.${file.package}.` === PACKAGE)
    .flatMap(file => file.messageType.map(({ name, field }) => [name, field] as const)),
);

/** Text that is easy to get wrong. */
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    '"quoted" \\ and \u0000\u001f\u007f\n',
    'ann@example.com',
    'mail Ann <ann.b+c@example.co.uk>, or not',
    'https://shop.example/?email=ann%40example.com&x=100%25',
    'https://shop.example/p?q=50%&r=%4',
    'back\\slash, long enough',
    '\\',
    'a tab\there, long enough',
    'brackets [] {} and ! only',
    '%40',
    'a@',
    '@@',
    'ends with %4',
    'ünïcode \u2028 🛒',
    'x'.repeat(200),
  ),
);

const json = fc
  .oneof(
    fc.json(),
    fc.constantFrom(
      '{"email":"ann@example.com","nested":{"first_name":"Ann","ok":1},"note":"write to ann@example.com"}',
      '{"element":{"type":"text","value":"what was typed","name":"q"}}',
      '[{"billing-address":{"city":"Rome"}},{"a":"b@c.de"}]',
      ' { "spaced" : 1.0e2 } ',
      '{"__proto__":{"phone":"1"},"a":{"__proto__":2}}',
      'not json',
      '{"broken":',
    ),
  )
  .map(one => Buffer.from(one));

const number = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 1, 127, 128, 2 ** 31 - 1, -(2 ** 31)));

function scalar({ type }: Field): fc.Arbitrary<unknown> {
  switch (type) {
    case 1:
      return fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, Infinity, 1e21, 0.1));
    case 3:
      return fc.oneof(number, fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 40));
    case 5:
      return number;
    case 8:
      return fc.boolean();
    case 12:
      return json;
    case 14:
      return fc.integer({ min: 0, max: 7 });
    default:
      return text;
  }
}

function arbitraryMessage(name: string, depth: number): fc.Arbitrary<object> {
  const fields = messages.get(name)!;
  const parts = fields.flatMap(field => {
    const nested = field.type === 11 ? field.typeName.slice(PACKAGE.length) : null;
    if (nested !== null && depth === 0) return [];
    if (name === 'Event' && ['verdict', 'consent', 'id'].includes(field.jsonName)) return [];
    const value = nested === null ? scalar(field) : arbitraryMessage(nested, depth - 1);
    const whole: fc.Arbitrary<unknown> = field.label === 3 ? fc.array(value, { maxLength: 3 }) : value;
    return [[field.jsonName, fc.option(whole, { nil: undefined })] as const];
  });
  return fc.record(Object.fromEntries(parts)).map(message => {
    const given = Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined));
    return name === 'Event' ? onePayload(given) : given;
  });
}

const payloads = new Set(
  messages
    .get('Event')!
    .filter(field => field.proto3Optional !== true && Object.hasOwn(field, 'oneofIndex'))
    .map(({ jsonName }) => jsonName),
);

function onePayload(event: Record<string, unknown>): object {
  const chosen = Object.keys(event).filter(name => payloads.has(name));
  const keep = chosen[Math.abs(Number(event['seq'] ?? 0)) % chosen.length];
  return Object.fromEntries(Object.entries(event).filter(([name]) => !payloads.has(name) || name === keep));
}

const stamps = fc.integer({ min: -62_200_000_000_000, max: 253_500_000_000_000 });

/** An encoded event, with what a decoder makes of it. */
export const arbitraryEvent: fc.Arbitrary<Buffer> = fc
  .tuple(arbitraryMessage('Event', 6), text, stamps, fc.oneof(fc.constant(0), stamps))
  .map(([event, id, occurredMs, receivedMs]) =>
    Buffer.from(Event.encode(Event.create({ ...event, id, occurredMs, receivedMs })).finish()),
  );
