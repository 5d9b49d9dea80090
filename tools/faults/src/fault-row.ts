import type { Log } from '@pixel-relay/kafka';
import type { Cluster } from './cluster.ts';
import type { StageName } from '@pixel-relay/demo';
import type { Fleet } from './fleet.ts';

/** What a fault may do to. */
export interface FaultContext {
  readonly fleet: Fleet;
  readonly cluster: Cluster;
  /** past the proxies, with the row's topic prefix */
  readonly log: Log;
  readonly topicPrefix: string;
  /** with the prefix */
  readonly groupIds: Readonly<Record<StageName, string>>;
  /** resolves when the stages have taken that share of the row's events */
  readonly reached: (share: number) => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
  /** seeded, in [0, 1) */
  readonly random: () => number;
}

/** What a rolling restart cost. */
export interface RestartCost {
  /** longest time in which the group's frontier did not move, although events came in; measured every 100 ms */
  readonly pauseMaxMs: number;
  /** events that a replica took in again after another had: records taken in beyond those in the topic, at the mean size */
  readonly refetchedEvents: number;
  /** highest p99 seen at the last stage: from receipt to having been handed over */
  readonly ageP99Ms: number;
}

/** What a fault did. */
export interface Injection {
  /** how often it happened, as far as can be proven */
  readonly fired: number;
  /** what it should have brought about and did not, in words */
  readonly missing?: readonly string[];
  /** raw events that the fault itself wrote: each must end as a dead letter, beside those of the load */
  readonly dead?: number;
  readonly restart?: RestartCost;
  /** looked at when all events are accounted for: what does not hold, in words */
  readonly afterwards?: () => Promise<readonly string[]>;
}

/** One fault: how it is made to happen under load. */
export interface FaultRow {
  readonly name: string;
  readonly nodes: 1 | 3;
  /** the stages reach the brokers by proxies; three nodes only */
  readonly proxied?: boolean;
  readonly replicas: Partial<Readonly<Record<StageName, number>>>;
  readonly flags?: Partial<Readonly<Record<StageName, readonly string[]>>>;
  /** of the first replica of that stage, in its first life */
  readonly crashAt?: { readonly stage: StageName; readonly at: string };
  /** a worker thread of that stage dies when it is given bytes that hold this text */
  readonly crashOn?: { readonly stage: StageName; readonly text: string };
  /** events a second */
  readonly rate?: number;
  /** a delivery may reach its partner again: its stage or its broker was hit */
  readonly repeatsAllowed: boolean;
  /** Makes it happen; the load goes on until it has. Deaths of processes by a crash point are counted without it. */
  readonly inject?: (context: FaultContext) => Promise<Injection>;
}
