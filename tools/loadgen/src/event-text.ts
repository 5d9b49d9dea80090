import type { Customer } from './customers.ts';
import type { EventBody } from './event-data.ts';
import type { EventMix } from './event-mix.ts';
import type { NeededMember } from './malformed.ts';
import type { Prng } from './prng.ts';

/** When and under which name one event happened. */
export interface Stamp {
  readonly id: string;
  readonly name: string;
  readonly type: 'standard' | 'custom';
  readonly timestampMs: number;
  /** null: the edge left it to the record's timestamp */
  readonly receivedMs: number | null;
}

/** Members come in any order: these are the orders that the load has, in places of the list made by writeEvent. */
const orders: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8],
  [8, 7, 6, 3, 0, 4, 5, 2, 1, 12, 11, 10, 9, 15, 14, 13],
];

/**
 * The raw record's JSON. Parts that do not change are joined as text, not built as objects: the load must cost little
 * beside what it measures. `damaged` is left out, or sent as null.
 */
export function writeEvent(
  prng: Prng,
  mix: EventMix,
  customer: Customer,
  stamp: Stamp,
  body: EventBody,
  damaged?: NeededMember,
): string {
  const { shop } = customer.catalogue;
  const { blocked, customerPrivacy, privacySignals } = customer.profile;
  const full = mix.context === 'full';
  customer.seq += 1;
  const members = [
    `"id":"${stamp.id}"`,
    `"name":"${stamp.name}"`,
    `"clientId":"${customer.clientId}"`,
    `"timestamp":"${new Date(stamp.timestampMs).toISOString()}"`,
    `"type":"${stamp.type}"`,
    `"seq":${customer.seq}`,
    full ? fullContext(prng, mix, customer, body) : shortContext(customer, body),
    `"data":${body.data}`,
    body.customData === '' ? '' : `"customData":${body.customData}`,
    `"shopId":"${shop.shopId}"`,
    full ? `"shopDomain":"${shop.shopDomain}"` : '',
    customerPrivacy === null ? '' : `"customerPrivacy":${customerPrivacy}`,
    privacySignals === null || (!full && !blocked) ? '' : `"privacySignals":${privacySignals}`,
    full ? `"client":${customer.clientJson}` : '',
    full ? `"requestId":"${prng.uuid()}"` : '',
    stamp.receivedMs === null ? '' : `"receivedAt":"${new Date(stamp.receivedMs).toISOString()}"`,
  ];
  if (damaged !== undefined) members[places[damaged]] = prng.chance(0.5) ? '' : `"${damaged}":null`;
  let text = '';
  for (const place of orders[prng.int(orders.length)]!) {
    const member = members[place]!;
    if (member !== '') text += (text === '' ? '{' : ',') + member;
  }
  return `${text}}`;
}

const places: Record<NeededMember, number> = { id: 0, name: 1, clientId: 2, timestamp: 3, shopId: 9 };

function fullContext(prng: Prng, mix: EventMix, customer: Customer, body: EventBody): string {
  const { browser, catalogue } = customer;
  const { host } = catalogue.shop;
  const search = prng.chance(0.75)
    ? `${customer.search === '' ? '?' : `${customer.search}&`}${pageParameters(prng)}`
    : customer.search;
  const href = `https://${host}${body.path}${search}`;
  const referrer = customer.referrer;
  customer.referrer = prng.chance(0.3) ? href : `https://${host}${body.path}`;
  const location = catalogue.terse
    ? `{"host":"${host}","href":"${href}","pathname":"${body.path}","search":"${search}"}`
    : `{"hash":"","host":"${host}","hostname":"${host}","href":"${href}","origin":"https://${host}",` +
      `"pathname":"${body.path}","port":"","protocol":"https:","search":"${search}"}`;
  const context =
    `"context":{"document":{"characterSet":"UTF-8","location":${location},"referrer":"${referrer}","title":${body.title}},` +
    `"navigator":${browser.navigator}`;
  if (catalogue.terse && mix.windowLocationShare === 0) return `${context}}`;
  const scrolled = prng.int(4 * browser.screenHeight);
  const inWindow = prng.chance(mix.windowLocationShare) ? `,"location":${location}` : '';
  return (
    `${context},"window":${browser.windowHead},"pageYOffset":${scrolled},"scrollY":${scrolled},` +
    `"origin":"https://${host}"${inWindow}}}`
  );
}

/** What a theme appends to the links inside its own pages. */
function pageParameters(prng: Prng): string {
  const kind = prng.float();
  if (kind < 0.45) return `_pos=${1 + prng.int(30)}&_sid=${prng.hex(9)}&_ss=r`;
  if (kind < 0.7) return `_gl=1*${prng.token(8)}*_gcl_au*${prng.token(28)}*_ga*${prng.token(24)}`;
  return `pr_prod_strat=e5_desc&pr_rec_id=${prng.hex(9)}&pr_rec_pid=${7_000_000_000_000 + prng.int(2 ** 32)}&pr_seq=uniform`;
}

const shortContext = (customer: Customer, body: EventBody): string =>
  `"context":{"document":{"location":{"href":"https://${customer.catalogue.shop.host}${body.path}"}}}`;
