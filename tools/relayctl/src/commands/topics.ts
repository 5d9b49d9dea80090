import type { Log, TopicDescription } from '@pixel-relay/kafka';
import { declareTopics, topics, type TopicSizing } from '@pixel-relay/stage';
import type { Command } from 'commander';
import { aboutKafka, type KafkaFlags, wholeNumber, withLog } from '../about-kafka.ts';
import { type Context, UsageError } from '../context.ts';
import { table } from '../table.ts';

type Flags = KafkaFlags & TopicSizing;

interface Row {
  readonly topic: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly state: 'made' | 'already there';
}

/** Their partition of an event is pinned in the stages' accounts: another count would break the order per key. */
const INTERMEDIATE: readonly string[] = [topics.parsed, topics.validated, topics.augmented];

/** `relayctl topics ensure`: makes the topics that are missing; changes none that is there. */
export function addTopics(program: Command, context: Context): void {
  const parent = program.command('topics').description("the pipeline's topics");
  aboutKafka(parent.command('ensure').description('make the topics that are missing; none that is there is changed'))
    .option('--partitions <n>', 'of every data topic', wholeNumber(1, 10_000), 8)
    .option('--replication-factor <n>', 'copies of every partition', wholeNumber(1, 100), 1)
    .option('--min-in-sync-replicas <n>', 'copies that must have a record before it counts', wholeNumber(1, 100), 1)
    .action((flags: Flags) => withLog(flags, context, async log => print(await ensure(log, flags), flags, context)));
}

/** @throws UsageError before anything is made, when the sizes contradict each other or what is there */
async function ensure(log: Log, flags: Flags): Promise<Row[]> {
  if (flags.minInSyncReplicas > flags.replicationFactor)
    throw new UsageError(
      `--min-in-sync-replicas ${flags.minInSyncReplicas} exceeds --replication-factor ${flags.replicationFactor}: nothing could be written`,
    );
  const declared = declareTopics(flags);
  const before = await log.admin.describe(declared.map(({ topic }) => topic));
  const refused = [...before.values()].flatMap(found => refusal(found, flags));
  if (refused.length > 0) throw new UsageError(`nothing was made: ${refused.join('; ')}`);
  const made = await log.admin.ensure(declared);
  return declared.map(({ topic, partitions, replicationFactor }) => ({
    ...(before.get(topic) ?? { topic, partitions, replicationFactor }),
    state: made.includes(topic) ? 'made' : 'already there',
  }));
}

function refusal(found: TopicDescription | null, { partitions }: Flags): string[] {
  if (found === null || !INTERMEDIATE.includes(found.topic) || found.partitions === partitions) return [];
  return [
    `${found.topic} has ${found.partitions} partitions, not ${partitions}, and changing that under running groups would ` +
      `break the order per key: ask for --partitions ${found.partitions}, or stop all stages after they drained it, delete it, ` +
      'and reset the groups',
  ];
}

function print(rows: readonly Row[], flags: Flags, context: Context): void {
  if (flags.json) return context.print(JSON.stringify({ topics: rows }));
  const columns = [
    { head: 'TOPIC', cell: ({ topic }: Row) => flags.topicPrefix + topic },
    { head: 'PARTITIONS', cell: ({ partitions }: Row) => String(partitions), right: true as const },
    { head: 'COPIES', cell: ({ replicationFactor }: Row) => String(replicationFactor), right: true as const },
    { head: 'STATE', cell: ({ state }: Row) => state },
  ];
  context.print(table(columns, rows));
}
