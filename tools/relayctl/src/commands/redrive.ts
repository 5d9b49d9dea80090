import { systemClock } from '@pixel-relay/clock';
import type { Log } from '@pixel-relay/kafka';
import { topics } from '@pixel-relay/stage';
import type { Command } from 'commander';
import { aboutKafka, type KafkaFlags, wholeNumber, withLog } from '../about-kafka.ts';
import { type Context, UsageError } from '../context.ts';
import { type Place, placeText, readPlace } from '../place.ts';
import { addLetterFilter, type LetterFilter } from '../records/letter-filter.ts';
import { RECORDS_MAX } from '../records/read-range.ts';
import { redriveSends, type RedriveSend, targetOf } from '../redrive/redriven-records.ts';
import { type Selected, selectLetters, type SelectedLetters } from '../redrive/select-letters.ts';
import { count, table } from '../table.ts';
import { userName } from '../user-name.ts';
import { reason } from '../why.ts';

interface Flags extends KafkaFlags, LetterFilter {
  readonly max: number;
  readonly toAllPartners?: true;
  readonly execute?: string;
}

const SEND_TIMEOUT_MS = 30_000;
/** An account is sure to have room for so many sources of one partition; the redriven events are one more. */
const SOURCES_MAX = 32;

/** `relayctl dead-letters redrive`: gives events another try. Without --execute it only says what it would send. */
export function addRedrive(parent: Command, context: Context): void {
  const command = parent
    .command('redrive')
    .description('send events of dead letters again; without --execute, say what would be sent')
    .argument('[places...]', 'partition/offset, as ls prints it; all letters without it', collectPlace, []);
  addLetterFilter(aboutKafka(command))
    .option('--max <n>', 'how many events at most', wholeNumber(1, RECORDS_MAX), 100)
    .option('--to-all-partners', 'take dead deliveries too, although all partners of the event get it again')
    .option('--execute <why>', 'really send them; the reason goes to standard error as a log line', reason)
    .action((places: Place[], flags: Flags) => withLog(flags, context, log => redrive(log, places, flags, context)));
}

const collectPlace = (given: string, before: readonly Place[]): Place[] => [...before, readPlace(given)];

async function redrive(log: Log, places: readonly Place[], flags: Flags, context: Context): Promise<void> {
  const selection = { ...flags, places, lettersMax: flags.max, toAllPartners: flags.toAllPartners === true };
  const selected = await selectLetters(log, selection);
  const { letters } = selected;
  if (places.length > 0 && letters.length === 0 && Object.values(selected.leftOut).every(left => left === 0))
    throw new UsageError('there is no dead letter there: see "dead-letters ls"');
  const sends = redriveSends(letters, await partitionsOf(log), mintEpoch);
  if (flags.execute !== undefined) {
    note(letters, flags.execute, context);
    await sendAll(log, sends);
  }
  const sent = flags.execute !== undefined;
  context.print(flags.json ? JSON.stringify(said(selected, sent)) : inWords(selected, sent));
}

async function partitionsOf(log: Log): Promise<{ raw: number; parsed: number }> {
  const [raw, parsed] = [(await log.admin.offsets(topics.raw)).length, (await log.admin.offsets(topics.parsed)).length];
  if (Math.ceil(raw / parsed) >= SOURCES_MAX)
    throw new UsageError(
      `${raw} raw partitions lead into ${parsed} of ${topics.parsed}: its accounts have no room for redriven events; ` +
        'give it more partitions, stopped and drained',
    );
  return { raw, parsed };
}

function mintEpoch(): bigint {
  for (;;) {
    const epoch = systemClock.randomBytes(8).readBigUInt64LE(0);
    if (epoch !== 0n) return epoch;
  }
}

/** Before anything is sent: what was begun is known, even if it breaks in between. */
function note(letters: readonly Selected[], why: string, context: Context): void {
  const line = {
    level: 'warn',
    time: new Date(systemClock.now()).toISOString(),
    tool: 'relayctl',
    by: userName(),
    reason: why,
    places: letters.map(({ place }) => placeText(place)),
    msg: 'dead letters redriven',
  };
  context.printAside(JSON.stringify(line));
}

/** One send after the other. @throws UsageError that names what is sent, what may be and what is not */
async function sendAll(log: Log, sends: readonly RedriveSend[]): Promise<void> {
  const producer = await log.producer({ compression: 'zstd', sendTimeoutMs: SEND_TIMEOUT_MS });
  try {
    for (const [i, { topic, partition, records }] of sends.entries()) {
      try {
        await producer.send(topic, partition, records);
      } catch (error) {
        const placesOf = (some: readonly RedriveSend[]): string =>
          some.flatMap(({ letters }) => letters.map(({ place }) => placeText(place))).join(' ') || 'none';
        throw new UsageError(
          `${(error as Error).message}\nsent: ${placesOf(sends.slice(0, i))}\nperhaps sent: ${placesOf([sends[i]!])}\n` +
            `not sent: ${placesOf(sends.slice(i + 1))}`,
        );
      }
    }
  } finally {
    await producer.close();
  }
}

const said = ({ letters, leftOut }: SelectedLetters, sent: boolean) => ({
  sent,
  letters: letters.map(letter => ({ at: placeText(letter.place), to: targetOf(letter), ...letter.summary })),
  leftOut,
});

function inWords({ letters, leftOut }: SelectedLetters, sent: boolean): string {
  const columns = [
    { head: 'AT', cell: ({ place }: Selected) => placeText(place) },
    { head: 'REASON', cell: ({ summary }: Selected) => summary.reason },
    { head: 'STAGE', cell: ({ summary }: Selected) => summary.stage },
    { head: 'PARTNER', cell: ({ summary }: Selected) => summary.partner },
    { head: 'TO', cell: targetOf },
  ];
  const left = Object.entries(leftOut).filter(([, letterCount]) => letterCount > 0);
  return [
    ...(letters.length > 0 ? [table(columns, letters), ''] : []),
    ...left.map(([why, letterCount]) => `left out: ${count(letterCount)} (${hints[why as keyof typeof hints]})`),
    sent
      ? `sent: ${count(letters.length)} events`
      : `would send ${count(letters.length)} events; --execute WHY sends them`,
  ].join('\n');
}

const hints: Readonly<Record<keyof SelectedLetters['leftOut'], string>> = {
  'was no batch': 'records that were no batches hold no event',
  delivery: 'deliveries to one partner: --to-all-partners sends their events to all',
  'beyond the limit': 'beyond --max',
};
