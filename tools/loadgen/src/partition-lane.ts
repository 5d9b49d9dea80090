import type { LogProducer, OutgoingRecord } from '@pixel-relay/kafka';
import { SendRefusedError } from '@pixel-relay/kafka';
import type { Clock } from '@pixel-relay/clock';
import type { GeneratedRecord } from './event-stream.ts';

export interface LaneOptions {
  readonly topic: string;
  readonly partition: number;
  readonly producer: LogProducer;
  readonly clock: Clock;
  readonly lingerMs: number;
  readonly batchEventsMax: number;
  readonly batchBytesMax: number;
  readonly failedSendsMax: number;
  /** baseOffset null: nobody knows whether the records are in the log */
  readonly settled: (records: readonly GeneratedRecord[], baseOffset: number | null) => Promise<void> | void;
}

interface Batch {
  readonly records: GeneratedRecord[];
  bytes: number;
  readonly firstMs: number;
}

const RETRY_AFTER_MS = 500;

/** Records on their way to one partition: batched, in order, one send in flight. */
export class PartitionLane {
  readonly #options: LaneOptions;
  readonly #waiting: Batch[] = [];
  #sending: Promise<void> | null = null;
  #failedInARow = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  add(record: GeneratedRecord, nowMs: number): void {
    const { batchEventsMax, batchBytesMax } = this.#options;
    const size = record.value?.length ?? 0;
    let batch = this.#waiting.at(-1);
    if (batch === undefined || batch.records.length >= batchEventsMax || batch.bytes + size > batchBytesMax) {
      batch = { records: [], bytes: 0, firstMs: nowMs };
      this.#waiting.push(batch);
    }
    batch.records.push(record);
    batch.bytes += size;
  }

  /** True while something waits or is being sent. */
  get busy(): boolean {
    return this.#sending !== null || this.#waiting.length > 0;
  }

  /** Sends what has waited long enough, or all with `force`, unless a send is in flight. Returns what is in flight. */
  pump(nowMs: number, force: boolean): Promise<void> | null {
    if (this.#sending !== null) return this.#sending;
    const batch = this.#waiting[0];
    if (batch === undefined) return null;
    const full = this.#waiting.length > 1 || batch.records.length >= this.#options.batchEventsMax;
    if (!full && !force && nowMs - batch.firstMs < this.#options.lingerMs) return null;
    this.#waiting.shift();
    this.#sending = this.#send(batch.records).finally(() => (this.#sending = null));
    return this.#sending;
  }

  /** Forgets what waits; returns how many records. What is in flight stays in flight. */
  abandon(): number {
    return this.#waiting.splice(0).reduce((sum, batch) => sum + batch.records.length, 0);
  }

  async #send(records: readonly GeneratedRecord[]): Promise<void> {
    const { topic, partition, producer, clock, settled, failedSendsMax } = this.#options;
    const outgoing = records.map(toSend);
    for (;;) {
      try {
        const { baseOffset } = await producer.send(topic, partition, outgoing);
        this.#failedInARow = 0;
        return await settled(records, baseOffset);
      } catch (error) {
        this.#failedInARow += 1;
        if (this.#failedInARow >= failedSendsMax) throw error;
        await clock.sleep(RETRY_AFTER_MS);
        // Refused records are not in the log, so they can go again. Others may be: sent again they would be there twice.
        if (!(error instanceof SendRefusedError)) return await settled(records, null);
      }
    }
  }
}

function toSend({ key, value, headers, receivedMs }: GeneratedRecord): OutgoingRecord {
  const record = { key, value, timestampMs: receivedMs };
  return headers === undefined ? record : { ...record, headers };
}
