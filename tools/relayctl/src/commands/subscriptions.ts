import { readFileSync } from 'node:fs';
import { Identity, Purpose, RegionPolicy, type Subscription, SubscriptionState } from '@pixel-relay/contracts';
import type { Log } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import {
  applySubscriptions,
  followSubscriptions,
  readSubscriptions,
  removeSubscriptions,
  writeSubscriptions,
} from '@pixel-relay/subscriptions';
import type { Command } from 'commander';
import { aboutKafka, type KafkaFlags, withLog } from '../about-kafka.ts';
import { type Context, UsageError } from '../context.ts';
import { type Column, table } from '../table.ts';

/** `relayctl subscriptions apply|ls|rm`: what shops share with whom. Stages follow changes at once. */
export function addSubscriptions(program: Command, context: Context): void {
  const parent = program.command('subscriptions').description('what shops share, and with whom');
  aboutKafka(parent.command('apply').description('write the subscriptions of a file; none unless all are good'))
    .requiredOption('-f, --file <file>', 'a JSON list, as "ls --json" prints it; - reads standard input')
    .action((flags: KafkaFlags & { readonly file: string }) => apply(flags, context));
  aboutKafka(parent.command('ls').description('the subscriptions as they are now'))
    .option('--shop <id>', 'of this shop only')
    .action((flags: KafkaFlags & { readonly shop?: string }) => list(flags, context));
  aboutKafka(parent.command('rm').description('end a subscription for good'))
    .argument('<shop>', "the shop's id")
    .argument('<partner>', "the partner's name")
    .action((shop: string, partner: string, flags: KafkaFlags) => remove(shop, partner, flags, context));
}

async function apply(flags: KafkaFlags & { readonly file: string }, context: Context): Promise<void> {
  const subscriptions = readSubscriptions(textOf(flags.file));
  await withLog(flags, context, log => applySubscriptions(log, topics.subscriptions, subscriptions));
  context.print(
    flags.json ? JSON.stringify({ applied: subscriptions.length }) : `${subscriptions.length} subscriptions written`,
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read: give a JSON file of subscriptions`);
  }
}

async function list(flags: KafkaFlags & { readonly shop?: string }, context: Context): Promise<void> {
  const all = await withLog(flags, context, current);
  const shown = flags.shop === undefined ? all : all.filter(({ shopId }) => shopId === flags.shop);
  context.print(flags.json ? writeSubscriptions(shown) : table(COLUMNS, shown));
}

/** Sorted by shop and partner. */
async function current(log: Log): Promise<Subscription[]> {
  const followed = await followSubscriptions({ log, topic: topics.subscriptions });
  try {
    const shops = new Set([...followed.entries()].map(({ shopId }) => shopId));
    return [...shops].sort().flatMap(shop => followed.forShop(shop));
  } finally {
    await followed.close();
  }
}

async function remove(shopId: string, partner: string, flags: KafkaFlags, context: Context): Promise<void> {
  await withLog(flags, context, async log => {
    const there = (await current(log)).some(each => each.shopId === shopId && each.partner === partner);
    if (!there) throw new UsageError(`shop ${shopId} shares nothing with ${partner}: see "relayctl subscriptions ls"`);
    await removeSubscriptions(log, topics.subscriptions, [{ shopId, partner }]);
  });
  context.print(flags.json ? JSON.stringify({ removed: 1 }) : `shop ${shopId} no longer shares with ${partner}`);
}

const nameIn = (names: Readonly<Record<string, unknown>>, value: number | null | undefined): string =>
  Object.keys(names).find(name => names[name] === value && Number.isNaN(Number(name))) ?? '';

const COLUMNS: readonly Column<Subscription>[] = [
  { head: 'SHOP', cell: ({ shopId }) => shopId ?? '' },
  { head: 'PARTNER', cell: ({ partner }) => partner ?? '' },
  { head: 'STATE', cell: ({ state }) => nameIn(SubscriptionState, state) },
  { head: 'EVENTS', cell: ({ eventNames }) => (eventNames?.length ? eventNames.join(', ') : 'all') },
  {
    head: 'PURPOSES',
    cell: ({ requiredPurposes }) => (requiredPurposes ?? []).map(each => nameIn(Purpose, each)).join(', ') || 'none',
  },
  { head: 'IDENTITY', cell: ({ identity }) => nameIn(Identity, identity || Identity.HASHED) },
  { head: 'REGION', cell: ({ regionPolicy }) => nameIn(RegionPolicy, regionPolicy || RegionPolicy.STRICT) },
  { head: 'DESTINATION', cell: ({ kafka, webhook }) => (kafka ? `topic ${kafka.topic}` : (webhook?.url ?? 'none')) },
];
