import type { LogRecord } from '@pixel-relay/kafka';
import type { Command } from 'commander';
import { aboutKafka, type KafkaFlags, wholeNumber, withLog } from '../about-kafka.ts';
import type { Context } from '../context.ts';
import { describeRecord, revealRecord } from '../records/describe-record.ts';
import { readRange, RECORDS_MAX } from '../records/read-range.ts';
import { addReveal, noteReveal, type RevealFlags } from '../records/reveal.ts';

interface Flags extends KafkaFlags, RevealFlags {
  readonly partition: number;
  readonly offset?: number;
  readonly count: number;
}

/** `relayctl peek TOPIC`: what records are, without the customer data in them unless there is a reason. */
export function addPeek(program: Command, context: Context): void {
  const command = program
    .command('peek')
    .description('look at records; customer data is masked')
    .argument('<topic>', 'without the topic prefix');
  addReveal(aboutKafka(command))
    .option('--partition <p>', 'of the topic', wholeNumber(0, 1e6), 0)
    .option('--offset <o>', 'the first one; the last ones without it', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--count <n>', 'how many', wholeNumber(1, RECORDS_MAX), 10)
    .action((topic: string, flags: Flags) => peek(topic, flags, context));
}

async function peek(topic: string, flags: Flags, context: Context): Promise<void> {
  const { partition, offset = null, count, reveal } = flags;
  const { records, unreadable } = await withLog(flags, context, log =>
    readRange(log, { topic, partition, offset, count }),
  );
  const shown = [
    ...records.map(record => ({ at: record.offset, ...shownOf(topic, record, reveal !== undefined) })),
    ...unreadable.map(({ from, reason }) => ({ at: from, kind: `unreadable: ${reason}` })),
  ]
    .sort((a, b) => a.at - b.at)
    .slice(0, count);
  if (reveal !== undefined) noteReveal({ topic, partition, offsets: shown.map(({ at }) => at) }, reveal, context);
  for (const { at, ...what } of shown)
    context.print(flags.json ? JSON.stringify({ offset: at, ...what }) : `${partition}/${at}  ${inWords(what)}`);
  if (shown.length === 0 && !flags.json) context.print(`${topic}/${partition} has no records there`);
}

const shownOf = (topic: string, record: LogRecord, revealed: boolean): Record<string, unknown> => ({
  time: new Date(record.timestampMs).toISOString(),
  ...describeRecord(topic, record),
  ...(revealed ? { content: revealRecord(topic, record) } : {}),
});

function inWords({ content, ...what }: Record<string, unknown>): string {
  const words = Object.entries(what)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => (name === 'time' || name === 'kind' ? text(value) : `${name} ${text(value)}`));
  return content === undefined ? words.join('  ') : `${words.join('  ')}\n${JSON.stringify(content, null, 2)}`;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
