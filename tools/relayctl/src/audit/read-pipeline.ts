/** What Kafka knows of the pipeline: each stage's commits, last stage first, then the raw topic's ends. */
import { systemClock } from '@pixel-relay/clock';
import type { Epoch } from '@pixel-relay/contracts';
import { BrokerUnreachableError, type Log } from '@pixel-relay/kafka';
import { AccountUnreadableError, decodeAccount, type SourceAccount, topics } from '@pixel-relay/stage';
import { UsageError } from '../context.ts';
import type { AuditedStage } from './pipeline-stages.ts';

/** One (epoch, raw partition) in one stage's account. */
export interface Entry {
  readonly source: SourceAccount;
  /** of the account that holds it; what the stage sends on is under the chain of the two */
  readonly ownEpoch: Epoch;
}

export interface StageReading extends AuditedStage {
  /** by input partition; those that were never committed are left out */
  readonly committed: ReadonlyMap<number, number>;
  /** input partitions whose offset was set by Kafka's own tools and that no stage has taken up since */
  readonly reset: ReadonlySet<number>;
  readonly entries: readonly Entry[];
}

export interface PipelineReading {
  /** in the order of the flow */
  readonly stages: readonly StageReading[];
  readonly raw: readonly { readonly partition: number; readonly start: number; readonly end: number }[];
}

/**
 * Read against the flow: what a stage has taken when it is asked, those before it have sent, so nothing in flight is
 * ever below zero. @throws AccountUnreadableError, UsageError when there is nothing to audit, and what the log throws
 */
export async function readPipeline(log: Log, stages: readonly AuditedStage[]): Promise<PipelineReading> {
  const readings: StageReading[] = [];
  for (const stage of stages.toReversed()) readings.unshift(await readStage(log, stage));
  if (readings.every(({ committed }) => committed.size === 0))
    throw new UsageError(
      `none of the groups ${stages.map(({ groupId }) => groupId).join(', ')} has committed anything: check --topic-prefix, ` +
        '--group-prefix and --group, or start the stages first',
    );
  return { stages: readings, raw: await log.admin.offsets(topics.raw) };
}

async function readStage(log: Log, stage: AuditedStage): Promise<StageReading> {
  const committed = new Map<number, number>();
  const reset = new Set<number>();
  const entries: Entry[] = [];
  for (const [partition, commit] of await commitsOf(log, stage)) {
    if (commit === null) continue;
    committed.set(partition, commit.offset);
    if (commit.metadata === '') {
      reset.add(partition);
      continue;
    }
    const where = `${stage.groupId} at ${stage.inputTopic}/${partition}`;
    const { account, asOf } = readable(where, commit.metadata);
    if (asOf !== commit.offset)
      throw new UsageError(`${where}: the account is true as of offset ${asOf}, but committed at ${commit.offset}`);
    for (const source of account.sources) entries.push({ source, ownEpoch: account.ownEpoch });
  }
  return { ...stage, committed, reset, entries };
}

const COORDINATOR_TRIES = 10;
const COORDINATOR_PAUSE_MS = 500;

/** A coordinator that has just started, or taken the group over, reads the group's commits before it tells them. */
async function commitsOf(log: Log, { groupId, inputTopic }: AuditedStage): ReturnType<Log['admin']['committed']> {
  for (let tries = 1; ; tries++) {
    try {
      return await log.admin.committed(groupId, inputTopic);
    } catch (error) {
      if (!(error instanceof BrokerUnreachableError) || tries === COORDINATOR_TRIES) throw error;
      await systemClock.sleep(COORDINATOR_PAUSE_MS);
    }
  }
}

function readable(where: string, metadata: string): ReturnType<typeof decodeAccount> {
  try {
    return decodeAccount(metadata);
  } catch (error) {
    if (error instanceof AccountUnreadableError) throw new UsageError(`${where}: ${error.message}`);
    throw error;
  }
}
