import type { LogAdmin } from '@pixel-relay/kafka';

/**
 * How many partitions partners' topics have, as first heard: routes are chosen without waiting, and a key stays in its
 * partition for as long as this process runs, even if the topic grows.
 */
export class PartitionCounts {
  private readonly admin: Pick<LogAdmin, 'describe'>;
  private readonly topicsMax: number;
  private readonly known = new Map<string, number>();

  /** @param topicsMax topics remembered; the oldest is forgotten first and asked for again */
  constructor(admin: Pick<LogAdmin, 'describe'>, topicsMax: number) {
    this.admin = admin;
    this.topicsMax = topicsMax;
  }

  /** undefined: not known; `ask` finds out. */
  of(topic: string): number | undefined {
    return this.known.get(topic);
  }

  /** null: there is no such topic. Rejects with what the log rejects with. */
  async ask(topic: string): Promise<number | null> {
    const description = (await this.admin.describe([topic])).get(topic);
    this.known.delete(topic);
    if (description == null) return null;
    this.known.set(topic, description.partitions);
    if (this.known.size > this.topicsMax) this.known.delete(this.known.keys().next().value!);
    return description.partitions;
  }
}
