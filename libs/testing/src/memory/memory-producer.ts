import {
  SendRefusedError,
  SendUnknownError,
  type LogProducer,
  type OutgoingRecord,
  type ProducerOptions,
} from '@pixel-relay/kafka';
import type { Connection } from './connection.ts';
import type { InMemoryCluster } from './in-memory-cluster.ts';
import { copyRecord } from './record-copy.ts';

/** Appends to partitions, one send each at a time. Compression is not simulated. */
export class MemoryProducer implements LogProducer {
  readonly #cluster: InMemoryCluster;
  readonly #connection: Connection;
  readonly #options: ProducerOptions;
  readonly #inFlight = new Set<string>();
  #closed = false;

  constructor(cluster: InMemoryCluster, connection: Connection, options: ProducerOptions) {
    this.#cluster = cluster;
    this.#connection = connection;
    this.#options = options;
  }

  async send(topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<{ baseOffset: number }> {
    const at = `${topic}/${partition}`;
    if (this.#closed) throw new SendRefusedError(`the producer is closed, nothing goes to ${at}`, 'open another one');
    if (records.length === 0) throw new SendRefusedError(`a send to ${at} without records`, 'send at least one');
    if (this.#inFlight.has(at)) {
      throw new SendRefusedError(`a send to ${at} is still in flight`, 'wait for it: two would lose the order');
    }
    this.#inFlight.add(at);
    try {
      return await this.#send(topic, partition, records);
    } finally {
      this.#inFlight.delete(at);
    }
  }

  /** Waits for sends in flight no longer than they may take anyway. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#inFlight.size > 0 && !this.#connection.crashed) await this.#connection.clock.sleep(1);
  }

  #send(topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<{ baseOffset: number }> {
    const { faults } = this.#cluster;
    const { clock } = this.#connection;
    const at = `${topic}/${partition}`;
    const unknown = (): SendUnknownError =>
      new SendUnknownError(
        `no answer to a send to ${at} in ${this.#options.sendTimeoutMs} ms`,
        'send it again unchanged',
      );
    return this.#connection.request(async () => {
      if (faults.strike('produce_refused', topic, partition)) {
        throw new SendRefusedError(`the broker refused a send to ${at}`, 'look at the broker; nothing was appended');
      }
      if (faults.strike('produce_lost', topic, partition)) throw unknown();
      const late = faults.strike('produce_late', topic, partition);
      const slow = late ? null : faults.strike('produce_slow', topic, partition);
      if (late) {
        // The bytes are as they were when they were sent, whatever the sender does with its buffers meanwhile.
        const asSent = records.map(record => copyRecord(record, 0, clock.now()));
        clock.setTimer(late.lateMs, () => void this.#cluster.appendIfThere(topic, partition, asSent));
        throw unknown();
      }
      if (slow) {
        const asSent = records.map(record => copyRecord(record, 0, clock.now()));
        await clock.sleep(slow.lateMs);
        return { baseOffset: this.#cluster.append(topic, partition, asSent) };
      }
      const baseOffset = this.#cluster.append(topic, partition, records);
      for (const record of records) spoilAround(record);
      if (faults.strike('produce_ack_lost', topic, partition)) throw unknown();
      return { baseOffset };
    });
  }
}

/** As far as a real producer may write around a value that is said to be alone. */
const AROUND_BYTES = 32;

/** Whoever said so wrongly finds his other bytes spoilt here too. */
function spoilAround({ value, alone = false }: OutgoingRecord): void {
  if (!alone || value === null) return;
  const memory = new Uint8Array(value.buffer);
  const end = value.byteOffset + value.length;
  memory.fill(0xfe, Math.max(0, value.byteOffset - AROUND_BYTES), value.byteOffset);
  memory.fill(0xfe, end, Math.min(memory.length, end + AROUND_BYTES));
}
