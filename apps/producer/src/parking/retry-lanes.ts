/** Sends to the retry topics: one at a time for each partition, as everywhere, but with an end. */
import type { Clock } from '@pixel-relay/clock';
import type { LogProducer, OutgoingRecord } from '@pixel-relay/kafka';
import { Lane, type Sender } from '@pixel-relay/stage';
import type { DeliveryLogger } from '../delivery/delivery-options.ts';

export interface RetryLanesOptions {
  readonly clock: Clock;
  readonly producer: LogProducer;
  readonly sendBytesMax: number;
  readonly retryDelayMs: number;
  /** a send that is not acknowledged by then is not repeated; its record may be in the topic all the same */
  readonly giveUpMs: number;
  readonly logger?: DeliveryLogger;
}

export class RetryLanes {
  private readonly options: RetryLanesOptions;
  private readonly lanes = new Map<string, Lane>();

  constructor(options: RetryLanesOptions) {
    this.options = options;
  }

  /** True once acknowledged. False: refused, given up, or its sender died; it is not known to be in the topic. */
  send(topic: string, partition: number, record: OutgoingRecord, sender: Sender): Promise<boolean> {
    const { clock, giveUpMs } = this.options;
    const untilMs = clock.monotonic() + giveUpMs;
    return this.lane(topic, partition).send(record, {
      get live() {
        return sender.live && clock.monotonic() < untilMs;
      },
      maySend: () => sender.maySend(),
    });
  }

  private lane(topic: string, partition: number): Lane {
    const key = `${topic}/${partition}`;
    let lane = this.lanes.get(key);
    if (lane === undefined) this.lanes.set(key, (lane = this.make(key, { topic, partition })));
    return lane;
  }

  private make(key: string, target: { readonly topic: string; readonly partition: number }): Lane {
    const { clock, producer, sendBytesMax, retryDelayMs, logger } = this.options;
    return new Lane(target, {
      clock,
      producer,
      sendBytesMax,
      retryDelayMs,
      // No order is kept here that something could pass by: the next delivery begins with a new lane.
      onRefused: err => {
        this.lanes.delete(key);
        logger?.warn({ err, topic: target.topic }, 'a retry topic does not take deliveries; they are tried in place');
      },
    });
  }
}
