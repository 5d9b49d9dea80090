/**
 * Rules 5 to 7, as a lease begins: the account is restored, or a new epoch is minted and committed before anything is
 * sent under it. Always from the earliest record when the group has committed nothing.
 */
import type { Clock } from '@pixel-relay/clock';
import { BrokerUnreachableError, type Lease, LeaseDeadError, type LogAdmin } from '@pixel-relay/kafka';
import { Account } from './account.ts';
import { AccountUnreadableError, decodeAccount, encodeAccount } from './account-codec.ts';
import { mintEpoch } from './epochs.ts';

/** What every lease of one join is held against, asked once. */
export interface JoinFacts {
  readonly clusterId: string;
  readonly outputPartitions: number;
  /** the output has records, and the group has not one commit */
  readonly groupIsFresh: boolean;
  /** per input partition */
  readonly log: ReadonlyMap<number, { readonly start: number; readonly end: number }>;
}

export interface BeginOptions {
  readonly clock: Clock;
  readonly allowFreshGroup: boolean;
}

export interface Beginning {
  readonly account: Account;
  readonly position: number;
  /** the account is new, and must be committed at `position` before the first send */
  readonly minted: boolean;
}

/** The group has never committed although its output is not empty: a renamed group would send everything again. */
export class FreshGroupError extends Error {
  constructor(partition: number) {
    super(
      `the group has no commit for partition ${partition} but its output topic is not empty: a renamed group would send ` +
        `everything again. Use the old group id, or set allowFreshGroup to do just that`,
    );
    this.name = 'FreshGroupError';
  }
}

/** The output topic has another number of partitions than when the epoch began. */
export class OutputPartitionsChangedError extends Error {
  constructor(was: number, is: number) {
    super(
      `the output topic had ${was} partitions when this group's epoch began and has ${is} now, which would break the order ` +
        `per key: stop the group, let the topic drain, then reset the group's offsets to start a new epoch`,
    );
    this.name = 'OutputPartitionsChangedError';
  }
}

/** Live sources that an account is sure to have room for, with old epochs beside them. */
const LIVE_SOURCES_MAX = 32;

/** More source partitions lead into one partition than an account can hold. */
export class TooManySourcesError extends Error {
  constructor(sources: number) {
    super(
      `${sources} source partitions lead into one partition, and an account holds ${LIVE_SOURCES_MAX}: give the output ` +
        `topics more partitions`,
    );
    this.name = 'TooManySourcesError';
  }
}

export async function gatherJoinFacts(
  admin: LogAdmin,
  groupId: string,
  inputTopic: string,
  outputTopic: string | null,
): Promise<JoinFacts> {
  const [clusterId, log, output] = await Promise.all([
    admin.clusterId(),
    admin.offsets(inputTopic),
    outputTopic === null ? [] : admin.offsets(outputTopic),
  ]);
  // Asked after the output: whoever wrote to it as this group had committed an epoch before. One partition without a
  // commit is no renamed group: it was added, or the first member to hold it died before it had minted.
  const outputHasRecords = output.some(({ end }) => end > 0);
  const groupIsFresh = outputHasRecords && !(await hasCommits(admin, groupId, inputTopic));
  return {
    clusterId,
    outputPartitions: output.length,
    groupIsFresh,
    log: new Map(log.map(({ partition, start, end }) => [partition, { start, end }])),
  };
}

async function hasCommits(admin: LogAdmin, groupId: string, topic: string): Promise<boolean> {
  return [...(await admin.committed(groupId, topic)).values()].some(committed => committed !== null);
}

/** @throws AccountUnreadableError, FreshGroupError, OutputPartitionsChangedError, TooManySourcesError: the stage must stop */
export function beginAssignment(lease: Lease, facts: JoinFacts, options: BeginOptions): Beginning {
  const { committed, partition } = lease;
  // Known to the one who writes: it is the next stage's account that would not fit.
  const sources = facts.outputPartitions === 0 ? 0 : Math.ceil(facts.log.size / facts.outputPartitions);
  if (sources > LIVE_SOURCES_MAX) throw new TooManySourcesError(sources);
  const { start, end } = facts.log.get(partition) ?? { start: 0, end: 0 };
  const fresh = (position: number): Beginning => ({
    account: new Account({
      ownEpoch: mintEpoch(options.clock),
      outputPartitions: facts.outputPartitions,
      clusterId: facts.clusterId,
    }),
    position,
    minted: true,
  });

  if (committed === null) {
    if (facts.groupIsFresh && !options.allowFreshGroup) throw new FreshGroupError(partition);
    return fresh(start);
  }
  if (end < committed.offset) return fresh(start); // a shorter log than was read: the topic was made anew
  if (committed.metadata === '') return fresh(Math.max(committed.offset, start)); // an operator's reset, by Kafka's tools

  const { account, asOf } = decodeAccount(committed.metadata);
  if (asOf !== committed.offset)
    throw new AccountUnreadableError(`true as of offset ${asOf}, committed at ${committed.offset}`);
  if (account.clusterId !== facts.clusterId) return fresh(start);
  if (account.outputPartitions !== facts.outputPartitions)
    throw new OutputPartitionsChangedError(account.outputPartitions, facts.outputPartitions);
  if (account.live().size > LIVE_SOURCES_MAX) throw new TooManySourcesError(account.live().size);
  return { account, position: committed.offset, minted: false };
}

/**
 * Rule 7: the minted epoch is in the log of commits before anything is sent under it. A commit that may not have arrived
 * is repeated with the same epoch, so that a late first one changes nothing. False: the lease died first.
 * @throws CommitRefusedError
 */
export async function commitMinted(
  lease: Lease,
  { account, position }: Beginning,
  clock: Clock,
  retryDelayMs: number,
): Promise<boolean> {
  const metadata = encodeAccount(account, position);
  for (;;) {
    await clock.nextTurn();
    if (!lease.live) return false;
    try {
      await lease.commit(position, metadata);
      return lease.live;
    } catch (error) {
      if (error instanceof LeaseDeadError) return false;
      if (!(error instanceof BrokerUnreachableError)) throw error;
      await clock.sleep(retryDelayMs);
    }
  }
}
