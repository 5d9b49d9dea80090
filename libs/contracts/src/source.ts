/** Which life of a raw topic a coordinate belongs to: minted at random, so that a replay by hand is not taken for a duplicate. */
export type Epoch = bigint;

/** Offsets [firstOffset, nextOffset) of one raw partition in one epoch: what a batch accounts for. */
export interface SourceRange {
  readonly topic: string;
  readonly epoch: Epoch;
  readonly partition: number;
  readonly firstOffset: number;
  readonly nextOffset: number;
  /** receipt of the oldest event inside, ms since 1970; 0 when there is none */
  readonly oldestReceivedMs: number;
}

/** 16 hexadecimal digits, as epochs are shown and keyed. */
export const epochText = (epoch: Epoch): string => epoch.toString(16).padStart(16, '0');
