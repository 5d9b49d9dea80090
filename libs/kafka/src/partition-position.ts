import type { Fetched, TopicPartition, UnreadableRange } from './log.ts';

/** Where the reading of one partition stands. Only its holder and a completed hand-over move it. */
export class PartitionPosition implements TopicPartition {
  readonly topic: string;
  readonly partition: number;
  position: number;
  /** a hand-over is going on, or a request that asks for this partition */
  busy = false;
  /** what cannot be read at `position`; the partition is not fetched until `seek` moves on */
  held: UnreadableRange | null = null;
  private ended = false;
  private seeks = 0;

  constructor(topic: string, partition: number, position: number) {
    this.topic = topic;
    this.partition = partition;
    this.position = position;
  }

  get live(): boolean {
    return !this.ended;
  }

  seek(offset: number): void {
    if (this.ended) return;
    this.position = offset;
    this.seeks++;
    this.held = null;
    this.changed();
  }

  /** For good. */
  end(): void {
    this.ended = true;
  }

  /** Call when a hand-over begins; what it returns, when it is done: moves on, unless a seek did meanwhile. */
  handOver(fetched: Fetched): () => void {
    const seeksBefore = this.seeks;
    return () => {
      if (!this.ended && this.seeks === seeksBefore) this.position = fetched.next;
    };
  }

  /** Set by who fetches, to be woken when there may be something to fetch. */
  changed: () => void = () => {};
}
