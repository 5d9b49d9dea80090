import { describe, expect, it } from '@jest/globals';
import { EventBatch, Reason } from '@pixel-relay/contracts';
import type { Encoded } from './fixtures/differential.ts';
import { FIRST_OFFSET, packJob, RECORD_MS } from './fixtures/jobs.ts';
import { createReferenceTranscoder, createTranscoder, DEFAULT_LIMITS, UNREADABLE_SIGNAL } from './index.ts';

const REQUIRED = { id: 'e', name: 'page_viewed', clientId: 'c', timestamp: '2026-01-02T03:04:05.006Z', shopId: 's' };
const OPEN = JSON.stringify(REQUIRED).slice(0, -1);
/** An event with these members, written as they stand, after the required ones. */
const event = (members: string): string => `${OPEN},${members}}`;

const implementations = [
  ['engine', createTranscoder],
  ['reference', createReferenceTranscoder],
] as const;

describe.each(implementations)('transcoder (%s)', (_name, create) => {
  const transcoder = create(DEFAULT_LIMITS);
  const read = (documents: readonly (string | Buffer)[]): Encoded[] =>
    EventBatch.decode(transcoder.transcode(packJob(documents)).entries).events ?? [];
  const readOne = (document: string): Encoded => {
    const { failures, entries } = transcoder.transcode(packJob([document]));
    expect(failures).toEqual([]);
    return EventBatch.decode(entries).events[0]!;
  };
  const reject = (document: string | Buffer): unknown => {
    const { failures, count, entries } = transcoder.transcode(packJob([document]));
    expect([count, entries.length, failures.length]).toEqual([0, 0, 1]);
    return [failures[0]!.reason, failures[0]!.detail];
  };

  describe('a job', () => {
    it('keeps order and offsets, tells failures apart by place, and uses the record time where the event has none', () => {
      const job = packJob([event('"seq":1'), 'nonsense', event('"seq":2,"receivedAt":"2026-01-02T03:04:06Z"')]);
      const { entries, count, failures, oldestReceivedMs } = transcoder.transcode(job);
      expect(count).toBe(2);
      expect(failures).toEqual([{ index: 1, reason: Reason.MALFORMED_JSON, detail: 'not JSON' }]);
      const events = EventBatch.decode(entries).events;
      expect(events.map(e => [e.seq, e.sourceOffset, e.receivedMs])).toEqual([
        [1, FIRST_OFFSET, RECORD_MS],
        [2, FIRST_OFFSET + 2, Date.UTC(2026, 0, 2, 3, 4, 6)],
      ]);
      expect(oldestReceivedMs).toBe(Date.UTC(2026, 0, 2, 3, 4, 6));
    });

    it('without a readable event has nothing, and no oldest', () => {
      expect(transcoder.transcode(packJob(['1']))).toMatchObject({ count: 0, oldestReceivedMs: 0 });
      expect(transcoder.transcode(packJob([]))).toMatchObject({ count: 0, oldestReceivedMs: 0, failures: [] });
    });

    it('leaves received_ms out where nobody knows it', () => {
      const job = { ...packJob([event('"seq":1')]), recordMs: Float64Array.of(-1) };
      const { entries, oldestReceivedMs } = transcoder.transcode(job);
      expect(EventBatch.decode(entries).events[0]!.receivedMs).toBeFalsy();
      expect(oldestReceivedMs).toBe(0);
    });

    it('is written to the memory that the caller lends, which stays as it is afterwards', () => {
      const into = Buffer.alloc(1 << 16);
      const lent = transcoder.transcode(packJob([event('"seq":1')]), into).entries;
      expect(lent.buffer).toBe(into.buffer);
      expect(lent.byteOffset).toBe(into.byteOffset);
      const copy = Buffer.from(lent);
      transcoder.transcode(packJob([event('"seq":2'), event('"seq":3')]));
      expect(lent).toEqual(copy);
    });

    it('goes to new memory when what the caller lends is too small', () => {
      const { entries, count } = transcoder.transcode(packJob(Array(50).fill(event('"seq":1'))), Buffer.alloc(100));
      expect(count).toBe(50);
      expect(EventBatch.decode(entries).events).toHaveLength(50);
    });

    it.each([
      ['no zero byte after a record', { bytes: Buffer.alloc(200, 0x20) }],
      ['no padding', { bytes: Buffer.alloc(12) }],
      ['records out of order', { starts: Uint32Array.of(4, 0), ends: Uint32Array.of(6, 2), count: 2 }],
      ['an end before its start', { starts: Uint32Array.of(6), ends: Uint32Array.of(4) }],
    ])('that is laid out wrongly is refused: %s', (_case, wrong) => {
      const job = { bytes: Buffer.alloc(200), starts: Uint32Array.of(0), ends: Uint32Array.of(10), count: 1, sourceOffsets: new Float64Array(2), recordMs: new Float64Array(2) }; // prettier-ignore
      expect(() => transcoder.transcode({ ...job, ...wrong })).toThrow(
        /must be in order, each followed by a zero byte/,
      );
    });
  });

  describe('rejects', () => {
    it.each([
      ['no bytes', '', Reason.EMPTY, 'the record has no bytes'],
      ['white space alone', ' \n', Reason.MALFORMED_JSON, 'not JSON'],
      ['half a document', OPEN, Reason.MALFORMED_JSON, 'not JSON'],
      ['two documents', '{}{}', Reason.MALFORMED_JSON, 'not JSON'],
      ['a byte order mark', `\ufeff${event('"seq":1')}`, Reason.MALFORMED_JSON, 'not JSON'],
      ['a zero byte after the document', `${event('"seq":1')}\u0000`, Reason.MALFORMED_JSON, 'not JSON'],
      ['an array', '[1]', Reason.NOT_AN_OBJECT, 'JSON, but not an object'],
      ['null', 'null', Reason.NOT_AN_OBJECT, 'JSON, but not an object'],
      ['an unknown member that is not JSON', event('"what":01'), Reason.MALFORMED_JSON, 'not JSON'],
    ])('%s', (_case, document, reason, detail) => {
      expect(reject(document)).toEqual([reason, detail]);
    });

    it('what is not UTF-8, and only that record of a job', () => {
      const bad = Buffer.from(event('"shopDomain":"é"')).map(byte => (byte === 0xc3 ? 0xff : byte));
      expect(reject(Buffer.from(bad))).toEqual([Reason.INVALID_UTF8, 'not UTF-8']);
      expect(read([event('"seq":1'), Buffer.from(bad), event('"seq":2')]).map(e => e.seq)).toEqual([1, 2]);
    });

    it('more bytes than the limit, and not as many', () => {
      const small = create({ ...DEFAULT_LIMITS, eventBytesMax: OPEN.length + 1 });
      expect(small.transcode(packJob([`${OPEN}}`])).failures).toEqual([]);
      expect(small.transcode(packJob([`${OPEN} }`])).failures).toEqual([
        { index: 0, reason: Reason.TOO_LARGE, detail: `more than ${OPEN.length + 1} bytes` },
      ]);
    });

    it.each(Object.keys(REQUIRED))('an event without %s, with null, with "" and with an object for it', name => {
      const others = Object.fromEntries(Object.entries(REQUIRED).filter(([other]) => other !== name));
      for (const value of [undefined, null, '', {}, true])
        expect(reject(JSON.stringify({ ...others, [name]: value }))).toEqual([Reason.MISSING_FIELD, name]);
    });

    it('naming the first of the members that an event lacks', () => {
      expect(reject('{}')).toEqual([Reason.MISSING_FIELD, 'id']);
      expect(reject('{"shopId":1,"id":"x","name":"n"}')).toEqual([Reason.MISSING_FIELD, 'clientId']);
      expect(reject(event('"id":null,"shopId":""'))).toEqual([Reason.MISSING_FIELD, 'id']);
    });
  });

  describe('depth', () => {
    const nested = (levels: number, open = '[', close = ']'): string =>
      event(`"what":${open.repeat(levels)}${close.repeat(levels)}`);
    const tooDeep = [Reason.TOO_DEEP, 'more than 32 objects and arrays inside one another'];

    it('counts the event itself and ends at the limit', () => {
      expect(read([nested(30), nested(31)])).toHaveLength(2);
      expect(reject(nested(32))).toEqual(tooDeep);
      expect(reject(event(`"gppSid":${'['.repeat(32)}${']'.repeat(32)}`))).toEqual(tooDeep);
    });

    it.each([100, 10_000, 100_000])('of %d levels does not overflow anything', levels => {
      expect(reject(nested(levels))).toEqual(tooDeep);
      expect(reject(event(`"what":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`))).toEqual(tooDeep);
      expect(reject('['.repeat(levels) + ']'.repeat(levels))).toEqual(tooDeep);
    });

    it('is not what is wrong with a document that is not JSON', () => {
      expect(reject(nested(10_000, '[', ']').slice(0, -2))).toEqual([Reason.MALFORMED_JSON, 'not JSON']);
    });

    it('holds for members that are carried too', () => {
      const shallow = create({ ...DEFAULT_LIMITS, depthMax: 3 });
      const documents = [
        event('"data":{"a":{}}'), // unknown, skipped
        event('"context":{"document":{"title":"t"}}'),
        event('"context":{"document":{"location":{}}}'),
        event('"context":{"navigator":{"languages":[]}}'),
      ];
      const { failures } = shallow.transcode(packJob(documents));
      expect(failures.map(({ index, reason }) => [index, reason])).toEqual([
        [2, Reason.TOO_DEEP],
        [3, Reason.TOO_DEEP],
      ]);
    });
  });

  describe('values', () => {
    it('takes numbers for strings, with their digits', () => {
      const { id, clientId, shopId } = readOne(
        '{"id":20000000000000000001,"name":"x","clientId":-1.50,"timestamp":"2026-01-02T03:04:05Z","shopId":1e3}',
      );
      expect([id, clientId, shopId]).toEqual(['20000000000000000001', '-1.50', '1e3']);
    });

    it.each([
      ['7', 7],
      ['"7"', 7],
      ['7.0', 7],
      ['7e1', 70],
      ['"\\u0037"', 7],
      ['9007199254740991', 9007199254740991],
      ['-9007199254740991', -9007199254740991],
      ['9007199254740992', undefined],
      ['7.5', undefined],
      ['" 7"', undefined],
      ['"07"', undefined],
      ['""', undefined],
      ['null', undefined],
      ['true', undefined],
      ['[7]', undefined],
      ['0', 0],
      ['-0', 0],
    ])('takes %s for a quantity as %p', (json, quantity) => {
      const { cartLine } = readOne(
        event(`"name":"product_added_to_cart","data":{"cartLine":{"quantity":${json}}}`),
      ).productAddedToCart!;
      expect(cartLine!.quantity ?? undefined).toBe(quantity);
    });

    it('ends a number in a string where the string ends, whatever lay in the memory before', () => {
      const job = packJob([event(String.raw`"name":"cart_viewed","data":{"cart":{"totalQuantity":"123\u0037"}}`)]);
      const { entries } = transcoder.transcode(job, Buffer.alloc(10_000, '7'));
      expect(EventBatch.decode(entries).events[0]!.cartViewed!.cart!.totalQuantity).toBe(1237);
    });

    it.each([
      ['12.50', 12, 500_000_000],
      ['"12.50"', 12, 500_000_000],
      ['-0.01', undefined, -10_000_000],
      ['47.989999999999995', 47, 990_000_000],
      ['0.0000000005', undefined, 1],
      ['0.00000000049999', undefined, undefined],
      ['-0.0000000005', undefined, -1],
      ['0.9999999995', 1, undefined],
      ['1.5e3', 1500, undefined],
      ['1E-2', undefined, 10_000_000],
      ['123456789012345.678', 123456789012345, 678_000_000],
      ['9007199254740991.9999999994', 9007199254740991, 999_999_999],
      ['9007199254740991.9999999995', undefined, undefined],
      ['1e400', undefined, undefined],
      ['1e-400', undefined, undefined],
      ['"12,50"', undefined, undefined],
      ['"$5"', undefined, undefined],
      ['{}', undefined, undefined],
    ])('takes the amount %s exactly', (json, units, nanos) => {
      const { checkout } = readOne(
        event(`"name":"checkout_started","data":{"checkout":{"totalPrice":{"amount":${json},"currencyCode":"EUR"}}}`),
      ).checkoutStarted!;
      const { totalPrice } = checkout!;
      expect({ ...totalPrice }).toEqual({ currencyCode: 'EUR', ...(units && { units }), ...(nanos && { nanos }) });
    });

    it('replaces half a surrogate pair, in names of members too, and reads whole ones', () => {
      const title = readOne(
        event(String.raw`"\ud800":1,"context":{"document":{"title":"a\ud83e\udd8a\ud800b\udc00\ud83e"}}`),
      ).context!.document!.title;
      expect(title).toBe('a🦊\ufffdb\ufffd\ufffd');
    });

    it('carries any custom data but null', () => {
      const custom = (json: string) => readOne(`{"data":${json},"customData":${json},${OPEN.slice(1)},"name":"x"}`);
      for (const json of ['{"a":[1]}', '"s"', '5', 'false', '[]'])
        expect(Buffer.from(custom(json).customJson!).toString()).toBe(json);
      expect(Buffer.from(custom('[null]').customDataJson!).toString()).toBe('[null]');
      expect(custom('null')).toMatchObject({ name: 'x' });
      expect(Object.keys(custom('null'))).not.toContain('customJson');
    });

    it('has room for what takes more bytes than its JSON', () => {
      const numbers = Array<number>(100_000).fill(-1);
      const { consent } = readOne(event(`"privacySignals":{"gppSid":${JSON.stringify(numbers)}}`));
      expect(consent!.signals!.gppSid).toEqual(numbers);
    });

    it('knows the payload wherever the name stands', () => {
      const document = `{"data":{"cartLine":{"quantity":2}},"name":"product_added_to_cart",${OPEN.slice(1).replace('"name":"page_viewed",', '')}}`;
      expect(readOne(document).productAddedToCart!.cartLine!.quantity).toBe(2);
    });

    it('takes no member that a stage or the parser owns, and no prototype', () => {
      const plain = readOne(`${OPEN}}`);
      const read = readOne(
        event('"verdict":{"rulesVersion":1},"augmentation":{"bot":true},"sourceOffset":5,"traceParent":"t","pageViewed":{},"customJson":"x","occurredMs":5,"receivedMs":5,"__proto__":{"seq":5},"constructor":{"name":"x"},"toString":1'), // prettier-ignore
      );
      expect(read).toEqual(plain);
    });
  });

  describe('members of one name', () => {
    it.each([
      ['the last value', '"seq":1,"seq":2', { seq: 2 }],
      ['null, where it is last', '"seq":1,"seq":null', { seq: undefined }],
      ['the last object, nothing of the others', '"client":{"ip":"1","country":"CH"},"client":{"ip":"2"}', { client: { ip: '2' } }], // prettier-ignore
      ['the last array', '"context":{"navigator":{"languages":["a"],"languages":["b"]}}', { context: { navigator: { languages: ['b'] } } }], // prettier-ignore
      ['digits, beyond doubles', '"shopId":1,"shopId":20000000000000000001', { shopId: '20000000000000000001' }],
      ['a name written with escapes', '"seq":1,"s\\u0065q":2', { seq: 2 }],
    ])('keep %s', (_case, members, expected) => {
      const { seq, client, context, shopId } = readOne(event(members));
      const read = { seq, client, context, shopId };
      for (const [key, value] of Object.entries<unknown>(expected))
        if (value == null) expect(read[key as keyof typeof read]).toBeFalsy();
        else expect(read).toMatchObject({ [key]: value });
      if ('client' in expected) expect(client).toEqual({ ip: '2' });
    });

    it('keep the last name, and read data by it', () => {
      const read = readOne(event('"data":{"cartLine":{"quantity":1}},"name":"product_added_to_cart"'));
      expect(read.productAddedToCart!.cartLine!.quantity).toBe(1);
      expect(Object.keys(read)).not.toContain('pageViewed');
    });
  });

  describe('consent', () => {
    const flags = '"customerPrivacy":{"analyticsProcessingAllowed":true,"marketingAllowed":true}';
    const signals = '"privacySignals":{"gpc":true,"gpp":"G","gppSid":[7,8]}';
    const both = {
      analyticsProcessingAllowed: true,
      marketingAllowed: true,
      signals: { gpc: true, gpp: 'G', gppSid: [7, 8] },
    };

    it.each([
      ['flags, then signals', `${flags},${signals}`],
      ['signals, then flags', `${signals},${flags}`],
      ['apart', `${flags},"seq":3,"client":{"ip":"1"},${signals},"shopDomain":"d"`],
      ['apart, the other way', `${signals},"context":{"document":{"title":"${'t'.repeat(200)}"}},${flags}`],
    ])('is one message: %s', (_case, members) => {
      const { entries } = transcoder.transcode(packJob([event(members)]));
      expect(EventBatch.decode(entries).events[0]!.consent).toMatchObject(both);
      // a view that keeps Consent as bytes would lose one of two
      expect(EventBatch.encode(EventBatch.decode(entries)).finish().length).toBe(entries.length);
    });

    it('is one message of any length, in one event after the other', () => {
      const long = (tcf: number): string => event(`${flags},"privacySignals":{"tcf":"${'C'.repeat(tcf)}"}`);
      const lengths = [300, 300, 3, 3, 20_000, 20_000, 90];
      const consents = read(lengths.map(long)).map(e => e.consent!);
      expect(consents.map(c => c.signals!.tcf)).toEqual(lengths.map(length => 'C'.repeat(length)));
      expect(consents.map(c => c.marketingAllowed)).toEqual(lengths.map(() => true));
    });

    it('is not allowed by a second customerPrivacy that does not say so', () => {
      const { consent } = readOne(event(`${flags},"customerPrivacy":{"analyticsProcessingAllowed":true}`));
      expect({ ...consent }).toMatchObject({ analyticsProcessingAllowed: true });
      expect(consent!.marketingAllowed).toBeNull();
    });

    it.each(['"true"', '1', '"yes"', 'null', '{}', '[true]'])('flag %s is not a yes', json => {
      const { consent } = readOne(event(`"customerPrivacy":{"marketingAllowed":${json}}`));
      expect(consent!.marketingAllowed).toBeNull();
    });

    it.each(['{}', 'false', '["DBAA"]', 'true'])('signal %s is carried as one that cannot be read', json => {
      const { gpp, tcf } = readOne(event(`"privacySignals":{"gpp":${json},"tcf":${json}}`)).consent!.signals!;
      expect([gpp, tcf]).toEqual([UNREADABLE_SIGNAL, UNREADABLE_SIGNAL]);
    });

    it('signal null or empty is none', () => {
      const { signals: read } = readOne(event('"privacySignals":{"gpp":null,"tcf":""}')).consent!;
      expect([read!.gpp, read!.tcf].filter(Boolean)).toEqual([]);
    });
  });
});

it.each([
  { eventBytesMax: 0, depthMax: 32 },
  { eventBytesMax: 2 ** 27, depthMax: 32 },
  { eventBytesMax: 1000, depthMax: 0 },
  { eventBytesMax: 1000, depthMax: 1000 },
])('limits outside their bounds are refused: %p', limits => {
  for (const [, create] of implementations) expect(() => create(limits)).toThrow(/set it to 1 to/);
});
