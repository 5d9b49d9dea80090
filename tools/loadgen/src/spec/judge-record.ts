import { Purpose, type Subscription, SubscriptionState } from '@pixel-relay/contracts';

/** What the specs' own reading of a raw record comes to. */
export interface Judgement {
  readonly outcome: 'delivered' | 'denied' | 'filtered' | 'dead';
  readonly partners: readonly string[];
  /** why it is dead */
  readonly dead?: 'unreadable' | 'no_object' | 'missing' | 'time';
}

type Json = Record<string, unknown>;

/**
 * The rules of the service once more, read from the bytes as slowly and plainly as can be. It shares nothing with the
 * tables by which events are made, so that the two can disagree. Sizes and depths are not its business.
 */
export function judgeRecord(value: Buffer | null, recordMs: number, subscriptions: readonly Subscription[]): Judgement {
  if (value === null) return { outcome: 'filtered', partners: [] };
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value));
  } catch {
    return dead('unreadable');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return dead('no_object');
  const event = parsed as Json;
  for (const name of ['id', 'name', 'clientId', 'timestamp', 'shopId']) {
    if (typeof own(event, name) !== 'string' || own(event, name) === '') return dead('missing');
  }
  if (lacksFields(event)) return dead('missing');
  const receivedMs = typeof event['receivedAt'] === 'string' ? Date.parse(event['receivedAt']) : recordMs;
  const occurredMs = Date.parse(event['timestamp'] as string);
  if (!(occurredMs < receivedMs + 600_000) || occurredMs < receivedMs - 604_800_000) return dead('time');
  return judgeConsent(event, subscriptions);
}

function judgeConsent(event: Json, subscriptions: readonly Subscription[]): Judgement {
  const wanting = subscriptions.filter(
    ({ shopId, state, eventNames }) =>
      shopId === event['shopId'] &&
      state === SubscriptionState.ACTIVE &&
      (!eventNames?.length || eventNames.includes(event['name'] as string)),
  );
  if (wanting.length === 0) return { outcome: 'filtered', partners: [] };
  const signals = object(event, 'privacySignals');
  const signalled = signals['gpc'] === true || !!signals['gpp'] || !!signals['tcf'];
  const flags = object(event, 'customerPrivacy');
  const partners = wanting
    .filter(({ requiredPurposes }) => !signalled && requiredPurposes!.every(it => own(flags, flagOf[it]!) === true))
    .map(({ partner }) => partner!);
  return { outcome: partners.length === 0 ? 'denied' : 'delivered', partners };
}

const flagOf: Readonly<Record<number, string>> = {
  [Purpose.ANALYTICS]: 'analyticsProcessingAllowed',
  [Purpose.MARKETING]: 'marketingAllowed',
  [Purpose.PREFERENCES]: 'preferencesProcessingAllowed',
  [Purpose.SALE_OF_DATA]: 'saleOfDataAllowed',
};

function lacksFields(event: Json): boolean {
  const data = object(event, 'data');
  const name = event['name'] as string;
  if (name === 'product_viewed') return !isObject(data['productVariant']);
  if (name === 'search_submitted') return !object(data, 'searchResult')['query'];
  if (name === 'product_added_to_cart') return !isObject(object(data, 'cartLine')['merchandise']);
  if (name.startsWith('checkout_') && !isObject(data['checkout'])) return true;
  if (name !== 'checkout_completed') return false;
  const checkout = object(data, 'checkout');
  const total = object(checkout, 'totalPrice');
  return (
    !object(checkout, 'order')['id'] || total['amount'] == null || !(total['currencyCode'] ?? checkout['currencyCode'])
  );
}

const dead = (why: NonNullable<Judgement['dead']>): Judgement => ({ outcome: 'dead', partners: [], dead: why });
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const own = (of: Json, name: string): unknown => (Object.hasOwn(of, name) ? of[name] : undefined);
const object = (of: Json, name: string): Json => {
  const value = own(of, name);
  return isObject(value) ? value : {};
};
