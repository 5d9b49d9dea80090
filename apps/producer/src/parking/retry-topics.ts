/** The retry topics' readers: one consumer and one group each, all delivering through the producer's own delivery. */
import type { Clock } from '@pixel-relay/clock';
import type { GroupConsumer, Log, LogAdmin, LogProducer, UnreadableRange } from '@pixel-relay/kafka';
import {
  consumeOptionsOf,
  groupIdOf,
  retryGroupId,
  retryTiers,
  runtimeLimitsOf,
  type StageObserver,
  StageRuntime,
} from '@pixel-relay/stage';
import type { Logger } from '@pixel-relay/telemetry';
import { Admission } from '../delivery/admission.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { ProducerOptions } from '../producer.options.ts';
import { RetryProcessor } from './retry-processor.ts';

export interface RetryTopicsDeps {
  readonly stage: string;
  readonly deadLetterTopic: string;
  readonly values: ProducerOptions;
  readonly log: Log;
  /** sends of several at once to one partition must be safe */
  readonly producer: LogProducer;
  readonly delivery: Delivery;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fail: (error: unknown) => void;
}

/** Nothing is in a hurry here: what comes is not due for another while. */
const FETCH_WAIT_MS = 2_000;
const WAITING_INTERVAL_MS = 5_000;

interface Reader {
  readonly topic: string;
  readonly runtime: StageRuntime;
  readonly consumer: GroupConsumer;
}

export class RetryTopics {
  private readonly admin: LogAdmin;
  private readonly clock: Clock;
  private readonly readers: readonly Reader[];
  private readonly ends = new Map<string, ReadonlyMap<number, number>>();
  private readonly watch = new AbortController();

  private constructor(admin: LogAdmin, clock: Clock, readers: readonly Reader[]) {
    this.admin = admin;
    this.clock = clock;
    this.readers = readers;
    void this.watchEnds();
  }

  /** Resolves when all groups are joined. */
  static async start(deps: RetryTopicsDeps): Promise<RetryTopics> {
    const { values, log } = deps;
    const room = new Admission(values.parkedInFlightMax, values.inFlightBytesMax);
    const readers = await Promise.all(retryTiers.map((_, tier) => startReader(deps, tier, room)));
    for (const { consumer } of readers) consumer.ended.catch(deps.fail);
    return new RetryTopics(log.admin, deps.clock, readers);
  }

  pause(): void {
    for (const { consumer } of this.readers) consumer.pause();
  }

  resume(): void {
    for (const { consumer } of this.readers) consumer.resume();
  }

  async stop(): Promise<void> {
    this.watch.abort();
    await Promise.all(this.readers.map(({ consumer }) => consumer.stop()));
    for (const { runtime } of this.readers) runtime.stopped();
  }

  /** Deliveries that wait in this replica's partitions, by topic, as of a few seconds ago. */
  waiting(): { readonly topic: string; readonly deliveries: number }[] {
    return this.readers.map(({ topic, runtime }) => ({
      topic,
      deliveries: runtime.assignments.reduce((sum, { lease: { partition }, frontier }) => {
        const end = this.ends.get(topic)?.get(partition) ?? frontier;
        return sum + Math.max(0, end - frontier);
      }, 0),
    }));
  }

  private async watchEnds(): Promise<void> {
    const { signal } = this.watch;
    while (!signal.aborted) {
      for (const { topic } of this.readers) {
        // A broker that does not answer is the consumers' to report; the last known ends stand until it does.
        const offsets = await this.admin.offsets(topic).catch(() => null);
        if (offsets !== null) this.ends.set(topic, new Map(offsets.map(({ partition, end }) => [partition, end])));
      }
      await this.clock.sleep(WAITING_INTERVAL_MS, signal).catch(() => undefined);
    }
  }
}

async function startReader(deps: RetryTopicsDeps, tier: number, room: Admission): Promise<Reader> {
  const { stage, values, log, producer, delivery, clock, logger, fail, deadLetterTopic } = deps;
  const { topic, name } = retryTiers[tier]!;
  const groupId = retryGroupId(groupIdOf(stage, values), { name });
  const limits = runtimeLimitsOf(values);
  const runtime = new StageRuntime({
    topology: { stage, input: { topic, form: 'raw' }, outputTopic: null, deadLetterTopic },
    groupId,
    // A unit is one delivery: each has its own time, and its own end.
    limits: { ...limits, cut: { ...limits.cut, eventsMax: 1 } },
    clock,
    admin: log.admin,
    producer,
    processor: new RetryProcessor({ stage, tier, topic, delivery, clock, room }),
    observer: observerOf(logger),
    onFailed: fail,
  });
  const options = consumeOptionsOf(values, groupId, topic);
  const fetchMaxWaitMs = Math.min(FETCH_WAIT_MS, values.sessionTimeoutMs / 4);
  const consumer = await log.consume({ ...options, fetchMaxWaitMs, fetchMinBytes: 1 }, runtime);
  return { topic, runtime, consumer };
}

function observerOf(logger: Logger): StageObserver {
  const nothing = (): void => undefined;
  const observer = {
    joined: nothing,
    fetched: nothing,
    sent: nothing,
    done: nothing,
    committed: nothing,
    commitRefused: nothing,
    held: ({ lease }: Parameters<StageObserver['held']>[0], { from, reason }: UnreadableRange) =>
      logger.error(
        { topic: lease.topic, partition: lease.partition, offset: from, reason },
        'a partition of a retry topic is held: its record cannot be read',
      ),
  };
  return observer;
}
