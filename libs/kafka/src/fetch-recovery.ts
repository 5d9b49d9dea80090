import type { Clock } from '@pixel-relay/clock';
import { Backoff } from './backoff.ts';
import { ConsumerDeadError, TopicMissingError } from './log-errors.ts';
import type { KafkaLogger } from './options.ts';
import type { BrokerFailure } from './wire/broker-failure.ts';

/** Past this a topic that no broker knows is taken for deleted. */
const missingMaxMs = 30_000;
/** Errors that nobody expects are tried again too, but not for ever. */
const unexpectedMax = 20;

/** Decides after a failed fetch whether trying again is any use, and when. */
export class FetchRecovery {
  private readonly topic: string;
  private readonly clock: Clock;
  private readonly logger: KafkaLogger;
  private readonly backoff: Backoff;
  private missingSinceMs: number | null = null;
  private unexpected = 0;

  constructor(topic: string, clock: Clock, logger: KafkaLogger) {
    this.topic = topic;
    this.clock = clock;
    this.logger = logger;
    this.backoff = new Backoff(clock);
  }

  succeeded(): void {
    this.backoff.reset();
    this.missingSinceMs = null;
    this.unexpected = 0;
  }

  /** Pauses before the next try; @throws LogError when there is no going on. */
  async pause({ kind, reason }: BrokerFailure, signal: AbortSignal): Promise<void> {
    const { topic } = this;
    this.logger('warn', 'fetch failed, trying again', { topic, reason });
    if (kind === 'denied') {
      throw new ConsumerDeadError(`Reading ${topic} is not allowed: ${reason}.`, 'Grant it, then start again.');
    }
    if (kind === 'topic_missing') {
      this.missingSinceMs ??= this.clock.monotonic();
      if (this.clock.monotonic() - this.missingSinceMs > missingMaxMs) {
        throw new TopicMissingError(`${topic} does not exist any more.`, 'Create it: relayctl topics ensure.');
      }
    }
    if (kind === 'unexpected' && ++this.unexpected > unexpectedMax) {
      throw new ConsumerDeadError(`Reading ${topic} failed: ${reason}.`, 'End this process and start it again.');
    }
    await this.backoff.pause(signal);
  }
}
