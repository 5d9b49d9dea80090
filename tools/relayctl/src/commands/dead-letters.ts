import { systemClock } from '@pixel-relay/clock';
import { type DeadLetter, DeadLetterForm, Event } from '@pixel-relay/contracts';
import type { Log } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import type { Command } from 'commander';
import { aboutKafka, type KafkaFlags, wholeNumber, withLog } from '../about-kafka.ts';
import { type Context, UsageError } from '../context.ts';
import { type Place, readPlace } from '../place.ts';
import { readToEnd } from '../read-to-end.ts';
import { deadLetterSummary, type DeadLetterSummary, readDeadLetter } from '../records/describe-dead-letter.ts';
import { addLetterFilter, isWanted, type LetterFilter } from '../records/letter-filter.ts';
import { readableBytes, readableMessage } from '../records/readable.ts';
import { readRange, RECORDS_MAX } from '../records/read-range.ts';
import { addReveal, noteReveal, type RevealFlags } from '../records/reveal.ts';
import { count, duration, table } from '../table.ts';
import { addRedrive } from './redrive.ts';

interface ListFlags extends KafkaFlags, LetterFilter {
  readonly count: number;
}

type Letter = DeadLetterSummary & { readonly at: string };

/** `relayctl dead-letters ls|show|redrive`: why events could not go on, and another try. */
export function addDeadLetters(program: Command, context: Context): void {
  const parent = program.command('dead-letters').description('events that could not go on, and why');
  const ls = parent.command('ls').description('the newest dead letters, and how many there are by reason');
  addLetterFilter(aboutKafka(ls))
    .option('--count <n>', 'how many to list', wholeNumber(1, RECORDS_MAX), 20)
    .action((flags: ListFlags) => list(flags, context));
  addReveal(aboutKafka(parent.command('show').description('one dead letter; the event in it is masked')))
    .argument('<place>', 'partition/offset in the dead-letter topic, as ls prints it', readPlace)
    .action((at: Place, flags: KafkaFlags & RevealFlags) => show(at, flags, context));
  addRedrive(parent, context);
}

async function list(flags: ListFlags, context: Context): Promise<void> {
  const { letters, byReason } = await withLog(flags, context, log => newest(log, flags));
  if (flags.json) return context.print(JSON.stringify({ byReason, letters }));
  const now = systemClock.now();
  const columns = [
    { head: 'AT', cell: ({ at }: Letter) => at },
    {
      head: 'AGE',
      cell: ({ lastFailedMs }: Letter) => duration(Math.max(0, now - lastFailedMs)),
      right: true as const,
    },
    { head: 'REASON', cell: ({ reason }: Letter) => reason },
    { head: 'STAGE', cell: ({ stage }: Letter) => stage },
    { head: 'PARTNER', cell: ({ partner }: Letter) => partner },
    { head: 'ATTEMPTS', cell: ({ attempts }: Letter) => String(attempts), right: true as const },
    { head: 'EVENT', cell: sourceText },
  ];
  context.print(table(columns, letters));
  const reasons = Object.entries(byReason).map(([reason, letterCount]) => `${count(letterCount)} ${reason}`);
  context.print(`\n${reasons.length === 0 ? 'no dead letters' : `in all: ${reasons.join(', ')}`}`);
}

const sourceText = ({ source, input }: Letter): string =>
  source === null
    ? `record ${input?.topic}/${input?.partition} offset ${input?.offset}`
    : `${source.topic}/${source.partition} offset ${source.offset}, epoch ${source.epoch}`;

/** The newest first. The topic is read through; no more than twice what is listed is held. */
async function newest(log: Log, flags: ListFlags): Promise<{ letters: Letter[]; byReason: Record<string, number> }> {
  let letters: Letter[] = [];
  const byReason: Record<string, number> = {};
  const keepNewest = (): void => {
    letters = letters.sort((a, b) => b.lastFailedMs - a.lastFailedMs).slice(0, flags.count);
  };
  await readToEnd(log, topics.deadLetter, (partition, records) => {
    for (const { offset, value } of records) {
      const read = readDeadLetter(value);
      if (read === null) continue;
      const letter = { at: `${partition}/${offset}`, ...deadLetterSummary(read) };
      if (!isWanted(letter, flags)) continue;
      byReason[letter.reason] = (byReason[letter.reason] ?? 0) + 1;
      letters.push(letter);
      if (letters.length >= 2 * flags.count) keepNewest();
    }
  });
  keepNewest();
  return { letters, byReason };
}

async function show(at: Place, flags: KafkaFlags & RevealFlags, context: Context): Promise<void> {
  const { records } = await withLog(flags, context, log =>
    readRange(log, { topic: topics.deadLetter, ...at, count: 1 }),
  );
  const letter = readDeadLetter(records.find(({ offset }) => offset === at.offset)?.value ?? null);
  if (letter === null)
    throw new UsageError(`there is no dead letter at ${at.partition}/${at.offset}: see "dead-letters ls"`);
  if (flags.reveal !== undefined)
    noteReveal({ topic: topics.deadLetter, partition: at.partition, offsets: [at.offset] }, flags.reveal, context);
  const said = {
    at: `${at.partition}/${at.offset}`,
    ...deadLetterSummary(letter),
    ...(flags.reveal === undefined
      ? {}
      : { key: letter.key ? readableBytes(letter.key) : null, original: originalOf(letter) }),
  };
  context.print(JSON.stringify(said, null, flags.json ? 0 : 2));
  if (flags.reveal === undefined && !flags.json)
    context.print(`the event's ${count(said.originalBytes)} bytes are shown with --reveal REASON`);
}

/** The raw record's JSON, the event decoded, or bytes that could not be read. */
function originalOf({ form, original }: DeadLetter): unknown {
  const bytes = original ?? Buffer.alloc(0);
  if (form !== DeadLetterForm.EVENT) return readableBytes(bytes);
  try {
    return readableMessage(Event.decode(bytes));
  } catch {
    return readableBytes(bytes);
  }
}
