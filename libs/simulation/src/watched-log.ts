/** One process's port, looked at from the client's side: what it sends and commits, and whether it still may. */
import type { Clock } from '@pixel-relay/clock';
import { type Epoch, epochText, readBatch } from '@pixel-relay/contracts';
import {
  type Committed,
  type ConsumeOptions,
  DelegatingLease,
  type GroupConsumer,
  type GroupHandler,
  type Lease,
  type Log,
  type LogProducer,
  type OutgoingRecord,
} from '@pixel-relay/kafka';
import { decodeAccount } from '@pixel-relay/stage';
import type { ChainStage } from './chain.ts';
import type { Observer } from './observer.ts';

export interface WatchOptions {
  readonly clock: Clock;
  readonly stage: ChainStage;
  readonly observer: Observer;
  readonly sessionTimeoutMs: number;
}

export class ProcessWatch {
  private readonly options: WatchOptions;
  private leases: readonly WatchedLease[] = [];

  constructor(options: WatchOptions) {
    this.options = options;
  }

  consume(log: Log, options: ConsumeOptions, handler: GroupHandler): Promise<GroupConsumer> {
    const watched = new Map<Lease, WatchedLease>();
    const of = (lease: Lease): WatchedLease => {
      let found = watched.get(lease);
      if (found === undefined) watched.set(lease, (found = new WatchedLease(lease, this.options)));
      return found;
    };
    return log.consume(options, {
      joined: leases => {
        this.leases = leases.map(of);
        return handler.joined(this.leases);
      },
      records: (lease, fetched) => handler.records(of(lease), fetched),
      revoking: leases => handler.revoking(leases.map(of)),
      unreadable: (lease, range) => handler.unreadable?.(of(lease), range),
    });
  }

  producer(producer: LogProducer): LogProducer {
    return {
      send: (topic, partition, records) => {
        for (const record of records) this.checkSend(topic, partition, record);
        return producer.send(topic, partition, records);
      },
      close: () => producer.close(),
    };
  }

  private checkSend(topic: string, target: number, record: OutgoingRecord): void {
    const { stage, observer } = this.options;
    if (topic !== stage.outputTopic) {
      if (!this.leases.some(lease => lease.maySend))
        observer.violate(`rule 6: ${stage.stage} sends a dead letter, dead itself`);
      return;
    }
    const { epoch, partition, firstOffset } = readBatch(record.value!).source;
    const text = `${stage.outputTopic}/${target}: ${epochText(epoch)}/${partition} from ${firstOffset}`;
    const descent = observer.lineage.of(epoch);
    const sender = this.leases.find(({ partition: of, own }) => of === descent?.partition && own === descent.own);
    if (sender === undefined) observer.violate(`rule 7: ${text} is sent before its epoch's commit was acknowledged`);
    else if (!sender.live) observer.violate(`rule 6: ${text} is sent by a dead assignment`);
    else if (!sender.maySend) observer.violate(`rule 8: ${text} is sent, the last heartbeat is older than the session`);
  }
}

/** A lease that says what happens to it. */
class WatchedLease extends DelegatingLease {
  /** the epoch of its own that is known to be committed: found there, or acknowledged */
  own: Epoch | null;
  private readonly options: WatchOptions;

  constructor(inner: Lease, options: WatchOptions) {
    super(inner);
    this.options = options;
    this.own = ownEpochOf(inner.committed);
  }

  get maySend(): boolean {
    const { clock, sessionTimeoutMs } = this.options;
    return this.live && clock.monotonic() - this.lastHeartbeatMs <= sessionTimeoutMs;
  }

  override seek(offset: number): void {
    if (!this.live) this.options.observer.violate(`rule 6: a dead assignment seeks ${this.topic}/${this.partition}`);
    super.seek(offset);
  }

  override async commit(offset: number, metadata: string): Promise<void> {
    const at = `${this.options.stage.groupId} ${this.partition} at ${offset}`;
    if (!this.live) this.options.observer.violate(`rule 6: a dead assignment commits ${at}`);
    await super.commit(offset, metadata);
    this.own = ownEpochOf({ offset, metadata });
  }
}

/** null: there is none, or none that is true as of the offset it was committed at */
function ownEpochOf(committed: Committed | null): Epoch | null {
  if (committed === null || committed.metadata === '') return null;
  const { account, asOf } = decodeAccount(committed.metadata);
  return asOf === committed.offset ? account.ownEpoch : null;
}
