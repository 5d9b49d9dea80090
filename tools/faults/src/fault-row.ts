import type { LocalKafka } from '@pixel-relay/local-kafka';
import type { Fleet, StageName } from './fleet.ts';

/** What a fault may do to. */
export interface FaultContext {
  readonly fleet: Fleet;
  readonly kafka: LocalKafka;
  /** resolves when the stages have taken that share of the row's events */
  readonly reached: (share: number) => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
  /** seeded, in [0, 1) */
  readonly random: () => number;
}

/** One fault: how it is made to happen under load. */
export interface FaultRow {
  readonly name: string;
  readonly nodes: 1 | 3;
  readonly replicas: Partial<Readonly<Record<StageName, number>>>;
  readonly flags?: Partial<Readonly<Record<StageName, readonly string[]>>>;
  /** of the first replica of that stage, in its first life */
  readonly crashAt?: { readonly stage: StageName; readonly at: string };
  readonly rate?: number;
  /** a delivery may reach its partner again: its stage or its partner was hit */
  readonly repeatsAllowed: boolean;
  /** Makes it happen; returns how often it did. Deaths of processes by a crash point are counted without it. */
  readonly inject?: (context: FaultContext) => Promise<number>;
}
