import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '@pixel-relay/clock';
import type { Subscription } from '@pixel-relay/contracts';
import { type Compression, connectKafka, LogError, TopicMissingError } from '@pixel-relay/kafka';
import { readSubscriptions, SubscriptionFileError, writeSubscriptions } from '@pixel-relay/subscriptions';
import { demoSubscriptions } from './demo-subscriptions.ts';
import { type SizeKb, sizesKb } from './event-mix.ts';
import { generateLoad } from './generate-load.ts';
import { SharesError } from './share-schedule.ts';
import { LoadOptionError } from './load-options.ts';
import { progressBar } from './progress-bar.ts';

interface Flags {
  brokers: string[];
  topicPrefix: string;
  topic: string;
  rate: number;
  seconds?: number;
  events?: number;
  seed: number;
  malformed: number;
  denied: number;
  tombstones: number;
  keyNull: number;
  nasty?: boolean;
  compression: Compression;
  size: SizeKb;
  expect?: string;
  subscriptions?: string;
  webhookUrl: string;
  webhookSecret: string;
  printSubscriptions?: boolean;
}

const MAX_DECOMPRESSED_BYTES = 64 * 1024 * 1024;

const program = new Command('loadgen')
  .description('Writes storefront events to the raw topic, and what should become of each to a file.')
  .option(
    '--brokers <list>',
    'host:port, separated by commas',
    list,
    list(process.env['KAFKA_BROKERS'] ?? 'localhost:9092'),
  )
  .option('--topic-prefix <text>', "put before the topic's name", '')
  .option('--topic <name>', 'raw topic', 'events.raw')
  .option('--rate <n>', 'events a second; 0: as fast as possible', number, 1_000)
  .option('--seconds <n>', 'for how long', number)
  .option('--events <n>', 'how many in all', number)
  .option('--seed <n>', 'the same seed makes the same events', number, 1)
  .option('--malformed <share>', 'share of records that cannot be events', number, 0.02)
  .option('--denied <share>', 'share of events that no partner may have', number, 0.1)
  .option('--tombstones <share>', 'share of records without a value', number, 0.001)
  .option('--key-null <share>', 'share of records without a key', number, 0)
  .option('--nasty', 'write every kind of bad input once, at the start')
  .addOption(new Option('--compression <codec>').choices(['zstd', 'none', 'gzip', 'snappy', 'lz4']).default('zstd'))
  .addOption(
    new Option('--size <kb>', 'average size of an event').choices(sizesKb.map(String)).default('1.8').argParser(number),
  )
  .option('--expect <file>', 'write the expected outcome of every event there')
  .option('--subscriptions <file>', "what shops share, as JSON; the demo's without it")
  .option('--webhook-url <url>', "of the demo's webhook partner", 'http://127.0.0.1:8090/hooks/orders')
  .option('--webhook-secret <reference>', "of the demo's webhook partner", 'env:PARTNER_SIM_SECRET')
  .option('--print-subscriptions', "print the demo's subscriptions as JSON, and do nothing else");

await run(program.parse().opts<Flags>());

async function run(flags: Flags): Promise<void> {
  try {
    const subscriptions = subscriptionsOf(flags);
    if (flags.printSubscriptions) {
      console.log(writeSubscriptions(subscriptions));
      return;
    }
    console.log(JSON.stringify(await writeLoad(flags, subscriptions), null, 2));
  } catch (error) {
    const expected =
      error instanceof LoadOptionError || error instanceof SubscriptionFileError || error instanceof SharesError;
    if (!(error instanceof LogError) && !expected && !isSystemError(error)) throw error;
    console.error(`loadgen: ${error.message}${error instanceof LogError ? ` ${error.action}` : ''}`);
    process.exitCode = 1;
  }
}

async function writeLoad(flags: Flags, subscriptions: readonly Subscription[]): Promise<unknown> {
  const log = await connectKafka({
    brokers: flags.brokers,
    clientId: 'loadgen',
    topicPrefix: flags.topicPrefix,
    connectionTimeoutMs: 5_000,
    maxDecompressedBytes: MAX_DECOMPRESSED_BYTES,
    clock: systemClock,
  });
  const bar = progressBar(process.stderr);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    const described = (await log.admin.describe([flags.topic])).get(flags.topic);
    if (!described)
      throw new TopicMissingError(`There is no topic ${flags.topic}.`, 'Create it: relayctl topics ensure.');
    return await generateLoad({
      log,
      topic: flags.topic,
      partitions: described.partitions,
      subscriptions,
      rate: flags.rate,
      events: flags.events,
      seconds: flags.seconds,
      seed: flags.seed,
      malformedShare: flags.malformed,
      deniedShare: flags.denied,
      tombstoneShare: flags.tombstones,
      nullKeyShare: flags.keyNull,
      nasty: flags.nasty,
      sizeKb: flags.size,
      compression: flags.compression,
      expectFile: flags.expect,
      onProgress: progress => bar.draw(progress),
      signal: stop.signal,
    });
  } finally {
    bar.end();
    await log.close();
  }
}

function subscriptionsOf({ subscriptions, webhookUrl, webhookSecret }: Flags): readonly Subscription[] {
  if (subscriptions !== undefined) return readSubscriptions(readFileSync(subscriptions, 'utf8'));
  return demoSubscriptions({ webhookUrl, webhookSecretRef: webhookSecret });
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('not a number');
  return value;
}

function list(text: string): string[] {
  return text.split(',').map(item => item.trim());
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}
