import { describe, expect, it } from '@jest/globals';
import { pixelrelay } from '@pixel-relay/contracts';
import fc from 'fast-check';
import { CAMPAIGN_PARAMETERS } from './campaign-parameters.ts';
import { CampaignReader } from './read-campaign.ts';

const VALUE_BYTES_MAX = 512;
const UTM = {
  source: 'utm_source',
  medium: 'utm_medium',
  name: 'utm_campaign',
  term: 'utm_term',
  content: 'utm_content',
  id: 'utm_id',
};
const reader = new CampaignReader(VALUE_BYTES_MAX);

/** parameter -> value, as read from the query and decoded by the generated decoder */
function read(query: string | Buffer): Record<string, string> {
  const bytes = Buffer.concat([
    Buffer.from('utm_source=before&'),
    Buffer.from(query),
    Buffer.from('&utm_source=after'),
  ]);
  reader.read(bytes, 18, bytes.length - 17);
  const campaign = pixelrelay.event.v1.Campaign.decode(Buffer.from(reader.bytes.subarray(0, reader.length)));
  const words = Object.entries(UTM).map(([field, name]) => [name, campaign[field as keyof typeof UTM]]);
  const clicks = campaign.clickIds.map(({ parameter, value }) => [parameter, value]);
  return Object.fromEntries([...words, ...clicks].filter(([, value]) => value !== '')) as Record<string, string>;
}

/** URLs have their other characters escaped, and Node's URLSearchParams misreads one beside a broken escape: they are escaped here. */
function reference(query: string): Record<string, string> {
  const parameters = new URLSearchParams(`?${query.replace(/[^\0-\x7f]+/gu, encodeURIComponent)}`);
  return Object.fromEntries(
    CAMPAIGN_PARAMETERS.map(({ name }): [string, string] => [name, parameters.get(name) ?? '']).filter(
      ([, value]) => value !== '',
    ),
  );
}

const names = fc.constantFrom(
  ...CAMPAIGN_PARAMETERS.map(({ name }) => name),
  'UTM_SOURCE',
  'utm_sourc',
  'utm_source_',
  'q',
  '__proto__',
  '',
);
const values = fc.string({ unit: 'grapheme', maxLength: 20 });
const pairs = fc.array(
  fc.tuple(names, values, fc.constantFrom('form', 'component', 'raw', 'bare')).map(([name, value, how]) => {
    if (how === 'form') return new URLSearchParams([[name, value]]).toString();
    if (how === 'component') return `${encodeURIComponent(name).replace('_', '%5f')}=${encodeURIComponent(value)}`;
    return how === 'raw' ? `${name}=${value}` : name;
  }),
  { maxLength: 12 },
);
/** Anything that a URL may say, made mostly of what means something in one. */
const noise = fc.string({
  unit: fc.constantFrom(
    '%',
    '+',
    '&',
    '=',
    '?',
    '4',
    '1',
    'F',
    'é',
    '%c3',
    '%A9',
    '%ff',
    '%00',
    'utm_id',
    'gclid',
    'x',
    '\u{1f600}',
    '%F0%9F',
  ),
  maxLength: 30,
});

describe('CampaignReader', () => {
  it('reads what URLSearchParams reads', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          pairs.map(list => list.join('&')),
          noise,
          noise.map(value => `utm_id=${value}`),
        ),
        query => {
          const expected = reference(query);
          found += Object.keys(expected).length;
          expect(read(query)).toEqual(expected);
        },
      ),
      { numRuns: 3_000 },
    );
    expect(found).toBeGreaterThan(1_000);
  });

  it('keeps an escape that is none as it is', () => {
    expect(read('utm_source=100%&utm_term=%zz%4z&utm_id=%4')).toEqual({
      utm_source: '100%',
      utm_term: '%zz%4z',
      utm_id: '%4',
    });
  });

  it('reads no names but the listed ones, in their own case', () => {
    expect(read('ScCid=a&sccid=b&GCLID=c&email=jane%40example.com&fbclid=d')).toEqual({ ScCid: 'a', fbclid: 'd' });
  });

  it('finds nothing in an empty query, nor in one without values', () => {
    for (const query of ['', '&', '=', 'utm_source', 'utm_source=', '&&==&']) {
      expect(read(query)).toEqual({});
      expect(reader.length).toBe(0);
    }
  });

  it('cuts words at the bound, at a whole character', () => {
    const exact = 'a'.repeat(VALUE_BYTES_MAX);
    expect(read(`utm_source=${exact}&utm_term=${exact}b`)).toEqual({ utm_source: exact, utm_term: exact });
    for (const character of ['é', '€', '\u{1f600}'])
      for (const before of ['', 'a', 'aa', 'aaa']) {
        const cut = read(`utm_source=${encodeURIComponent(before + character.repeat(600))}`).utm_source!;
        const width = Buffer.byteLength(character);
        expect(cut).toBe(before + character.repeat(Math.floor((VALUE_BYTES_MAX - before.length) / width)));
      }
    const replaced = read(`utm_source=${'%ff'.repeat(600)}`).utm_source!;
    expect([Buffer.byteLength(replaced), replaced.replaceAll('\ufffd', '')]).toEqual([510, '']);
  });

  it('leaves out a click id beyond the bound, and says so until the next query', () => {
    const exact = 'a'.repeat(VALUE_BYTES_MAX);
    expect(read(`gclid=${exact}&fbclid=${exact}b&ttclid=x`)).toEqual({ gclid: exact, ttclid: 'x' });
    expect(reader.clickIdMissing).toBe(true);
    read('gclid=x');
    expect(reader.clickIdMissing).toBe(false);
  });

  it('has room for every parameter at its longest', () => {
    const query = CAMPAIGN_PARAMETERS.map(({ name }) => `${name}=${'v'.repeat(VALUE_BYTES_MAX)}`).join('&');
    expect(Object.keys(read(query))).toHaveLength(CAMPAIGN_PARAMETERS.length);
  });
});
