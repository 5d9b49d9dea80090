import type { StageStatus } from '@pixel-relay/contracts';
import type { Command } from 'commander';
import { aboutStages, type Context, eachStage, type StageFlags, UsageError } from '../context.ts';
import { type Place, readPlace } from '../place.ts';
import { userName } from '../user-name.ts';
import { requireReason } from '../why.ts';

interface Flags extends StageFlags {
  readonly reason: string;
  readonly by: string;
}

/**
 * `relayctl skip TOPIC PARTITION/OFFSET`: gives up records that nobody can read. The replica that is held there passes
 * them over and commits that, since only it knows that it is so; nobody else could without starting a new epoch.
 */
export function addSkip(program: Command, context: Context): void {
  const command = program
    .command('skip')
    .description('pass a held partition over the records that it is held at; their events are counted as expired')
    .argument('<topic>', 'without the topic prefix')
    .argument('<place>', 'partition/offset, where status and log say that it is held', readPlace)
    .option('--by <name>', 'who asks; goes to the log', userName());
  requireReason(aboutStages(command), 'the records are given up').action((topic: string, at: Place, flags: Flags) =>
    skip(topic, at, flags, context),
  );
}

async function skip(topic: string, { partition, offset }: Place, flags: Flags, { print }: Context): Promise<void> {
  const held: string[] = [];
  let done = false;
  await eachStage(flags, async (stage, address) => {
    if (done) return;
    held.push(...heldPlaces(await stage.status()));
    if (!held.includes(`${topic} ${partition}/${offset}`)) return;
    const { reason, by } = flags;
    const passed = await stage.skip({ topic, partition, offset, reason, by });
    done = true;
    const [from, next] = [passed.from ?? 0, passed.next ?? 0];
    print(
      flags.json
        ? JSON.stringify({ address, topic, partition, from, next, why: passed.reason ?? '' })
        : `${topic}/${partition}: passed over offsets ${from} to ${next - 1} (${passed.reason ?? ''}); audit counts their events as expired`,
    );
  });
  if (done) return;
  const instead = held.length === 0 ? 'nothing is held there' : `held are ${held.join(', ')}`;
  throw new UsageError(`none of these stages is held at ${topic} ${partition}/${offset}: ${instead}`);
}

const heldPlaces = ({ partitions }: StageStatus): string[] =>
  (partitions ?? []).flatMap(({ topic, partition, held }) =>
    held == null ? [] : [`${topic ?? ''} ${partition ?? 0}/${held.from ?? 0}`],
  );
