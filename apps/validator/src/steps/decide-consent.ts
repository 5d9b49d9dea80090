import { compileShop, ConsentReader, type ShopRules } from '@pixel-relay/consent';
import { BytesCache, EventField, type FieldScan, type StepOutcome, type Subscription } from '@pixel-relay/contracts';
import { textAt } from '../text-at.ts';

/** Which shop shares what with whom, as this thread knows it. */
export interface ShopSubscriptions {
  /** The shop's subscriptions; the same array as long as none of them changed. */
  forShop(shopId: string): readonly Subscription[];
  /** Changes whenever any subscription of any shop does. */
  readonly version: number;
}

export interface DecideConsentOptions {
  readonly subscriptions: ShopSubscriptions;
  /** shops whose compiled rules are kept */
  readonly shopsCachedMax: number;
}

interface CachedShop {
  readonly shopId: string;
  subscriptions: readonly Subscription[];
  rules: ShopRules;
  version: number;
}

/** Longer shop ids are looked up anew for every event; real ones have some twenty bytes. */
const SHOP_ID_BYTES_MAX = 128;

/** For each partner that wants the event: may it have it? Forwards with the verdict, or drops. */
export function decideConsent(options: DecideConsentOptions): (scan: FieldScan, eventName: string) => StepOutcome {
  const { subscriptions } = options;
  const shops = new BytesCache<CachedShop>(options.shopsCachedMax, SHOP_ID_BYTES_MAX);
  const consent = new ConsentReader();

  return function decideConsentStep(scan, eventName) {
    const bits = scan.hasContent(EventField.CONSENT)
      ? consent.read(scan.bytes, scan.startOf(EventField.CONSENT), scan.endOf(EventField.CONSENT))
      : consent.read(scan.bytes, 0, 0);
    return rulesOf(scan).outcomeOf(eventName, bits);
  };

  function rulesOf(scan: FieldScan): ShopRules {
    const start = scan.startOf(EventField.SHOP_ID);
    const end = scan.endOf(EventField.SHOP_ID);
    const known = shops.get(scan.bytes, start, end);
    if (known !== undefined) {
      if (known.version !== subscriptions.version) refresh(known);
      return known.rules;
    }
    const shopId = textAt(scan.bytes, start, end);
    const current = subscriptions.forShop(shopId);
    const rules = compileShop(current);
    shops.set(scan.bytes, start, end, { shopId, subscriptions: current, rules, version: subscriptions.version });
    return rules;
  }

  /** Something changed somewhere; only a shop whose own array is another one is compiled again. */
  function refresh(shop: CachedShop): void {
    const current = subscriptions.forShop(shop.shopId);
    shop.version = subscriptions.version;
    if (current === shop.subscriptions) return;
    shop.subscriptions = current;
    shop.rules = compileShop(current);
  }
}
