/**
 * Rule 3: one send in flight per output partition. A send whose fate is unknown is repeated unchanged, or its assignment
 * is given up; nothing passes it by. Two in flight would break order, and lose.
 */
import type { Clock } from '@pixel-relay/clock';
import { type LogProducer, type OutgoingRecord, SendUnknownError, type TopicPartition } from '@pixel-relay/kafka';
import type { Sender } from './sender.ts';

export interface LaneOptions {
  readonly clock: Clock;
  readonly producer: LogProducer;
  /** bytes of values in one send; a single larger record goes alone */
  readonly sendBytesMax: number;
  readonly retryDelayMs: number;
  /** told of a send that will never succeed; the stage cannot go on */
  readonly onRefused: (error: unknown) => void;
  readonly onSent?: (target: TopicPartition, records: number, bytes: number) => void;
}

interface Waiting {
  readonly record: OutgoingRecord;
  readonly sender: Sender;
  readonly settle: (acknowledged: boolean) => void;
}

export class Lane {
  private readonly target: TopicPartition;
  private readonly options: LaneOptions;
  private waiting: Waiting[] = [];
  private sending = false;
  /** a send failed for good: nothing may pass it by, so nothing is sent any more */
  private refused = false;

  constructor(target: TopicPartition, options: LaneOptions) {
    this.target = target;
    this.options = options;
  }

  /**
   * Resolves true once acknowledged; false when the sender died first (the record may be in the log all the same), or when
   * the broker will not take it, or would not take one before it.
   */
  send(record: OutgoingRecord, sender: Sender): Promise<boolean> {
    if (this.refused) return Promise.resolve(false);
    return new Promise(settle => {
      this.waiting.push({ record, sender, settle });
      if (!this.sending) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.sending = true;
    try {
      while (this.waiting.length > 0) await this.sendUntilSettled(this.take());
    } catch (error) {
      this.refused = true;
      for (const { settle } of this.waiting.splice(0)) settle(false);
      this.options.onRefused(error);
    } finally {
      this.sending = false;
    }
  }

  private take(): Waiting[] {
    let bytes = 0;
    let n = 0;
    while (n < this.waiting.length) {
      bytes += this.waiting[n]!.record.value?.length ?? 0;
      if (n > 0 && bytes > this.options.sendBytesMax) break;
      n++;
    }
    return this.waiting.splice(0, n);
  }

  private async sendUntilSettled(batch: Waiting[]): Promise<void> {
    const { clock, producer, retryDelayMs, onSent } = this.options;
    for (;;) {
      // A dead sender's records are not sent (again): whoever holds the partition now sends them under its own account.
      batch = keepLive(batch);
      if (batch.length === 0) return;
      if (!batch.every(({ sender }) => sender.maySend())) {
        await clock.sleep(retryDelayMs);
        continue;
      }
      const records = batch.map(({ record }) => record);
      try {
        await producer.send(this.target.topic, this.target.partition, records);
      } catch (error) {
        if (!(error instanceof SendUnknownError)) {
          for (const { settle } of batch) settle(false);
          throw error;
        }
        await clock.sleep(retryDelayMs);
        continue;
      }
      onSent?.(
        this.target,
        records.length,
        records.reduce((sum, { value }) => sum + (value?.length ?? 0), 0),
      );
      for (const { settle } of batch) settle(true);
      return;
    }
  }
}

function keepLive(batch: readonly Waiting[]): Waiting[] {
  return batch.filter(({ sender, settle }) => {
    if (!sender.live) settle(false);
    return sender.live;
  });
}
