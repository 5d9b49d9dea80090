/** Which deliveries went through the retry topics, and which of them wait there still. */
import { Event, ParkedDelivery } from '@pixel-relay/contracts';
import type { Log } from '@pixel-relay/kafka';
import { retryGroupId, retryTiers } from '@pixel-relay/stage';

export class ParkedDeliveries {
  private readonly ever = new Set<string>();
  private readonly waiting = new Map<string, { readonly partner: string; readonly id: string }>();

  add(partner: string, id: string, waits: boolean): void {
    const key = `${partner}\0${id}`;
    this.ever.add(key);
    if (waits) this.waiting.set(key, { partner, id });
  }

  /** It was in a retry topic: what came of it came in no order. */
  wasParked(partner: string, id: string): boolean {
    return this.ever.has(`${partner}\0${id}`);
  }

  waits(partner: string, id: string): boolean {
    return this.waiting.has(`${partner}\0${id}`);
  }

  /** Events with a delivery that waits. */
  get waitingEvents(): number {
    return new Set([...this.waiting.values()].map(({ id }) => id)).size;
  }

  waitingFor(partner: string): number {
    return [...this.waiting.values()].filter(each => each.partner === partner).length;
  }
}

/** @param producerGroupId null: all that was ever parked may be waiting */
export async function readParked(log: Log, producerGroupId: string | null): Promise<ParkedDeliveries> {
  const parked = new ParkedDeliveries();
  for (const tier of retryTiers) {
    // Read before the records: what is taken meanwhile counts as waiting, and never as lost.
    const commits =
      producerGroupId === null ? null : await log.admin.committed(retryGroupId(producerGroupId, tier), tier.topic);
    const tail = await log.tail({
      topic: tier.topic,
      onRecords: (partition, records) => {
        const taken = commits?.get(partition)?.offset ?? 0;
        for (const { offset, value } of records) {
          const { partner, event } = ParkedDelivery.decode(value!);
          parked.add(partner, Event.decode(Buffer.from(event)).id, offset >= taken);
        }
      },
    });
    await tail.caughtUp;
    await tail.close();
  }
  return parked;
}
