import type { Clock } from '@pixel-relay/clock';
import type { InMemoryCluster } from './in-memory-cluster.ts';

/** What can be made to go wrong. The first word says whose request; the rest what becomes of it. */
export const FAULTS = [
  /** appended, but the sender is told that it is not known */
  'produce_ack_lost',
  /** not appended, and the sender is told that it is not known */
  'produce_lost',
  /** not appended, and the sender is told so */
  'produce_refused',
  /** the sender is told at once that it is not known; the records are appended later: a zombie's write, a late duplicate */
  'produce_late',
  /** appended later, and acknowledged then: a send that its sender's death overtakes */
  'produce_slow',
  /** not written; the lease stays */
  'commit_refused',
  /** written, but the lease's holder is told that it is not known */
  'commit_ack_lost',
  /** the holder is told at once that it is not known; the commit arrives later and is written if its generation still stands */
  'commit_late',
  /** as commit_late, but written whatever the generation: the worst that a client's own retry could do */
  'commit_late_unfenced',
  /** the fetch gives less than it could: cut at an offset drawn by lot, inside gaps too */
  'fetch_cut',
  /** the fetch fails; the client tries again */
  'fetch_failed',
  /** the fetch fails so that the client rejoins at once: leases die without `revoking`, while handlers run */
  'fetch_rejoin',
  /** the coordinator forgets a member that believes itself alive */
  'session_lost',
  'rebalance_forced',
  'topic_recreated',
  'partitions_added',
  /** records below an offset are deleted */
  'log_start_moved',
  /** a connection, with everything that uses it, stands still and goes on later (a stopped process) */
  'connection_frozen',
  /** a connection, with everything that uses it, is gone without a word (a killed process) */
  'connection_crashed',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The faults that strike a request on its way; the others are caused by calling the method that is named like them. */
export type RequestFault = Extract<Fault, `produce_${string}` | `commit_${string}` | `fetch_${string}`>;

export interface Arming {
  /** chance for each request that it could strike; 1 by default */
  readonly probability?: number;
  /** how often it may strike; by default as often as it comes */
  readonly times?: number;
  readonly topic?: string;
  readonly partition?: number;
  /** how long what is late is late, drawn evenly; [1, 1000] by default */
  readonly lateMs?: readonly [least: number, most: number];
}

interface Armed extends Arming {
  left: number;
}

/** One strike: how late what is late arrives. */
export interface Strike {
  readonly lateMs: number;
}

/**
 * Makes an InMemoryCluster misbehave, by lot from the cluster's clock, and counts what really happened: a test whose
 * fault never fired has tested nothing.
 */
export class Faults {
  readonly #clock: Clock;
  readonly #cluster: InMemoryCluster;
  readonly #armed = new Map<RequestFault, Set<Armed>>();
  readonly #fired = new Map<Fault, number>();

  constructor(clock: Clock, cluster: InMemoryCluster) {
    this.#clock = clock;
    this.#cluster = cluster;
  }

  /** Lets the fault strike from now on; the returned function ends it. */
  arm(fault: RequestFault, arming: Arming = {}): () => void {
    const armed: Armed = { ...arming, left: arming.times ?? Infinity };
    const all = this.#armed.get(fault) ?? new Set<Armed>();
    this.#armed.set(fault, all.add(armed));
    return () => void all.delete(armed);
  }

  disarmAll(): void {
    this.#armed.clear();
  }

  fired(fault: Fault): number {
    return this.#fired.get(fault) ?? 0;
  }

  /** Every fault with how often it happened. */
  counts(): Readonly<Record<Fault, number>> {
    return Object.fromEntries(FAULTS.map(fault => [fault, this.fired(fault)])) as Record<Fault, number>;
  }

  /** For the cluster: counts something that happened. */
  count(fault: Fault): void {
    this.#fired.set(fault, this.fired(fault) + 1);
  }

  /** For the cluster: does the fault strike this request? Counted if so. */
  strike(fault: RequestFault, topic: string, partition: number): Strike | null {
    const all = this.#armed.get(fault);
    if (!all) return null;
    for (const armed of all) {
      if (armed.topic !== undefined && armed.topic !== topic) continue;
      if (armed.partition !== undefined && armed.partition !== partition) continue;
      const probability = armed.probability ?? 1;
      if (probability < 1 && this.#clock.random() >= probability) continue;
      if (--armed.left <= 0) all.delete(armed);
      this.count(fault);
      const [least, most] = armed.lateMs ?? [1, 1000];
      return { lateMs: least + this.#clock.random() * (most - least) };
    }
    return null;
  }

  /** The coordinator forgets a member (by default one drawn by lot), which learns it from its next request. */
  loseSession(groupId: string, memberId?: string): void {
    const group = this.#cluster.group(groupId);
    const members = group.members();
    const lost = memberId ?? members[Math.floor(this.#clock.random() * members.length)]?.memberId;
    if (lost !== undefined && group.remove(lost)) this.count('session_lost');
  }

  forceRebalance(groupId: string): void {
    const group = this.#cluster.group(groupId);
    if (group.rebalancing || group.members().length === 0) return;
    group.rebalance();
    this.count('rebalance_forced');
  }

  /** Removes the topic with its commits and makes it again, empty. */
  recreateTopic(topic: string, partitions?: number): void {
    this.#cluster.recreateTopic(topic, partitions);
    this.count('topic_recreated');
  }

  addPartitions(topic: string, partitions: number): void {
    this.#cluster.addPartitions(topic, partitions);
    this.count('partitions_added');
  }

  /** Deletes records below `offset`, which may be past what a group has taken. */
  moveLogStart(topic: string, partition: number, offset: number): void {
    if (this.#cluster.deleteRecords(topic, partition, offset)) this.count('log_start_moved');
  }
}
