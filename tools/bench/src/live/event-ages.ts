/** From an event's receipt, as its payload says, to its arrival in a partner's topic, as the broker stamped it. */
import type { Log, LogAdmin, LogRecord } from '@pixel-relay/kafka';
import { demoPartnerTopics } from '@pixel-relay/loadgen';

/** topic -> partition -> end */
export type PartnerEnds = ReadonlyMap<string, ReadonlyMap<number, number>>;

export async function partnerEnds(admin: LogAdmin): Promise<PartnerEnds> {
  const entries = demoPartnerTopics.map(async topic => {
    const offsets = await admin.offsets(topic);
    return [topic, new Map(offsets.map(({ partition, end }) => [partition, end]))] as const;
  });
  return new Map(await Promise.all(entries));
}

/** Ages in ms, ascending, of every record that came after `since`. */
export async function readAges(log: Log, since: PartnerEnds): Promise<Float64Array> {
  const ages: number[] = [];
  for (const [topic, ends] of since) {
    const tail = await log.tail({
      topic,
      onRecords: (partition, records) => {
        const from = ends.get(partition) ?? 0;
        for (const record of records) if (record.offset >= from) ages.push(ageMsOf(record));
      },
    });
    await tail.caughtUp;
    await tail.close();
  }
  return Float64Array.from(ages).sort();
}

const MEMBER = Buffer.from('"receivedAt":"');
const ISO_BYTES = 24;

/** @throws Error for a payload that does not say when its event was received: nothing could be measured on it */
export function ageMsOf({ value, timestampMs }: Pick<LogRecord, 'value' | 'timestampMs'>): number {
  const at = value === null ? -1 : value.indexOf(MEMBER);
  const receivedMs =
    at < 0 ? NaN : Date.parse(value!.toString('latin1', at + MEMBER.length, at + MEMBER.length + ISO_BYTES));
  if (Number.isNaN(receivedMs)) throw new Error("a partner's payload has no receivedAt: ages cannot be measured");
  return timestampMs - receivedMs;
}
