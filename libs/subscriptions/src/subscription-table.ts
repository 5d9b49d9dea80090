import type { Subscription } from '@pixel-relay/contracts';

/** Which shop shares what with whom, as of now. A lookup is one Map access; what it returns never changes in place. */
export interface SubscriptionTable {
  /** Counts the changes taken. Equal versions of one table mean equal content. */
  readonly version: number;
  /** subscriptions held, of all shops and states */
  readonly size: number;
  /** records that could not be read since the start; each took away whatever its key had allowed before */
  readonly unreadable: number;
  /** Sorted by partner, frozen, and the same array until one of this shop's subscriptions changes. Empty for an unknown shop. */
  forShop(shopId: string): readonly Subscription[];
  /** Calls back after every change until the returned function is called. */
  onChange(listener: TableListener): () => void;
  /** Everything it holds, in no particular order: what a copy starts from. */
  entries(): Iterable<TableEntry>;
  /** Resolves after close(). Rejects when the table no longer follows its source: whoever depends on it must stop. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** One subscription as the topic has it. */
export interface TableEntry {
  readonly shopId: string;
  readonly partner: string;
  /** the encoded Subscription */
  readonly value: Buffer;
}

/** value null: removed */
export type TableChange = Omit<TableEntry, 'value'> & { readonly value: Buffer | null };

export type TableListener = (change: TableChange, version: number) => void;
