import { Prng } from './prng.ts';

/** Who sells: the same two hundred shops whatever the seed, so that subscriptions made before a run fit it. */
export interface Shop {
  readonly shopId: string;
  readonly shopDomain: string;
  /** what customers type: their own domain, or the platform's */
  readonly host: string;
  readonly name: string;
}

export const SHOPS_MAX = 200;

const first =
  'Alder Bright Cedar Dune Ember Fjord Grove Harbor Iris Juniper Kite Linden Maple North Opal Pine Quartz River Sage Tide'.split(
    ' ',
  );
const second = 'Goods|Supply|Outfitters|Atelier|Market|Kitchen|Cycles|Botanics|Ceramics|Wear'.split('|');

/** The `count` largest shops (1 to 200), largest first. */
export function demoShops(count: number = SHOPS_MAX): readonly Shop[] {
  if (!Number.isInteger(count) || count < 1 || count > SHOPS_MAX) {
    throw new RangeError(`there are 1 to ${SHOPS_MAX} shops, not ${count}`);
  }
  return allShops.slice(0, count);
}

const allShops: readonly Shop[] = Array.from({ length: SHOPS_MAX }, (_, i) => {
  const prng = new Prng(`shop ${i}`);
  const name = `${first[i % first.length]!} ${second[Math.floor(i / first.length)]!}`;
  const slug = name.toLowerCase().replace(' ', '-');
  return {
    shopId: String(60_000_000_000 + i * 1_000_003 + prng.int(1_000_000)),
    shopDomain: `${slug}.myshopify.com`,
    host: prng.chance(0.8) ? `www.${slug.replace('-', '')}.example` : `${slug}.myshopify.com`,
    name,
  };
});
