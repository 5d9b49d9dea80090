/** An operator deletes a topic between stages and makes it again, while the rest of the pipeline goes on. */
import type { Log } from '@pixel-relay/kafka';
import { decodeAccount, topics } from '@pixel-relay/stage';
import type { FaultContext, FaultRow, Injection } from '../fault-row.ts';
import { ensureTopics } from '../row-topics.ts';
import { row } from './row.ts';

const LOOK_EVERY_MS = 50;

/**
 * What a topic held and its reader had not yet read goes with it, so its writer is stopped and it is drained first. Its
 * reader then finds a shorter log, or, as Kafka drops the commits of a deleted topic, none of its own: a new epoch. Since a
 * group without commits whose output is not empty might as well be a misnamed one, it must be told that this is meant.
 */
async function recreate({
  fleet,
  cluster,
  log,
  groupIds,
  topicPrefix,
  reached,
  sleep,
}: FaultContext): Promise<Injection> {
  const topic = topics.validated;
  await reached(0.3);
  for (const place of fleet.of('validator')) await fleet.remove(place);
  for (;;) {
    const [commits, ends] = [await log.admin.committed(groupIds.augmenter, topic), await log.admin.offsets(topic)];
    if (ends.every(({ partition, end }) => (commits.get(partition)?.offset ?? 0) === end)) break;
    await sleep(LOOK_EVERY_MS);
  }
  for (const place of fleet.of('augmenter')) await fleet.remove(place);
  const before = await recordsAndEpochs(log, groupIds.augmenter, topic);

  await log.admin.remove([topic]);
  await ensureTopics(log, cluster.kafka.brokers, topicPrefix);
  const emptied = (await recordsAndEpochs(log, groupIds.augmenter, topic)).records;
  await Promise.all([fleet.add('augmenter', { flags: ['--allow-fresh-group'] }), fleet.add('validator')]);

  return {
    fired: before.records > 0 && emptied === 0 ? 1 : 0,
    afterwards: async () => {
      const after = await recordsAndEpochs(log, groupIds.augmenter, topic);
      const kept = [...after.epochs].filter(epoch => before.epochs.has(epoch));
      return [
        ...(after.records > 0 ? [] : ['nothing went through the topic that was made anew']),
        ...(kept.length === 0 ? [] : [`the augmenter went on under the epoch ${kept.join(', ')}`]),
      ];
    },
  };
}

/** What the topic holds, and the epochs of the group's accounts that are about it. */
async function recordsAndEpochs(
  log: Log,
  groupId: string,
  topic: string,
): Promise<{ readonly records: number; readonly epochs: ReadonlySet<string> }> {
  const records = (await log.admin.offsets(topic)).reduce((sum, { start, end }) => sum + end - start, 0);
  const commits = [...(await log.admin.committed(groupId, topic)).values()];
  const epochs = commits.flatMap(committed =>
    committed === null || committed.metadata === '' ? [] : [String(decodeAccount(committed.metadata).account.ownEpoch)],
  );
  return { records, epochs: new Set(epochs) };
}

export const topicRow: FaultRow = row('events.validated drained, deleted and made again', recreate);
