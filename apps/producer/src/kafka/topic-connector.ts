import { InvalidWireError, Reason } from '@pixel-relay/contracts';
import { type LogProducer, type OutgoingRecord, SendRefusedError, TopicMissingError } from '@pixel-relay/kafka';
import { cloudEventHeaders, type PartnerEventWriter } from '@pixel-relay/partners';
import type { Connector, OutgoingRequest, SendOutcome } from '../delivery/connector.ts';
import type { HandOver } from '../delivery/open-job.ts';
import type { PartitionCounts } from './partition-counts.ts';

/** What a broker says of the records themselves, and not of the topic, of us, or of its own state. */
const ABOUT_RECORDS = /MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE|INVALID_RECORD|INVALID_TIMESTAMP|max\.message\.bytes/;

/** Writes events to one partition of a partner's topic, a record each. One send at a time: the route sees to it. */
export class TopicConnector implements Connector {
  private readonly topic: string;
  private readonly partition: number;
  private readonly producer: LogProducer;
  private readonly counts: PartitionCounts;
  private readonly writer: PartnerEventWriter;

  constructor(
    topic: string,
    partition: number,
    deps: { readonly producer: LogProducer; readonly counts: PartitionCounts; readonly writer: PartnerEventWriter },
  ) {
    this.topic = topic;
    this.partition = partition;
    this.producer = deps.producer;
    this.counts = deps.counts;
    this.writer = deps.writer;
  }

  /** `signal` is not heeded: a send cannot be called back, and its own time limit ends it. */
  async send({ events }: OutgoingRequest): Promise<SendOutcome> {
    const records: OutgoingRecord[] = [];
    const unreadable: HandOver[] = [];
    let detail = '';
    for (const { handOver, subscription } of events) {
      try {
        records.push(this.record(handOver, subscription));
      } catch (error) {
        if (!(error instanceof InvalidWireError)) throw error;
        unreadable.push(handOver);
        detail = error.message;
      }
    }
    if (unreadable.length > 0) return { kind: 'unreadable', handOvers: unreadable, detail };
    try {
      await this.producer.send(this.topic, this.partition, records);
      return { kind: 'accepted' };
    } catch (error) {
      return this.classify(error);
    }
  }

  async close(): Promise<void> {
    // The producer is the stage's.
  }

  private record(handOver: HandOver, subscription: OutgoingRequest['events'][number]['subscription']): OutgoingRecord {
    const { bytes, starts, ends } = handOver.job.job.events;
    const { index, answer, shopId, eventName } = handOver;
    const written = this.writer.write(bytes, starts[index]!, ends[index]!, subscription, answer);
    return {
      key: written.key,
      value: written.json,
      headers: cloudEventHeaders({ id: written.id, name: eventName, shopId, time: written.timestamp }),
    };
  }

  private async classify(error: unknown): Promise<SendOutcome> {
    if (error instanceof TopicMissingError) return this.reroute();
    const code = error instanceof Error ? ((error as { code?: string }).code ?? error.name) : 'unknown';
    if (!(error instanceof SendRefusedError)) return { kind: 'held', detail: `not known to be in the topic (${code})` };
    if (await this.partitionIsGone()) return this.reroute();
    if (ABOUT_RECORDS.test(`${error.message} ${error.action}`)) return { kind: 'rejected', detail: 'the broker does not take such records' };
    // Not allowed, closing, or our own mistake: nothing against the events, which a dead letter would be.
    return { kind: 'held', detail: `the send was refused (${code})` };
  }

  private reroute(): SendOutcome {
    this.counts.forget(this.topic);
    return { kind: 'reroute' };
  }

  /** A topic that was removed, or made again with fewer partitions, must not look like bad records. */
  private async partitionIsGone(): Promise<boolean> {
    try {
      return this.partition >= ((await this.counts.ask(this.topic)) ?? 0);
    } catch {
      return true;
    }
  }
}

/** Stands for a topic until its number of partitions is known. */
export class UnknownTopicConnector implements Connector {
  private readonly topic: string;
  private readonly counts: PartitionCounts;

  constructor(topic: string, counts: PartitionCounts) {
    this.topic = topic;
    this.counts = counts;
  }

  async send(): Promise<SendOutcome> {
    try {
      if ((await this.counts.ask(this.topic)) !== null) return { kind: 'reroute' };
    } catch {
      return { kind: 'held', detail: 'the brokers did not say whether the topic exists' };
    }
    const detail = 'the topic does not exist; create it, or mend the subscription';
    return { kind: 'retry', detail, lastReason: Reason.DESTINATION_INVALID };
  }

  async close(): Promise<void> {}
}
