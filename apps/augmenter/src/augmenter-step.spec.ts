import { describe, expect, it } from '@jest/globals';
import { type Augmentation, AugmenterView, Event, Reason, type StepOutcome } from '@pixel-relay/contracts';
import fc from 'fast-check';
import { AUGMENTER_STEP_DEFAULTS, augmenterStep } from './augmenter-step.ts';
import { CAMPAIGN_PARAMETERS } from './steps/campaign-parameters.ts';
import { identifyDevice } from './steps/identify-device.ts';
import { markBot } from './steps/mark-bot.ts';

type EventShape = Parameters<typeof Event.encode>[0];
const encode = (event: EventShape): Buffer => Buffer.from(Event.encode(event).finish());
const newStep = () => augmenterStep({ options: AUGMENTER_STEP_DEFAULTS });

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const BOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const at = (location: object, userAgent = IPHONE): EventShape => ({
  id: 'e',
  context: { document: { location }, navigator: { userAgent } },
});

/** What the event says of its augmentation once the outcome is appended. */
function augmentationOf(event: Buffer, outcome: StepOutcome): Augmentation {
  if (outcome.kind !== 'forward') throw new Error(JSON.stringify(outcome));
  const whole = Event.decode(Buffer.concat([event, outcome.append]));
  expect({ ...whole, augmentation: null }).toEqual({ ...Event.decode(event), augmentation: null });
  return whole.augmentation!;
}
function run(event: EventShape | Buffer, step = newStep()): Augmentation {
  const bytes = Buffer.isBuffer(event) ? event : encode(event);
  return augmentationOf(bytes, step(bytes, 0));
}

