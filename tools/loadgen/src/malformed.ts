import type { DataFlaw } from './event-data.ts';
import type { EventName } from './event-mix.ts';
import { Weighted } from './weighted.ts';

/** Members without which an event is no event. */
export type NeededMember = 'id' | 'name' | 'clientId' | 'timestamp' | 'shopId';

/** One way in which a raw record cannot become an event that is delivered; `kind` is what expectations call it. */
export type Damage =
  | { readonly kind: 'empty' | 'invalid_utf8' | 'truncated_json' | 'array'; readonly where: 'bytes' }
  | { readonly kind: string; readonly where: 'member'; readonly member: NeededMember }
  | { readonly kind: DataFlaw; readonly where: 'data'; readonly name: EventName }
  | { readonly kind: 'from_the_future' | 'too_old'; readonly where: 'timestamp' };

const missing = (member: NeededMember): Damage => ({ kind: `missing_${member}`, where: 'member', member });
const flawed = (kind: DataFlaw, name: EventName): Damage => ({ kind, where: 'data', name });

/** Every kind of damage of the load, by how often it is met. Sizes and depths past the limits: see nasty-records.ts. */
export const damages = new Weighted<Damage>([
  [{ kind: 'empty', where: 'bytes' }, 2],
  [{ kind: 'invalid_utf8', where: 'bytes' }, 2],
  [{ kind: 'truncated_json', where: 'bytes' }, 4],
  [{ kind: 'array', where: 'bytes' }, 1],
  [missing('id'), 1],
  [missing('name'), 1],
  [missing('clientId'), 2],
  [missing('timestamp'), 1],
  [missing('shopId'), 1],
  [flawed('no_variant', 'product_viewed'), 2],
  [flawed('no_query', 'search_submitted'), 2],
  [flawed('no_merchandise', 'product_added_to_cart'), 2],
  [flawed('no_checkout', 'checkout_started'), 1],
  [flawed('no_checkout', 'checkout_completed'), 1],
  [flawed('no_order_id', 'checkout_completed'), 1],
  [flawed('no_total', 'checkout_completed'), 1],
  [flawed('no_currency', 'checkout_completed'), 1],
  [{ kind: 'from_the_future', where: 'timestamp' }, 2],
  [{ kind: 'too_old', where: 'timestamp' }, 3],
]);

/** An event this far ahead of its receipt, or further, is dead. */
export const AHEAD_DEAD_MS = 10 * 60_000;
/** An event further back than this is dead. */
export const AGE_ALIVE_MS = 7 * 24 * 3_600_000;
