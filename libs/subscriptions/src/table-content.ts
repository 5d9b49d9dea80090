import { Subscription } from '@pixel-relay/contracts';
import type { TableChange, TableEntry, TableListener } from './subscription-table.ts';

/** More subscriptions than the table may hold. Those past the bound would silently share nothing, so the stage must not go on. */
export class TooManySubscriptionsError extends Error {
  override readonly name = 'TooManySubscriptionsError';
  readonly subscriptionsMax: number;

  constructor(subscriptionsMax: number) {
    super(
      `there are more than ${subscriptionsMax} subscriptions: raise the option subscriptionsMax (about 1 KiB of memory each), or remove some`,
    );
    this.subscriptionsMax = subscriptionsMax;
  }
}

interface Held {
  readonly subscription: Subscription;
  readonly value: Buffer;
}

interface Shop {
  readonly byPartner: Map<string, Held>;
  /** made again at each change, so that a holder sees by identity whether it is still current */
  list: readonly Subscription[];
}

const NONE: readonly Subscription[] = Object.freeze([]);

/** The table's content, wherever its changes come from. Maps only: a shop may be called `__proto__`. */
export class TableContent {
  readonly #subscriptionsMax: number;
  readonly #shops = new Map<string, Shop>();
  readonly #listeners = new Set<TableListener>();
  #version = 0;
  #size = 0;

  constructor(subscriptionsMax: number) {
    this.#subscriptionsMax = subscriptionsMax;
  }

  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#size;
  }

  forShop(shopId: string): readonly Subscription[] {
    return this.#shops.get(shopId)?.list ?? NONE;
  }

  *entries(): Generator<TableEntry> {
    for (const [shopId, { byPartner }] of this.#shops)
      for (const [partner, { value }] of byPartner) yield { shopId, partner, value };
  }

  onChange(listener: TableListener): () => void {
    // A wrapper of its own, so that the same function given twice is two listeners.
    const own: TableListener = (change, version) => listener(change, version);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /**
   * Takes one change. Returns false when the value is no Subscription of that shop and partner; the key then holds
   * nothing, because the latest word on it could not be understood and an older one must not go on allowing.
   * @throws TooManySubscriptionsError
   */
  apply({ shopId, partner, value }: TableChange): boolean {
    const subscription = value === null ? null : decode(shopId, partner, value);
    const kept = value !== null && subscription !== null ? { subscription, value } : null;
    if (this.#put(shopId, partner, kept)) {
      this.#version++;
      const change = { shopId, partner, value: kept === null ? null : kept.value };
      for (const listener of this.#listeners) listener(change, this.#version);
    }
    return value === null || kept !== null;
  }

  /** Replaces everything: what a copy does with a snapshot. */
  replace(entries: Iterable<TableEntry>, version: number): void {
    const stale = new Set([...this.entries()].map(({ shopId, partner }) => JSON.stringify([shopId, partner])));
    for (const entry of entries) {
      stale.delete(JSON.stringify([entry.shopId, entry.partner]));
      this.apply(entry);
    }
    for (const name of stale) {
      const [shopId, partner] = JSON.parse(name) as [string, string];
      this.apply({ shopId, partner, value: null });
    }
    this.#version = version;
  }

  /** Returns whether anything changed. */
  #put(shopId: string, partner: string, held: Held | null): boolean {
    const shop = this.#shops.get(shopId);
    const before = shop?.byPartner.get(partner);
    if (held === null) {
      if (shop === undefined || before === undefined) return false;
      shop.byPartner.delete(partner);
      this.#size--;
      if (shop.byPartner.size === 0) this.#shops.delete(shopId);
      else shop.list = listOf(shop.byPartner);
      return true;
    }
    // Writers apply the same file again and again; what did not change must not cost anybody a compiled shop.
    if (before?.value.equals(held.value)) return false;
    if (before === undefined && this.#size >= this.#subscriptionsMax)
      throw new TooManySubscriptionsError(this.#subscriptionsMax);
    if (before === undefined) this.#size++;
    const byPartner = shop?.byPartner ?? new Map<string, Held>();
    byPartner.set(partner, held);
    const list = listOf(byPartner);
    if (shop === undefined) this.#shops.set(shopId, { byPartner, list });
    else shop.list = list;
    return true;
  }
}

function listOf(byPartner: Map<string, Held>): readonly Subscription[] {
  const sorted = [...byPartner].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.freeze(sorted.map(([, { subscription }]) => subscription));
}

function decode(shopId: string, partner: string, value: Buffer): Subscription | null {
  let subscription: Subscription;
  try {
    subscription = Subscription.decode(value);
  } catch {
    return null;
  }
  if (subscription.shopId !== shopId || subscription.partner !== partner) return null;
  for (const part of [subscription.eventNames, subscription.requiredPurposes, subscription.fields]) Object.freeze(part);
  for (const part of [subscription.kafka, subscription.webhook]) Object.freeze(part);
  return Object.freeze(subscription);
}
