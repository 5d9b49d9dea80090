/**
 * What became of the deliveries (event x partner), from Kafka alone: the producer's commits, those of the retry topics'
 * readers, and the topics' ends. handed = accepted + withdrawn + dead + waiting - surplus.
 */
import type { LogAdmin } from '@pixel-relay/kafka';
import type { PairCounters, SourceAccount } from './protocol/account.ts';
import { decodeAccount } from './protocol/account-codec.ts';
import { retryGroupId, type RetryTier, retryTiers } from './retry-tiers.ts';

export interface TierReading {
  readonly topic: string;
  /** records that its reader has not accounted for */
  readonly waiting: number;
  /** written to it so far */
  readonly written: number;
  /** how its reader's deliveries ended; parked: in the next topic */
  readonly pairs: PairCounters;
  /** records that were no deliveries; each has a dead letter */
  readonly unreadable: number;
  /** deleted before they were read: lost */
  readonly expired: number;
  /** read, and without any outcome */
  readonly missing: number;
  /** partitions whose offset was set by Kafka's own tools and that no reader has taken up since */
  readonly reset: number;
}

export interface DeliveryAccount {
  /** by the producer, of events that it has accounted for */
  readonly handed: number;
  readonly accepted: number;
  readonly withdrawn: number;
  readonly dead: number;
  readonly waiting: number;
  /** what the retry topics hold more than was counted as parked: copies that a crash left, or what is not committed yet */
  readonly surplus: number;
  readonly tiers: readonly TierReading[];
}

/** @param sources of the producer's commits, which must have been read before: what they count as parked is then there */
export async function readDeliveries(
  admin: LogAdmin,
  producerGroupId: string,
  sources: readonly SourceAccount[],
): Promise<DeliveryAccount> {
  const direct = sumOf(sources);
  // Their commits before any end, for the same reason.
  const commits = await Promise.all(
    retryTiers.map(tier => admin.committed(retryGroupId(producerGroupId, tier), tier.topic)),
  );
  const tiers = await Promise.all(retryTiers.map((tier, at) => readTier(admin, tier, commits[at]!)));
  const total = (of: (tier: TierReading) => number): number => tiers.reduce((sum, tier) => sum + of(tier), 0);
  const { accepted, withdrawn, parked, dead } = direct;
  return {
    handed: accepted + withdrawn + parked + dead,
    accepted: accepted + total(({ pairs }) => pairs.accepted),
    withdrawn: withdrawn + total(({ pairs }) => pairs.withdrawn),
    dead: dead + total(({ pairs, unreadable }) => pairs.dead + unreadable),
    waiting: total(({ waiting }) => waiting),
    surplus: total(({ written, expired, missing, pairs }) => written - expired - missing - pairs.parked) - parked,
    tiers,
  };
}

async function readTier(
  admin: LogAdmin,
  { topic }: RetryTier,
  commits: Awaited<ReturnType<LogAdmin['committed']>>,
): Promise<TierReading> {
  const sources: SourceAccount[] = [];
  let reset = 0;
  for (const committed of commits.values()) {
    if (committed === null) continue;
    if (committed.metadata === '') reset++;
    else sources.push(...decodeAccount(committed.metadata).account.sources);
  }
  const partitions = await admin.offsets(topic);
  const written = partitions.reduce((sum, { end }) => sum + end, 0);
  const taken = partitions.reduce((sum, { partition, start }) => sum + (commits.get(partition)?.offset ?? start), 0);
  const pairs = sumOf(sources);
  const size = sources.reduce((sum, { ranges: { base, next } }) => sum + (next ?? 0) - (base ?? 0), 0);
  const of = (name: 'dead' | 'expired' | 'filtered'): number =>
    sources.reduce((sum, { counters }) => sum + (counters?.[name] ?? 0), 0);
  const ended = pairs.accepted + pairs.withdrawn + pairs.parked + pairs.dead;
  return {
    topic,
    waiting: written - taken,
    written,
    pairs,
    unreadable: of('dead'),
    expired: of('expired'),
    missing: size - ended - of('dead') - of('expired') - of('filtered'),
    reset,
  };
}

function sumOf(sources: readonly SourceAccount[]): PairCounters {
  const sum = { accepted: 0, withdrawn: 0, parked: 0, dead: 0 };
  for (const { pairs } of sources)
    for (const name of ['accepted', 'withdrawn', 'parked', 'dead'] as const) sum[name] += pairs?.[name] ?? 0;
  return sum;
}