describe('augmenterStep', () => {
  it('tells campaign, click ids, device and bot', () => {
    const augmentation = run(
      at({ search: '?utm_source=news+letter&utm_campaign=a%26b&gclid=G1&x=y', href: 'https://s/?utm_source=other' }),
    );
    expect(augmentation).toMatchObject({
      campaign: { source: 'news letter', name: 'a&b', clickIds: [{ parameter: 'gclid', value: 'G1' }] },
      device: { type: 'mobile', os: 'iOS', osVersion: '17.5', browser: 'Safari', browserVersion: '17.5' },
      bot: false,
      missing: [],
    });
    expect(run(at({}, BOT))).toMatchObject({ bot: true, device: { type: 'bot' } });
  });

  it.each([
    ['no question mark', 'https://shop.example/products/utm_source=x', undefined],
    ['a question mark in the fragment only', 'https://shop.example/a#?utm_source=x', undefined],
    ['a query before a fragment', 'https://shop.example/a?utm_source=x#utm_source=y&gclid=z', 'x'],
    ['a query alone', '?utm_source=x', 'x'],
    ['a second question mark', 'https://shop.example/?a=?&utm_source=x?', 'x?'],
    ['an empty query', 'https://shop.example/?', undefined],
  ])('reads the href where search is absent: %s', (_, href, source) => {
    expect(run(at({ href })).campaign?.source).toBe(source);
    expect(run(at({ href, search: '' })).campaign?.source).toBe(source);
  });

  it.each(['?utm_source=x', 'utm_source=x'])('reads the search %s with its question mark or without', search => {
    expect(run(at({ search })).campaign?.source).toBe('x');
  });

  it('takes the client for the user agent where the navigator has none', () => {
    const client = { userAgent: BOT };
    expect(run({ id: 'e', client }).bot).toBe(true);
    expect(run({ ...at({}, ''), client }).bot).toBe(true);
    expect(run({ ...at({}, IPHONE), client }).bot).not.toBe(true);
  });

  it('names what is missing, and goes on', () => {
    expect(run({ id: 'e' })).toMatchObject({ campaign: null, device: null, bot: false, missing: ['device', 'bot'] });
    expect(run({})).toMatchObject({ campaign: null, device: null, bot: false, missing: ['device', 'bot'] });
    expect(run(at({}, 'zzz'))).toMatchObject({ device: null, bot: true, missing: ['device'] });
    expect(run(at({}, `${IPHONE} ${'x'.repeat(100_000)}`))).toMatchObject({
      campaign: null,
      device: null,
      bot: false,
      missing: ['device', 'bot'],
    });
    expect(run(at({ search: `?gclid=${'x'.repeat(513)}&utm_id=7` }))).toMatchObject({
      campaign: { id: '7' },
      missing: ['click_ids'],
    });
  });

  it('names the campaign as missing where the context is damaged, and still looks at the client', () => {
    const step = newStep();
    for (const context of [[0x0a, 9, 1], [0x0a, 2, 0x22, 9], [0xff], [0x0a, 0, 0x0a, 0]]) {
      const damaged = Buffer.concat([
        encode({ client: { userAgent: BOT } }),
        Buffer.from([0x6a, context.length, ...context]),
      ]);
      const outcome = step(damaged, 0);
      const { append } = outcome as Extract<StepOutcome, { kind: 'forward' }>;
      expect(Event.decode(append).augmentation).toMatchObject({ bot: true, missing: ['campaign'] });
    }
  });

  it('dead-letters an event that was here before, or is none', () => {
    const step = newStep();
    const event = encode(at({}));
    const first = step(event, 0) as Extract<StepOutcome, { kind: 'forward' }>;
    expect(step(Buffer.concat([event, first.append]), 0)).toMatchObject({
      kind: 'dead',
      reason: Reason.ALREADY_STAGED,
    });
    for (const bytes of [Buffer.from([0xff, 0xff]), event.subarray(0, 10)])
      expect(step(bytes, 0)).toMatchObject({ kind: 'dead', reason: Reason.INVALID_FIELD });
  });

  it('appends what stays as it is while other events are worked on', () => {
    const step = newStep();
    const first = step(encode(at({ search: '?utm_source=first&gclid=1' })), 0) as Extract<
      StepOutcome,
      { kind: 'forward' }
    >;
    const copy = Buffer.from(first.append);
    step(encode(at({ search: '?utm_source=second&fbclid=2' }, BOT)), 0);
    expect(copy.equals(first.append)).toBe(true);
  });

  it('gives the same from memory, and with more user agents than it remembers', () => {
    const step = augmenterStep({ options: { ...AUGMENTER_STEP_DEFAULTS, userAgentsCachedMax: 4 } });
    for (let round = 0; round < 2; round++)
      for (let i = 0; i < 40; i++) {
        const browserVersion = `${100 + i}.0.0.0`;
        const userAgent = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browserVersion} Safari/537.36`;
        expect(run(at({}, userAgent), step).device).toMatchObject({ browser: 'Chrome', browserVersion });
      }
    expect(run(at({}, IPHONE), step)).toEqual(run(at({}, IPHONE), step));
  });
});

/** The augmenter by the documented view, its generated decoder, and strings. */
function reference(bytes: Buffer): Augmentation {
  const { context, client } = AugmenterView.decode(bytes);
  const { search, href } = context?.document?.location ?? {};
  const query = search ? search.replace(/^\?/, '') : (/^[^?#]*\?([^#]*)/.exec(href ?? '')?.[1] ?? '');
  const parameters = new URLSearchParams(`?${query.replace(/[^\0-\x7f]+/gu, encodeURIComponent)}`);
  const found = CAMPAIGN_PARAMETERS.flatMap(({ name, field }) => {
    const value = parameters.get(name);
    return value ? [{ name, field, value }] : [];
  });
  const word = (number: number): object => {
    const names = ['', 'source', 'medium', 'name', 'term', 'content', 'id'];
    const value = found.find(({ field }) => field === number)?.value;
    return value === undefined ? {} : { [names[number]!]: value };
  };
  const clickIds = found.filter(({ field }) => field === 0).map(({ name, value }) => ({ parameter: name, value }));
  const campaign = Object.assign({}, ...[1, 2, 3, 4, 5, 6].map(word)) as object;
  const userAgent = context?.navigator?.userAgent || client?.userAgent || '';
  const device = userAgent && identifyDevice(userAgent);
  const missing = [...(device ? [] : ['device']), ...(userAgent ? [] : ['bot'])];
  return Event.decode(
    Event.encode({
      augmentation: {
        ...(found.length > 0 && { campaign: { ...campaign, clickIds } }),
        ...(device && { device }),
        bot: userAgent !== '' && markBot(userAgent),
        missing,
      },
    }).finish(),
  ).augmentation!;
}

describe('augmenterStep by places, and by the generated view', () => {
  const userAgents = fc.constantFrom('', IPHONE, BOT, 'curl/8.5.0', 'zzz', '\u{1f600}');
  const names = fc.constantFrom(...CAMPAIGN_PARAMETERS.map(({ name }) => name), 'q');
  const queries = fc.oneof(
    fc
      .uniqueArray(fc.tuple(names, fc.string({ maxLength: 10 })), { selector: ([name]) => name, maxLength: 5 })
      .map(list => new URLSearchParams(list).toString()),
    fc.string({ unit: 'grapheme' }),
  );
  const locations = fc.record(
    {
      href: fc
        .tuple(fc.webPath(), queries, fc.constantFrom('', '#?utm_id=1'))
        .map(([path, query, hash]) => `https://s.example${path}?${query}${hash}`),
      search: queries.map(query => (query === '' ? '' : `?${query}`)),
      origin: fc.string(),
    },
    { requiredKeys: [] },
  );
  const events: fc.Arbitrary<EventShape> = fc.record(
    {
      id: fc.string(),
      client: fc.record({ ip: fc.string(), userAgent: userAgents }),
      context: fc.record(
        {
          document: fc.record({ title: fc.string(), location: locations }, { requiredKeys: [] }),
          navigator: fc.record({ language: fc.string(), userAgent: userAgents, languages: fc.array(fc.string()) }),
          window: fc.record({ location: locations }),
        },
        { requiredKeys: [] },
      ),
      pageViewed: fc.constant({}),
    },
    { requiredKeys: [] },
  );
  /** Click ids come in the query's order. */
  const sorted = (augmentation: Augmentation): unknown => ({
    ...augmentation,
    campaign: augmentation.campaign && {
      ...augmentation.campaign,
      clickIds: augmentation.campaign.clickIds?.toSorted((a, b) =>
        (a.parameter ?? '') < (b.parameter ?? '') ? -1 : 1,
      ),
    },
  });

  it('say the same of every event', () => {
    const step = newStep();
    let campaigns = 0;
    fc.assert(
      fc.property(events, shape => {
        const bytes = encode(shape);
        const augmentation = augmentationOf(bytes, step(bytes, 0));
        if (augmentation.campaign) campaigns++;
        expect(sorted(augmentation)).toEqual(sorted(reference(bytes)));
      }),
      { numRuns: 1_500 },
    );
    expect(campaigns).toBeGreaterThan(200);
  });

  it('of any bytes give an outcome, and an augmentation that decodes', () => {
    const step = newStep();
    const damaged = fc
      .tuple(events, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }))
      .map(([shape, changes]) => {
        const bytes = encode(shape);
        for (const [place, byte] of changes) if (bytes.length > 0) bytes[place % bytes.length] = byte;
        return bytes;
      });
    fc.assert(
      fc.property(
        fc.oneof(
          damaged,
          fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes)),
        ),
        bytes => {
          const outcome = step(bytes, 0);
          if (outcome.kind === 'forward') expect(Event.decode(outcome.append).augmentation).toBeDefined();
          else expect(outcome.kind).toBe('dead');
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
