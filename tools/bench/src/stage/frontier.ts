/** How far a group is, from its commits alone, and what it says became of the events. */
import type { LogAdmin } from '@pixel-relay/kafka';
import { decodeAccount } from '@pixel-relay/stage';

/** Events by how they ended at a stage, upstream's endings included. */
export interface Outcomes {
  readonly forwarded: number;
  readonly denied: number;
  readonly filtered: number;
  readonly dead: number;
}

export interface Frontier {
  /** every partition is committed to the end that it has */
  readonly atEnd: boolean;
  readonly outcomes: Outcomes;
}

/** The commits are read before the ends, so `atEnd` is never said too early. */
export async function readFrontier(admin: LogAdmin, groupId: string, inputTopic: string): Promise<Frontier> {
  const committed = await admin.committed(groupId, inputTopic);
  const ends = await admin.offsets(inputTopic);
  const outcomes = { forwarded: 0, denied: 0, filtered: 0, dead: 0 };
  for (const commit of committed.values()) {
    if (commit === null || commit.metadata === '') continue;
    for (const { counters } of decodeAccount(commit.metadata).account.sources) {
      if (counters === null) continue;
      for (const name of ['forwarded', 'denied', 'filtered', 'dead'] as const) outcomes[name] += counters[name];
    }
  }
  const atEnd = ends.every(({ partition, end }) => end === 0 || (committed.get(partition)?.offset ?? 0) >= end);
  return { atEnd, outcomes };
}
