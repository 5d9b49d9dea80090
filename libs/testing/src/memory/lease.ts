import type { Committed, Lease } from '@pixel-relay/kafka';

/** One stay in the group, from a join to its end: what all leases of that join have in common. */
export interface Membership {
  readonly memberId: string;
  /** the group's, for the coordinator */
  readonly groupGeneration: number;
  /** the consumer's own count of joins */
  readonly joins: number;
  live: boolean;
  lastHeartbeatMs: number;
}

export type CommitLease = (lease: MemoryLease, offset: number, metadata: string) => Promise<void>;

export class MemoryLease implements Lease {
  readonly topic: string;
  readonly partition: number;
  readonly committed: Committed | null;
  readonly membership: Membership;
  readonly #commit: CommitLease;
  #position: number;
  #seeks = 0;
  /** called when something happened that a waiting fetch must look at */
  wake: () => void = () => undefined;

  constructor(
    at: { readonly topic: string; readonly partition: number },
    membership: Membership,
    committed: Committed | null,
    position: number,
    commit: CommitLease,
  ) {
    this.topic = at.topic;
    this.partition = at.partition;
    this.membership = membership;
    this.committed = committed;
    this.#position = position;
    this.#commit = commit;
  }

  get generation(): number {
    return this.membership.joins;
  }

  get live(): boolean {
    return this.membership.live;
  }

  get lastHeartbeatMs(): number {
    return this.membership.lastHeartbeatMs;
  }

  get position(): number {
    return this.#position;
  }

  /** counts the seeks: a fetch that began before the last one is void */
  get seeks(): number {
    return this.#seeks;
  }

  seek(offset: number): void {
    if (!Number.isSafeInteger(offset) || offset < 0) throw new RangeError(`cannot seek to offset ${offset}`);
    if (!this.live) return;
    this.#position = offset;
    this.#seeks++;
    this.wake();
  }

  /** Moves on after a batch was taken, unless the holder chose another place meanwhile. */
  taken(next: number, seeksBefore: number): void {
    if (this.live && this.#seeks === seeksBefore) this.#position = next;
  }

  commit(offset: number, metadata: string): Promise<void> {
    return this.#commit(this, offset, metadata);
  }
}
