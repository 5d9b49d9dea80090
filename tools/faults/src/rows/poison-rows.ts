/** OneBadApple: events that take the worker thread down that touches them, twice each and whatever they are with. */
import { DeadLetter, DeadLetterForm, Event, type Reason } from '@pixel-relay/contracts';
import type { Log } from '@pixel-relay/kafka';
import { demoSubscriptions, EventStream } from '@pixel-relay/loadgen';
import { reasonName, topics } from '@pixel-relay/stage';
import type { FaultContext, FaultRow, Injection } from '../fault-row.ts';
import type { StageName } from '@pixel-relay/demo';
import { PARTITIONS } from '../row-topics.ts';
import { row } from './row.ts';

const MARK = 'poisonous-event';
const POISONOUS = 4;

/** Ordinary events in all but their id, which the threads of the row die of. */
function poisonousEvents(): { readonly id: string; readonly key: Buffer | null; readonly value: Buffer }[] {
  const subscriptions = demoSubscriptions({ webhookUrl: 'http://127.0.0.1:9/', webhookSecretRef: 'env:NONE' });
  const shares = { malformedShare: 0, deniedShare: 0, tombstoneShare: 0, nullKeyShare: 0 };
  const stream = new EventStream({
    ...{ seed: MARK, subscriptions, partitions: PARTITIONS, sizeKb: 1.8, shops: 4, customersMax: 10 },
    ...shares,
  });
  return Array.from({ length: POISONOUS }, (_, i) => {
    const { key, value } = stream.next(Date.now());
    const id = `${MARK}-${i}`;
    return { id, key, value: Buffer.from(JSON.stringify({ ...(JSON.parse(String(value)) as object), id })) };
  });
}

const poison =
  (stage: StageName) =>
  async ({ fleet, log, reached, sleep }: FaultContext): Promise<Injection> => {
    const events = poisonousEvents();
    const producer = await log.producer({ compression: 'none', sendTimeoutMs: 30_000 });
    for (const [i, { key, value }] of events.entries()) {
      await reached(0.2 + i * 0.1);
      await producer.send(topics.raw, (i * 2) % PARTITIONS, [{ key, value }]);
    }
    await producer.close();
    const crashes = async (): Promise<number> =>
      (await fleet.statuses(stage)).reduce((sum, { pool }) => sum + Number(pool?.crashed ?? 0), 0);
    // Each dies with its thread twice before it stands alone.
    for (let tries = 0; (await crashes()) < 2 * events.length && tries < 600; tries++) await sleep(50);
    return { fired: await crashes(), dead: events.length, afterwards: () => exactlyThese(log, stage, events) };
  };

/** One dead letter each, with its reason and its bytes, and none for that reason beside them. */
async function exactlyThese(log: Log, stage: StageName, events: ReturnType<typeof poisonousEvents>): Promise<string[]> {
  const crashed = (await deadLetters(log)).filter(({ reason }) => reasonName(reason as Reason) === 'worker_crashed');
  const wrong = events
    .map(({ id, value }) => ({ id, letters: crashed.filter(letter => holds(letter, id, value)).length }))
    .filter(({ letters }) => letters !== 1)
    .map(({ id, letters }) => `${letters} dead letters with the bytes of ${id}`);
  if (crashed.length !== events.length) wrong.push(`${crashed.length} dead letters of crashed workers`);
  if (crashed.some(letter => letter.stage !== stage)) wrong.push(`dead letters of another stage than the ${stage}`);
  return wrong;
}

function holds({ form, original }: DeadLetter, id: string, raw: Buffer): boolean {
  const bytes = Buffer.from(original!);
  return form === DeadLetterForm.EVENT ? Event.decode(bytes).id === id : bytes.equals(raw);
}

async function deadLetters(log: Log): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  const tail = await log.tail({
    topic: topics.deadLetter,
    onRecords: (_partition, records) => {
      for (const { value } of records) letters.push(DeadLetter.decode(value!));
    },
  });
  await tail.caughtUp;
  await tail.close();
  return letters;
}

export const poisonRows: readonly FaultRow[] = (['parser', 'validator'] as const).map(stage =>
  row(`poison: events that end the thread of the ${stage} that touches them`, poison(stage), {
    crashOn: { stage, text: MARK },
  }),
);
