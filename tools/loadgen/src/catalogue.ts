import { flat } from './flat.ts';
import type { Prng } from './prng.ts';
import type { Shop } from './shops.ts';

/** One thing that can be bought; `json` is its web-pixel ProductVariant. */
export interface Variant {
  readonly json: string;
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly cents: number;
}

export interface Collection {
  readonly id: string;
  readonly title: string;
  readonly path: string;
}

/** What a shop sells, with the habits of its theme: how ids are written, whether money is text. */
export interface Catalogue {
  readonly shop: Shop;
  readonly currency: string;
  readonly variants: readonly Variant[];
  readonly collections: readonly Collection[];
  /** old themes send money as text */
  readonly moneyAsText: boolean;
  /** old themes send a shorter context: fewer parts of a location, no window */
  readonly terse: boolean;
}

/** The largest shop's, and the least; in between, the smaller the shop, the fewer. */
const VARIANTS_MOST = 500;
const VARIANTS_LEAST = 40;

const qualities = words(
  'Organic Slim Everyday Heritage Recycled Hand-Dyed Lightweight Vintage Studio Alpine Coastal Merino Washed Classic',
  'Folding Ribbed Quilted Reversible Brushed Tapered Insulated Embroidered Glazed Matte Nordic Oversized Padded Rustic',
  'Seamless Stackable Tufted Woven',
);
const materials = words(
  'Cotton Linen Oak Wool Steel Leather Denim Canvas Ceramic Bamboo Cork Copper Silk Hemp Glass Walnut Cashmere Velvet',
  'Marble Beech Rattan Fleece Jersey Corduroy Brass Slate Porcelain Suede Mohair Nylon Jute Birch',
);
const nouns = words(
  'T-Shirt Tote Mug Blanket Backpack Lamp Notebook Jacket Sneaker Bowl Scarf Chair Pan Candle Bottle Rug Hoodie Planter',
  'Wallet Sock Cardigan Umbrella Kettle Cushion Stool Apron Vase Beanie Teapot Duvet Mirror Clock Basket Belt Glove',
  'Tray Hammock Skirt Skillet Coaster',
);
const flavours = ['', '', '', '', '', '', ' – Édition limitée', ' für Zuhause', ' ナチュラル', ' "Classic" 12" ☀️'];
const sizes = ['XS', 'S', 'M', 'L', 'XL', 'One Size', 'Default Title', '38', '42', '500 ml'];
const colours = 'Ink Sand Moss Clay Fog Rust Cream Navy Plum Slate'.split(' ');
const idForms = ['plain', 'plain', 'gid', 'number'] as const;

/** `rank` is the shop's place by size, from 0. */
export function inventCatalogue(prng: Prng, shop: Shop, rank: number, currency: string): Catalogue {
  const theme: Theme = {
    shop,
    currency,
    moneyAsText: prng.chance(0.1),
    terse: prng.chance(0.85),
    idForm: prng.pick(idForms),
  };
  const count = Math.max(VARIANTS_LEAST, Math.round(VARIANTS_MOST / (rank + 1) ** 0.5));
  return {
    ...theme,
    variants: Array.from({ length: count }, () => inventVariant(prng, theme)),
    collections: Array.from({ length: 8 }, () => inventCollection(prng, theme)),
  };
}

interface Theme extends Pick<Catalogue, 'shop' | 'currency' | 'moneyAsText' | 'terse'> {
  readonly idForm: (typeof idForms)[number];
}

function inventVariant(prng: Prng, { shop, currency, moneyAsText, terse, idForm }: Theme): Variant {
  const quality = prng.pick(qualities);
  const material = prng.pick(materials);
  const noun = prng.pick(nouns);
  const title = JSON.stringify(`${quality} ${material} ${noun}${prng.pick(flavours)}`);
  const slug = `${quality}-${material}-${noun}`.toLowerCase();
  const option = `${prng.pick(sizes)} / ${prng.pick(colours)}`;
  const cents = 450 + prng.int(240) * 50;
  const id = writeId(40_000_000_000_000 + prng.int(2 ** 32), 'ProductVariant', idForm);
  const files = `https://cdn.shopify.com/s/files/1/${shop.shopId.slice(0, 4)}/${shop.shopId.slice(4, 8)}/files/`;
  const image = `{"src":"${files}${slug}_${prng.uuid()}.jpg?v=${1_690_000_000 + prng.int(60_000_000)}"}`;
  // An old theme does not know the titles before translation.
  const original = (text: string): string => (terse ? '' : `"untranslatedTitle":${text},`);
  const product =
    `{"id":${writeId(7_000_000_000_000 + prng.int(2 ** 32), 'Product', idForm)},"title":${title},${original(title)}` +
    `"vendor":${JSON.stringify(shop.name)},"type":"${prng.chance(0.1) ? '' : noun}","url":"/products/${slug}"}`;
  return {
    id: flat(id),
    title,
    path: flat(`/products/${slug}-${prng.hex(4)}`),
    cents,
    json: flat(
      `{"id":${id},"sku":${prng.chance(0.15) ? 'null' : `"${prng.token(4).toUpperCase()}-${prng.int(10_000)}"`},` +
        `"title":"${option}",${original(`"${option}"`)}"image":${prng.chance(0.05) ? 'null' : image},` +
        `"price":${money(cents, currency, moneyAsText)},"product":${product}}`,
    ),
  };
}

function inventCollection(prng: Prng, { idForm }: Theme): Collection {
  const title = `${prng.pick(qualities)} ${prng.pick(nouns)}s`;
  return {
    id: flat(writeId(300_000_000_000 + prng.int(2 ** 32), 'Collection', idForm)),
    title: JSON.stringify(title),
    path: flat(`/collections/${title.toLowerCase().replace(' ', '-')}`),
  };
}

/** A web-pixel Money as JSON. */
export function money(cents: number, currency: string, asText: boolean): string {
  const amount = (cents / 100).toFixed(2);
  return `{"amount":${asText ? `"${amount}"` : String(cents / 100)},"currencyCode":"${currency}"}`;
}

function words(...lines: readonly string[]): string[] {
  return lines.join(' ').split(' ');
}

function writeId(id: number, kind: string, form: (typeof idForms)[number]): string {
  if (form === 'number') return String(id);
  return form === 'gid' ? `"gid://shopify/${kind}/${id}"` : `"${id}"`;
}
