import type { Browser } from './browsers.ts';
import { inventBrowser } from './browsers.ts';
import type { Catalogue, Variant } from './catalogue.ts';
import type { ConsentProfile } from './consent-profiles.ts';
import { flat } from './flat.ts';
import { partitionOfKey } from './partition-of-key.ts';
import type { Prng } from './prng.ts';
import { inventPerson, type Region } from './regions.ts';
import type { Weighted } from './weighted.ts';

/** One browser of one customer in one shop: who is there, and where in the session. */
export interface Customer {
  readonly clientId: string;
  readonly key: Buffer;
  readonly partition: number;
  readonly catalogue: Catalogue;
  readonly home: Region;
  readonly profile: ConsentProfile;
  readonly browser: Browser;
  readonly person: { readonly email: string; readonly phone: string; readonly address: string };
  /** value of the envelope's `client`, as JSON */
  readonly clientJson: string;
  /** how far the customer's clock is behind the edge's, ms */
  readonly delayMs: number;
  /** grows by one an event, through all sessions */
  seq: number;
  /** events left in this session */
  left: number;
  search: string;
  referrer: string;
  variant: Variant;
  cartToken: string;
}

export interface CustomerSource {
  readonly prng: Prng;
  readonly partitions: number;
  readonly catalogues: Weighted<Catalogue>;
  readonly regions: Weighted<Region>;
  readonly profiles: Weighted<ConsentProfile>;
}

const SESSION_EVENTS_MAX = 24;
/** share of ended sessions whose customer comes back later */
const RETURNING_SHARE = 0.6;

/** A bounded crowd: when a session ends its customer starts another one, or leaves for good and a new one arrives. */
export class Crowd {
  readonly #source: CustomerSource;
  readonly #present: Customer[];

  constructor(source: CustomerSource, size: number) {
    this.#source = source;
    this.#present = Array.from({ length: size }, () => arrive(source));
  }

  /** Somebody who does something now. */
  next(): Customer {
    const { prng } = this.#source;
    const place = prng.int(this.#present.length);
    let customer = this.#present[place]!;
    if (customer.left === 0) {
      if (prng.chance(RETURNING_SHARE)) startSession(prng, customer);
      else this.#present[place] = customer = arrive(this.#source);
    }
    return customer;
  }
}

function arrive(source: CustomerSource): Customer {
  const { prng } = source;
  const home = source.regions.pick(prng);
  const catalogue = source.catalogues.pick(prng);
  const clientId = flat(prng.uuid());
  const key = Buffer.from(clientId, 'latin1');
  const browser = inventBrowser(prng, home.language);
  const ip = `${home.network}.${prng.int(256)}.${1 + prng.int(254)}`;
  const place =
    home.country === '' ? '' : `,"country":"${home.country}","subdivision":"${prng.pick(home.subdivisions)}"`;
  const customer: Customer = {
    clientId,
    key,
    partition: partitionOfKey(key, source.partitions),
    catalogue,
    home,
    profile: source.profiles.pick(prng),
    browser,
    person: inventPerson(prng, home),
    clientJson: flat(`{"ip":"${ip}"${catalogue.terse ? '' : `,"userAgent":"${browser.userAgent}"`}${place}}`),
    delayMs: 5 + prng.int(2_500),
    seq: 0,
    left: 0,
    search: '',
    referrer: '',
    variant: prng.pick(catalogue.variants),
    cartToken: '',
  };
  startSession(prng, customer);
  return customer;
}

const referrers = [
  '',
  '',
  '',
  'https://www.google.com/',
  'https://l.instagram.com/',
  'https://www.bing.com/',
  'https://t.co/',
];

function startSession(prng: Prng, customer: Customer): void {
  customer.left = 1 + prng.int(SESSION_EVENTS_MAX);
  customer.cartToken = flat(`${prng.token(32)}?key=${prng.hex(32)}`);
  customer.referrer = prng.chance(0.5) ? `https://${customer.catalogue.shop.host}/` : prng.pick(referrers);
  customer.search = flat(campaign(prng));
}

function campaign(prng: Prng): string {
  const kind = prng.float();
  if (kind < 0.56) return '';
  if (kind < 0.76)
    return `?utm_source=google&utm_medium=cpc&utm_campaign=${prng.int(1e9)}&gad_source=1&gclid=Cj0KCQi${prng.token(80)}`;
  if (kind < 0.88)
    return `?utm_source=facebook&utm_medium=paid&utm_id=${prng.int(1e9)}&fbclid=IwY2xjaw${prng.token(120)}_aem_${prng.token(22)}`;
  if (kind < 0.92)
    return `?utm_source=newsletter&utm_medium=email&utm_campaign=week-${1 + prng.int(52)}&_kx=${prng.token(60)}`;
  if (kind < 0.96) return `?ttclid=E.C.P.${prng.token(150)}&utm_source=tiktok`;
  return `?variant=${40_000_000_000_000 + prng.int(2 ** 32)}`;
}
