import type { Clock } from '@pixel-relay/clock';
import { ArenaPool } from '@pixel-relay/worker-pool';
import { Backoff } from './backoff.ts';
import { SendRefusedError, SendUnknownError } from './log-errors.ts';
import type { TakeRoom } from './codecs/take-room.ts';
import type { OutgoingRecord, ProducerOptions } from './log.ts';
import type { RecordBody } from './record-body.ts';
import type { BodyProducer } from './send-body.ts';
import { failureOf, type BrokerFailure } from './wire/broker-failure.ts';
import { encodeBody, encodeRecords } from './wire/encode-records.ts';
import { failureOfCode } from './wire/error-codes.ts';
import { renewMetadata, sendRaw, type Cluster } from './wire/kafkajs.ts';
import { produceRequest } from './wire/produce-request.ts';
import { within } from './within.ts';

/** How long a topic or partition that nobody knows is looked for: new ones take a moment to be known everywhere. */
const missingMaxMs = 5_000;

/** Of batches that were sent: as much as a few partitions have on their way at once. */
const RETAINED_BYTES_MAX = 8 << 20;

type Encode = (nowMs: number, takeRoom: TakeRoom) => Buffer;

/** Set once an attempt may have reached the log: from then on nothing says that the records are not in it. */
interface Attempts {
  maybeAppended: boolean;
  abandoned: boolean;
}

/**
 * Sends one batch to one partition at a time. Not idempotent: a producer id would make the broker drop a batch of equal
 * size after a lost answer. A retry may append twice; readers tell by what they find in the records.
 */
export class KafkaProducer implements BodyProducer {
  private readonly cluster: Cluster;
  private readonly prefix: string;
  private readonly options: ProducerOptions;
  private readonly clock: Clock;
  private readonly inFlight = new Set<string>();
  private readonly arenas = ArenaPool.owned({ retainedBytesMax: RETAINED_BYTES_MAX });
  private readonly stopping = new AbortController();
  private readonly closing = Promise.withResolvers<void>();
  readonly closed = this.closing.promise;

  constructor(cluster: Cluster, prefix: string, options: ProducerOptions, clock: Clock) {
    this.cluster = cluster;
    this.prefix = prefix;
    this.options = options;
    this.clock = clock;
  }

