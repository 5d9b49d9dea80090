import type { Prng } from './prng.ts';

/** Where customers and shops are: enough of each place to look like one. */
export interface Region {
  readonly country: string;
  readonly countryName: string;
  readonly subdivisions: readonly string[];
  readonly cities: readonly string[];
  readonly language: string;
  readonly currency: string;
  readonly dialCode: string;
  /** first two bytes of the addresses used: from the ranges kept for benchmarks, nobody's own */
  readonly network: string;
}

const region = (
  country: string,
  countryName: string,
  language: string,
  currency: string,
  dialCode: string,
  network: string,
  subdivisions: string,
  cities: string,
): Region => ({
  country,
  countryName,
  language,
  currency,
  dialCode,
  network,
  subdivisions: subdivisions.split(' '),
  cities: cities.split('|'),
});

/** With their share of customers. The empty country stands for visitors that nobody could place. */
export const regions: readonly (readonly [Region, number])[] = [
  [
    region(
      'US',
      'United States',
      'en-US',
      'USD',
      '+1',
      '198.18',
      'CA NY TX CO CT VA UT FL WA IL',
      'Oakland|Buffalo|Austin|Boulder|Hartford',
    ),
    42,
  ],
  [region('CA', 'Canada', 'en-CA', 'CAD', '+1', '198.19', 'ON QC BC AB', 'Toronto|Montréal|Victoria|Calgary'), 10],
  [
    region('GB', 'United Kingdom', 'en-GB', 'GBP', '+44', '198.18', 'ENG SCT WLS NIR', 'Leeds|Bristol|Dundee|Cardiff'),
    11,
  ],
  [region('DE', 'Germany', 'de-DE', 'EUR', '+49', '198.18', 'BE BY NW HH', 'Köln|München|Berlin|Lübeck'), 10],
  [region('FR', 'France', 'fr-FR', 'EUR', '+33', '198.19', 'IDF ARA OCC BRE', 'Orléans|Nîmes|Besançon|Lyon'), 7],
  [region('JP', 'Japan', 'ja-JP', 'JPY', '+81', '198.18', '13 27 01 40', '東京都|大阪市|札幌市|福岡市'), 5],
  [region('AU', 'Australia', 'en-AU', 'AUD', '+61', '198.19', 'NSW VIC QLD WA', 'Newcastle|Geelong|Cairns|Perth'), 6],
  [region('BR', 'Brazil', 'pt-BR', 'BRL', '+55', '198.19', 'SP RJ MG BA', 'São Paulo|Niterói|Uberlândia|Salvador'), 5],
  [region('', '', 'en', 'USD', '+1', '198.18', '', 'Springfield'), 4],
];

const firstNames =
  'Ana Björn Chloé Dmitri Esra Fatou Grace Hiro Inês Jonas Kaya Lena Mateo Noor Olga Pavel Quinn Rosa Sven Tara'.split(
    ' ',
  );
const lastNames =
  'Adler Brandt Castro Duval Ekström Fischer Garcia Hughes Ivanov Jensen Kimura Lopes Meyer Novak Okafor Petit Quiroga Rossi Schäfer Tanaka'.split(
    ' ',
  );
const streets = 'Mill Lane|Hafenstraße|Rue des Lilas|King Street|Avenida Central|Elm Road|Rosenweg|Harbour View'.split(
  '|',
);

/** A made-up person of the region: e-mail under example.com, telephone without a subscriber's number range. */
export function inventPerson(prng: Prng, home: Region): { email: string; phone: string; address: string } {
  const first = prng.pick(firstNames);
  const last = prng.pick(lastNames);
  const email = `${ascii(first)}.${ascii(last)}${prng.int(100_000)}@example.com`;
  const phone = `${home.dialCode}555${String(prng.int(10_000_000)).padStart(7, '0')}`;
  const subdivision = prng.pick(home.subdivisions);
  const address = JSON.stringify({
    address1: `${1 + prng.int(400)} ${prng.pick(streets)}`,
    address2: prng.chance(0.2) ? `Apt ${1 + prng.int(90)}` : null,
    city: prng.pick(home.cities),
    country: home.countryName,
    countryCode: home.country,
    firstName: first,
    lastName: last,
    phone: prng.chance(0.5) ? phone : null,
    province: subdivision,
    provinceCode: subdivision,
    zip: String(10_000 + prng.int(89_999)),
  });
  return { email, phone, address };
}

const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
