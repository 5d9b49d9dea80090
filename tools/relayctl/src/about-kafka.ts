/** What every command about the log is given, and how it reaches Kafka. */
import { systemClock } from '@pixel-relay/clock';
import { connectKafka, type Log } from '@pixel-relay/kafka';
import { type Command, InvalidArgumentError } from 'commander';
import type { Context } from './context.ts';

/** The options that every command about the log has. */
export interface KafkaFlags {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly json?: true;
}

const CONNECTION_TIMEOUT_MS = 5_000;
const DECOMPRESSED_BYTES_MAX = 64 << 20;

/** Adds the options of KafkaFlags to a command. The stages' own variables say where Kafka is, so that they agree. */
export const aboutKafka = (command: Command): Command =>
  command
    .option(
      '--brokers <list>',
      'host:port, separated by commas; PIXEL_RELAY_BROKERS or KAFKA_BROKERS without it',
      brokerList,
      brokerList(process.env['PIXEL_RELAY_BROKERS'] ?? process.env['KAFKA_BROKERS'] ?? '127.0.0.1:9092'),
    )
    .option(
      '--topic-prefix <text>',
      'put before every topic name; PIXEL_RELAY_TOPIC_PREFIX without it',
      process.env['PIXEL_RELAY_TOPIC_PREFIX'] ?? '',
    )
    .option('--json', 'print JSON');

/** Does `work` with the log, and closes it whatever happens. @throws what the log throws, and what `work` does */
export async function withLog<Result>(
  flags: KafkaFlags,
  { openLog = openKafka }: Context,
  work: (log: Log) => Promise<Result>,
): Promise<Result> {
  const log = await openLog(flags);
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

const openKafka = ({ brokers, topicPrefix }: KafkaFlags): Promise<Log> =>
  connectKafka({
    brokers,
    clientId: 'relayctl',
    topicPrefix,
    connectionTimeoutMs: CONNECTION_TIMEOUT_MS,
    maxDecompressedBytes: DECOMPRESSED_BYTES_MAX,
    clock: systemClock,
  });

function brokerList(text: string): string[] {
  const brokers = text.split(',').map(each => each.trim());
  if (brokers.some(each => !/^[^\s:]+:\d+$/.test(each)))
    throw new InvalidArgumentError('Write host:port, separated by commas, e.g. 127.0.0.1:9092.');
  return brokers;
}

/** A whole number within bounds, as an option's or argument's parser. */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`Give a whole number, ${min} to ${max}.`);
    return value;
  };
