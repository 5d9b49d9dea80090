import type { Clock } from '@pixel-relay/clock';
import type { Committed } from '../log.ts';
import type { KafkaLogger } from '../options.ts';
import { GroupLease } from './group-lease.ts';
import { Heartbeat } from './heartbeat.ts';
import type { GroupMembership, Joined } from './membership.ts';

/** Why a generation is over. `rebalance` and `stop` leave time to hand over; when `lost`, others may already hold the work. */
export type GenerationEnd = 'rebalance' | 'lost' | 'stop';

export interface GenerationOptions {
  /** without the prefix */
  readonly topic: string;
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly clock: Clock;
  readonly logger: KafkaLogger;
}

/** This member from one join to the next: its leases, its heartbeat, and how it ends. */
export class Generation {
  readonly number: number;
  readonly joined: Joined;
  readonly leases = new Map<number, GroupLease>();
  private readonly membership: GroupMembership;
  private readonly options: GenerationOptions;
  private readonly heartbeat: Heartbeat;
  private readonly over = Promise.withResolvers<GenerationEnd>();
  private isLost = false;

  constructor(
    number: number,
    joined: Joined,
    committed: ReadonlyMap<number, Committed | null>,
    membership: GroupMembership,
    options: GenerationOptions,
  ) {
    this.number = number;
    this.joined = joined;
    this.membership = membership;
    this.options = options;
    for (const partition of joined.partitions) {
      this.leases.set(partition, new GroupLease(options.topic, partition, committed.get(partition) ?? null, this));
    }
    this.heartbeat = new Heartbeat(membership, joined, options, {
      rebalance: () => this.finish('rebalance'),
      lost: reason => this.lose(reason),
    });
  }

  /** The first reason to end; a membership may still be lost after it. */
  get ended(): Promise<GenerationEnd> {
    return this.over.promise;
  }

  get lost(): boolean {
    return this.isLost;
  }

  get clock(): Clock {
    return this.options.clock;
  }

  get sessionTimeoutMs(): number {
    return this.options.sessionTimeoutMs;
  }

  get lastHeartbeatMs(): number {
    return this.heartbeat.lastAnsweredMs;
  }

  finish(end: GenerationEnd): void {
    this.over.resolve(end);
  }

  /** The membership is no more: leases end at once, whatever their holders are doing. */
  lose(reason: string): void {
    if (this.isLost) return;
    this.isLost = true;
    this.options.logger('warn', 'group membership lost', { topic: this.options.topic, reason });
    this.end();
    this.finish('lost');
  }

  /** Leases end, and the heartbeat with them. */
  end(): void {
    this.heartbeat.stop();
    for (const lease of this.leases.values()) lease.end();
  }

  commit(partition: number, committed: Committed): Promise<void> {
    return this.membership.commit(this.joined, partition, committed);
  }

  loseCoordinator(): void {
    this.membership.loseCoordinator();
  }
}
