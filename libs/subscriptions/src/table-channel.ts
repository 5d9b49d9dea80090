/**
 * How a table reaches worker threads: one BroadcastChannel per stage, encoded subscriptions in it. A thread asks for a
 * snapshot; what changes afterwards follows as increments, numbered by the table's version.
 */
export type ChannelMessage =
  | { readonly kind: 'ask' }
  | { readonly kind: 'snapshot'; readonly version: number; readonly entries: readonly SentEntry[] }
  | { readonly kind: 'change'; readonly version: number; readonly change: SentChange };

/** Buffers arrive as plain Uint8Arrays. */
export interface SentEntry {
  readonly shopId: string;
  readonly partner: string;
  readonly value: Uint8Array;
}
export type SentChange = Omit<SentEntry, 'value'> & { readonly value: Uint8Array | null };

/** The channel's name in the process: stages that share a process must not hear each other. */
export const channelFor = (name: string): string => `pixel-relay/subscriptions/${name}`;

export const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const entryOf = ({ shopId, partner, value }: SentEntry): { shopId: string; partner: string; value: Buffer } => ({
  shopId,
  partner,
  value: bufferOf(value),
});
