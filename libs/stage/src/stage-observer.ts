import type { Fetched, TopicPartition, UnreadableRange } from '@pixel-relay/kafka';
import type { Assignment, DoneUnit } from './protocol/assignment.ts';

/** What a runtime tells as it goes, a batch at a time; metrics, status and logs are made from it. */
export interface StageObserver {
  joined(assignments: readonly Assignment[]): void;
  fetched(assignment: Assignment, fetched: Fetched): void;
  sent(target: TopicPartition, records: number, bytes: number): void;
  /** units whose output is acknowledged */
  done(assignment: Assignment, done: readonly DoneUnit[]): void;
  committed(assignment: Assignment, offset: number): void;
  /** the broker will not take a commit: the stage ends */
  commitRefused(): void;
  /** the partition is held there until an operator passes it over */
  held(assignment: Assignment, range: UnreadableRange): void;
}
