import { Weighted } from './weighted.ts';

/** Event names that the load has, in closed lists; custom events are a storefront's own. */
export const standardNames = [
  'page_viewed',
  'product_viewed',
  'collection_viewed',
  'search_submitted',
  'cart_viewed',
  'product_added_to_cart',
  'product_removed_from_cart',
  'checkout_started',
  'checkout_contact_info_submitted',
  'payment_info_submitted',
  'checkout_completed',
] as const;
export const customNames = ['wishlist_added', 'size_guide_opened', 'newsletter_shown', 'theme:quick_view'] as const;
export type EventName = (typeof standardNames)[number] | (typeof customNames)[number];

/** Average size of a raw event, in thousands of bytes. */
export const sizesKb = [0.5, 1.8, 8] as const;
export type SizeKb = (typeof sizesKb)[number];

/** How events of one average size are made: which happen, and how much each carries. */
export interface EventMix {
  readonly names: Weighted<EventName>;
  /** full: as a browser sends it; short: what an old theme sends */
  readonly context: 'full' | 'short';
  /** share of full contexts that have `window.location` too */
  readonly windowLocationShare: number;
  /** products in a search result or a collection */
  readonly listedMax: number;
  /** different things in a cart */
  readonly linesMax: number;
}

const mix = (weights: Record<EventName, number>, rest: Omit<EventMix, 'names'>): EventMix => ({
  names: new Weighted(Object.entries(weights) as [EventName, number][]),
  ...rest,
});

const browsing: Record<EventName, number> = {
  page_viewed: 68,
  product_viewed: 19,
  collection_viewed: 6,
  search_submitted: 5,
  cart_viewed: 2,
  product_added_to_cart: 6,
  product_removed_from_cart: 1,
  checkout_started: 2,
  checkout_contact_info_submitted: 1,
  payment_info_submitted: 1,
  checkout_completed: 1.5,
  wishlist_added: 1,
  size_guide_opened: 0.5,
  newsletter_shown: 1,
  'theme:quick_view': 0.5,
};

/** Hardly any products or carts: what carries them is larger than this load's average. */
const glancing: Record<EventName, number> = {
  ...browsing,
  page_viewed: 170,
  product_viewed: 8,
  collection_viewed: 1,
  search_submitted: 1,
  cart_viewed: 0.5,
  product_added_to_cart: 2,
  checkout_started: 1,
  checkout_contact_info_submitted: 0.2,
  payment_info_submitted: 0.2,
  checkout_completed: 0.6,
};

/** Long lists of products and full carts. */
const collecting: Record<EventName, number> = {
  ...browsing,
  page_viewed: 20,
  product_viewed: 12,
  collection_viewed: 54,
  search_submitted: 26,
  cart_viewed: 10,
};

export const mixes: Record<SizeKb, EventMix> = {
  0.5: mix(glancing, { context: 'short', windowLocationShare: 0, listedMax: 1, linesMax: 1 }),
  1.8: mix(browsing, { context: 'full', windowLocationShare: 0, listedMax: 2, linesMax: 2 }),
  8: mix(collecting, { context: 'full', windowLocationShare: 1, listedMax: 40, linesMax: 16 }),
};
