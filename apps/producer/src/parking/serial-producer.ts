import type { LogProducer, OutgoingRecord } from '@pixel-relay/kafka';

/** A producer for several who do not know of each other: sends to one partition follow each other. */
export class SerialProducer implements LogProducer {
  private readonly inner: LogProducer;
  /** by partition, the last send that was asked for; settled ones leave */
  private readonly last = new Map<string, Promise<unknown>>();

  constructor(inner: LogProducer) {
    this.inner = inner;
  }

  send(topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<{ baseOffset: number }> {
    const key = `${topic}/${partition}`;
    const before = this.last.get(key) ?? Promise.resolve();
    const sent = before.then(() => this.inner.send(topic, partition, records));
    const settled = sent.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(key, settled);
    void settled.then(() => {
      if (this.last.get(key) === settled) this.last.delete(key);
    });
    return sent;
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
