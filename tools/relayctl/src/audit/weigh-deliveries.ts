/** Deliveries (event x partner) of all epochs together: what is wrong with them, and what is worth knowing. */
import type { Log } from '@pixel-relay/kafka';
import { type DeliveryAccount, readDeliveries, retryTiers } from '@pixel-relay/stage';
import type { DeadLetterIndex } from './dead-letter-index.ts';
import type { PipelineReading } from './read-pipeline.ts';

export interface WeighedDeliveries {
  readonly account: DeliveryAccount;
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/** null: the producer has committed nothing, or the retry topics were never made. */
export async function weighDeliveries(log: Log, { stages }: PipelineReading): Promise<WeighedDeliveries | null> {
  const { groupId, entries } = stages.at(-1)!;
  const described = await log.admin.describe(retryTiers.map(({ topic }) => topic));
  if (entries.length === 0 || [...described.values()].includes(null)) return null;
  const sources = entries.map(({ source }) => source);
  const account = await readDeliveries(log.admin, groupId, sources);
  const problems: string[] = [];
  const notes: string[] = [];
  if (account.surplus < 0)
    problems.push(
      `deliveries: ${-account.surplus} that were parked are not in the retry topics: a topic was made anew, or records of it deleted`,
    );
  else if (account.surplus > 0)
    notes.push(
      `deliveries: ${account.surplus} are in the retry topics beyond those counted as parked, and may come twice`,
    );
  for (const { topic, expired, missing, reset } of account.tiers) {
    if (expired > 0) problems.push(`${topic}: ${expired} deliveries were deleted before they were read: they are lost`);
    if (missing !== 0) problems.push(`${topic}: ${missing} deliveries were read and have no outcome`);
    if (reset > 0)
      notes.push(`${topic}: the offsets of ${reset} partitions were reset, what was counted there is gone`);
  }
  if (sources.some(({ counters }) => counters === null))
    notes.push('deliveries: those of retired epochs are no longer counted, which makes the surplus larger');
  return { account, problems, notes };
}

/** A letter of a delivery is there before it is counted as dead; it can be there more than once. */
export const lettersMissing = ({ account }: WeighedDeliveries, letters: DeadLetterIndex): string[] =>
  letters.whole && letters.deliveries + letters.strays < account.dead
    ? [
        `deliveries: ${account.dead} are counted as dead, but there are only ${letters.deliveries} dead letters of deliveries`,
      ]
    : [];
