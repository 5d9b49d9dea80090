import { InvalidWireError, Reason } from '@pixel-relay/contracts';
import { type LogProducer, type RecordBody, sendBody, SendRefusedError, TopicMissingError } from '@pixel-relay/kafka';
import type { Connector, OutgoingEvent, OutgoingRequest, SendOutcome } from '../delivery/connector.ts';
import type { HandOver } from '../delivery/open-job.ts';
import type { EventContents } from './event-contents.ts';
import type { PartitionCounts } from './partition-counts.ts';

/** What a broker says of the records themselves, and not of the topic, of us, or of its own state. */
const ABOUT_RECORDS = /MESSAGE_TOO_LARGE|RECORD_LIST_TOO_LARGE|INVALID_RECORD|INVALID_TIMESTAMP|max\.message\.bytes/;

const ACCEPTED: SendOutcome = { kind: 'accepted' };

export interface TopicDeps {
  readonly producer: LogProducer;
  readonly counts: PartitionCounts;
  /** one for all topics */
  readonly contents: EventContents;
  /** one for all topics: a request is put together and encoded in one go */
  readonly body: RecordBody;
}

/** Writes events to one partition of a partner's topic, a record each. One send at a time: the route sees to it. */
export class TopicConnector implements Connector {
  private readonly topic: string;
  private readonly partition: number;
  private readonly producer: LogProducer;
  private readonly counts: PartitionCounts;
  private readonly contents: EventContents;
  private readonly body: RecordBody;

  constructor(topic: string, partition: number, deps: TopicDeps) {
    this.topic = topic;
    this.partition = partition;
    this.producer = deps.producer;
    this.counts = deps.counts;
    this.contents = deps.contents;
    this.body = deps.body;
  }

  /** `signal` is not heeded: a send cannot be called back, and its own time limit ends it. */
  async send({ events }: OutgoingRequest): Promise<SendOutcome> {
    const unreadable = this.fill(events);
    if (unreadable !== null) return unreadable;
    return sendBody(this.producer, this.topic, this.partition, this.body).then(
      () => ACCEPTED,
      (error: unknown) => this.classify(error),
    );
  }

  async close(): Promise<void> {
    // The producer is the stage's.
  }

  private fill(events: readonly OutgoingEvent[]): Extract<SendOutcome, { kind: 'unreadable' }> | null {
    const { body, contents } = this;
    body.clear();
    const unreadable: HandOver[] = [];
    let detail = '';
    for (const { handOver, subscription } of events) {
      try {
        contents.addTo(body, handOver, subscription);
      } catch (error) {
        if (!(error instanceof InvalidWireError)) throw error;
        unreadable.push(handOver);
        detail = error.message;
      }
    }
    return unreadable.length > 0 ? { kind: 'unreadable', handOvers: unreadable, detail } : null;
  }

  private async classify(error: unknown): Promise<SendOutcome> {
    const code = error instanceof Error ? ((error as { code?: string }).code ?? error.name) : 'unknown';
    const refused = error instanceof SendRefusedError;
    // Our own cluster is in trouble; a dead letter would have to go there too. The same records go again.
    if (!refused && !(error instanceof TopicMissingError))
      return { kind: 'held', detail: `not known to be in the topic (${code})` };
    // A topic that was removed, or made again with fewer partitions, must not look like bad records.
    const partitions = await this.counts.ask(this.topic).catch(() => undefined);
    if (partitions !== undefined && this.partition >= (partitions ?? 0)) return { kind: 'reroute' };
    if (refused && ABOUT_RECORDS.test(`${error.message} ${error.action}`))
      return { kind: 'rejected', detail: 'the broker does not take such records' };
    // Not allowed, closing, or our own mistake: nothing against the events, which a dead letter would be.
    return { kind: 'held', detail: `the send was refused (${code})` };
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
