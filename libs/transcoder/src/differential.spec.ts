/** The engine does what JSON.parse, a mapping and protobufjs do: same verdicts, same messages. (More of it: fuzz.spec.ts.) */
import { describe, expect, it } from '@jest/globals';
import { EventBatch } from '@pixel-relay/contracts';
import fc from 'fast-check';
import { Differential } from './fixtures/differential.ts';
import { GOLDEN_EVENTS } from './fixtures/golden-events.ts';
import { packJob } from './fixtures/jobs.ts';
import { NASTY_DOCUMENTS } from './fixtures/nasty-documents.ts';
import { createTranscoder, DEFAULT_LIMITS } from './index.ts';
import { eventSchema } from './schema/event-schema.ts';

const JOB_EVENTS = 40;

const differential = new Differential(DEFAULT_LIMITS);
const chunks = <T>(values: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(values.length / JOB_EVENTS) }, (_, i) =>
    values.slice(i * JOB_EVENTS, (i + 1) * JOB_EVENTS),
  );

describe('engine and reference agree on', () => {
  it.each(Object.keys(NASTY_DOCUMENTS))('nasty documents: %s', theme => {
    for (const documents of chunks(NASTY_DOCUMENTS[theme]!)) differential.check(documents);
  });

  it('any numbers, where they are amounts, quantities, measures and digits', () => {
    const digits = (max: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: max }).map(d => d.join(''));
    const number = fc
      .tuple(
        fc.constantFrom('', '-'),
        fc.oneof(
          fc.constant('0'),
          digits(20).map(d => d.replace(/^0+(?=.)/, '')),
        ),
        fc.oneof(
          fc.constant(''),
          digits(25).map(d => `.${d}`),
        ),
        fc.oneof(
          fc.constant(''),
          fc.integer({ min: -40, max: 40 }).map(e => `e${e}`),
        ),
      )
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(number, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)), {
          minLength: 1,
          maxLength: 8,
        }),
        numbers => {
          differential.check(
            numbers.flatMap(n =>
              [n, `"${n}"`].map(
                json =>
                  `{"id":${json},"name":"checkout_started","clientId":1,"shopId":1,"timestamp":"2026-01-02T03:04:05Z","seq":${json},` +
                  `"context":{"window":{"innerWidth":${json}}},"data":{"checkout":{"totalPrice":{"amount":${json}},` +
                  `"lineItems":[{"quantity":${json}}],"discountApplications":[{"value":{"amount":${json},"percentage":${json}}}]}}}`,
              ),
            ),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('objects with any values for any of the schema members', () => {
    const schema = eventSchema();
    const names = new Set(schema.event.members.map(member => member.name));
    for (const rule of schema.payloads.values()) for (const member of rule.message!.members) names.add(member.name);
    const { value } = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, false, 0, 1, -1, 1.5, '', '7', 'standard', '2026-01-02T03:04:05Z'),
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value'), {
          maxKeys: 6,
          noNullPrototype: true,
        }),
      ),
    }));
    const golden = fc.constantFrom(...GOLDEN_EVENTS.map(({ raw }) => raw));
    fc.assert(
      fc.property(golden, fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }), (raw, members) => {
        differential.check([JSON.stringify({ ...raw, ...members }), JSON.stringify({ ...members, ...raw })]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 30 }), { minLength: 1, maxLength: 20 }), records => {
        differential.check(records.map(record => Buffer.from(record)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the engine', () => {
  it('makes the same message of members in any order', () => {
    const engine = createTranscoder(DEFAULT_LIMITS);
    const message = (raw: object): unknown =>
      EventBatch.decode(Buffer.from(engine.transcode(packJob([JSON.stringify(raw)])).entries)).events;
    const shuffled = (raw: object): fc.Arbitrary<object> => {
      const entries = Object.entries(raw);
      return fc.shuffledSubarray(entries, { minLength: entries.length }).map(e => Object.fromEntries(e));
    };
    for (const { raw } of GOLDEN_EVENTS)
      fc.assert(
        fc.property(shuffled(raw), other => expect(message(other)).toEqual(message(raw))),
        { numRuns: 20 },
      );
  });

  it('holds to limits of its own depth', () => {
    for (const depthMax of [1, 2, 3, 4, 5, 8, 64]) {
      const shallow = new Differential({ ...DEFAULT_LIMITS, depthMax });
      for (const documents of chunks(NASTY_DOCUMENTS.depth!)) shallow.check(documents);
      shallow.check(GOLDEN_EVENTS.map(({ raw }) => JSON.stringify(raw)));
    }
  });

  it('writes lengths of any size, where the limit lets events be as large', () => {
    const large = new Differential({ ...DEFAULT_LIMITS, eventBytesMax: 1 << 23 });
    for (const length of [(1 << 21) - 1, 1 << 21, 1 << 22])
      expect(large.check([JSON.stringify({ ...GOLDEN_EVENTS[0]!.raw, shopDomain: 'x'.repeat(length) })])).toBe(1);
  });

  it('writes into memory of any size, the room for an event growing it', () => {
    const engine = createTranscoder(DEFAULT_LIMITS);
    const job = packJob(GOLDEN_EVENTS.map(({ raw }) => JSON.stringify(raw)));
    const expected = Buffer.from(engine.transcode(job).entries);
    for (const size of [0, 1, 100, 1_000, 5_000, 10_000, 100_000])
      expect(Buffer.from(engine.transcode(job, Buffer.alloc(size, 0xff)).entries)).toEqual(expected);
  });
});