  send(topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<{ baseOffset: number }> {
    return this.sendBatch(topic, partition, (nowMs, takeRoom) =>
      encodeRecords(records, this.options.compression, nowMs, takeRoom),
    );
  }

  sendBody(topic: string, partition: number, body: RecordBody): Promise<{ baseOffset: number }> {
    return this.sendBatch(topic, partition, (nowMs, takeRoom) =>
      encodeBody(body, this.options.compression, nowMs, takeRoom),
    );
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.cluster.disconnect();
    this.closing.resolve();
  }

  private async sendBatch(topic: string, partition: number, encode: Encode): Promise<{ baseOffset: number }> {
    const name = this.prefix + topic;
    const key = `${partition} ${name}`;
    if (this.stopping.signal.aborted) throw refused('the producer is closed', 'Do not send after close().');
    if (this.inFlight.has(key)) {
      throw refused(`a send to ${topic}[${partition}] is in flight`, 'Await it: two at once lose their order.');
    }
    this.inFlight.add(key);
    try {
      // Encoded before this function returns, so that the caller may use what it handed over again.
      const batch = this.encoded(encode);
      const attempts: Attempts = { maybeAppended: false, abandoned: false };
      const sent = this.sendUntilSettled(name, partition, batch, attempts);
      const outcome = await within(this.clock, this.options.sendTimeoutMs, sent, null);
      if (outcome !== null) {
        // After an attempt without an answer, a socket that came to a halt may still hold the bytes, to be written later.
        if (!attempts.maybeAppended) this.arenas.release(batch.buffer as ArrayBuffer);
        return outcome;
      }
      attempts.abandoned = true;
      sent.catch(() => {});
      throw unknown(`${topic}[${partition}] did not acknowledge within ${this.options.sendTimeoutMs} ms`);
    } finally {
      this.inFlight.delete(key);
    }
  }

  private encoded(encode: Encode): Buffer {
    try {
      return encode(this.clock.now(), bytes => Buffer.from(this.arenas.acquire(bytes), 0, bytes));
    } catch (error) {
      throw refused((error as Error).message, 'Send 1 to 100,000 records whose keys and values are Buffers or null.');
    }
  }

  private async sendUntilSettled(
    name: string,
    partition: number,
    batch: Buffer,
    attempts: Attempts,
  ): Promise<{ baseOffset: number }> {
    const backoff = new Backoff(this.clock);
    const startedAt = this.clock.monotonic();
    for (;;) {
      const { baseOffset, failure } = await this.attempt(name, partition, batch, attempts);
      if (failure === undefined) return { baseOffset };
      const where = `${name}[${partition}]`;
      switch (failure.kind) {
        case 'refused':
        case 'denied':
          // Said of this attempt only: an earlier one may be in the log.
          if (attempts.maybeAppended) throw unknown(`${where}: ${failure.reason} after an attempt without an answer`);
          throw refused(`${where}: ${failure.reason}`, 'Change the records, the topic or the permissions.');
        case 'topic_missing':
          // Metadata is asked for all topics at once, and one that was deleted fails it for all: ask for this one alone.
          this.cluster.targetTopics.clear();
          if (this.clock.monotonic() - startedAt > missingMaxMs && !attempts.maybeAppended) {
            throw refused(`${where} does not exist`, 'Create it: relayctl topics ensure.');
          }
          break;
        case 'unconfirmed':
        case 'unreachable':
        case 'unexpected':
        case 'rebalance':
        case 'fenced':
        case 'coordinator_moved':
        case 'leader_moved':
        case 'not_now':
          break;
      }
      if (attempts.abandoned) throw unknown(`${where}: ${failure.reason}`);
      await backoff.pause(this.stopping.signal);
      if (this.stopping.signal.aborted) throw unknown(`${where}: the producer was closed`);
      await renewMetadata(this.cluster);
    }
  }

  private async attempt(
    name: string,
    partition: number,
    batch: Buffer,
    attempts: Attempts,
  ): Promise<{ baseOffset: number; failure?: BrokerFailure }> {
    let written = false;
    try {
      const leader = await this.leaderOf(name, partition);
      if (typeof leader !== 'number') return { baseOffset: -1, failure: leader };
      const node = await this.cluster.findBroker({ nodeId: leader });
      written = true;
      const { errorCode, baseOffset } = await sendRaw(
        node,
        produceRequest(name, partition, batch, this.options.sendTimeoutMs),
      );
      if (errorCode === 0) return { baseOffset };
      const failure = failureOfCode(errorCode);
      if (failure.kind === 'unconfirmed' || failure.kind === 'unexpected') attempts.maybeAppended = true;
      return { baseOffset: -1, failure };
    } catch (error) {
      if (written) attempts.maybeAppended = true;
      return { baseOffset: -1, failure: failureOf(error) };
    }
  }

  private async leaderOf(name: string, partition: number): Promise<number | BrokerFailure> {
    await this.cluster.addTargetTopic(name);
    await this.cluster.refreshMetadataIfNecessary();
    const found = this.cluster.findTopicPartitionMetadata(name).find(({ partitionId }) => partitionId === partition);
    if (found === undefined) return { kind: 'topic_missing', reason: 'UNKNOWN_TOPIC_OR_PARTITION' };
    return found.leader >= 0 ? found.leader : { kind: 'leader_moved', reason: 'LEADER_NOT_AVAILABLE' };
  }
}

const refused = (what: string, action: string): SendRefusedError => new SendRefusedError(`Not sent: ${what}.`, action);

const unknown = (what: string): SendUnknownError =>
  new SendUnknownError(`Not known whether sent: ${what}.`, 'Send the same records again, or give up the partition.');
