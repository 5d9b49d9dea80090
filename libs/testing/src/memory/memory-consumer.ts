import type { Timer } from '@pixel-relay/clock';
import {
  ConsumerDeadError,
  type ConsumeOptions,
  type GroupConsumer,
  type GroupHandler,
  type Lease,
} from '@pixel-relay/kafka';
import { commitOffset, leaseDead } from './commit-offset.ts';
import type { Connection } from './connection.ts';
import { PartitionFetcher, type FetchGate } from './fetch-partition.ts';
import type { GroupCoordinator } from './group-coordinator.ts';
import type { InMemoryCluster } from './in-memory-cluster.ts';
import { MemoryLease, type CommitLease, type Membership } from './lease.ts';

/**
 * Why a stay in the group ends; of several that come together the latest in this list wins. lost: the group no longer
 * knows the member or its generation, or the client joins anew without asking the handler.
 */
const ENDINGS = ['rebalance', 'stop', 'lost', 'failed'] as const;
type Ending = (typeof ENDINGS)[number];

/**
 * The client's side of a group: joins, keeps the membership alive, fetches each partition in its own loop, and goes
 * round again after every rebalance. The handler's joined and revoking never overlap.
 */
export class MemoryConsumer implements GroupConsumer {
  readonly ended: Promise<void>;
  readonly #cluster: InMemoryCluster;
  readonly #connection: Connection;
  readonly #group: GroupCoordinator;
  readonly #options: ConsumeOptions;
  readonly #handler: GroupHandler;
  readonly #firstJoin = Promise.withResolvers<void>();
  #memberId: string | null = null;
  #joins = 0;
  #membership: Membership | null = null;
  #leases: readonly MemoryLease[] = [];
  #fetching = false;
  #stopping = false;
  #ending: Ending | null = null;
  #failure: unknown = undefined;
  #endingKnown = Promise.withResolvers<void>();
  #heartbeat: Timer = { cancel() {} };
  #resumed: PromiseWithResolvers<void> | null = null;

  constructor(cluster: InMemoryCluster, connection: Connection, options: ConsumeOptions, handler: GroupHandler) {
    this.#cluster = cluster;
    this.#connection = connection;
    this.#options = options;
    this.#handler = handler;
    this.#group = cluster.group(options.groupId);
    const unhook = connection.whenCrashed(() => this.#die());
    this.ended = this.#run().finally(unhook);
    // Whoever wants to know awaits `ended`; nobody has to.
    this.ended.catch(() => undefined);
  }

  /** Resolves when the first `joined` returned; rejects when the consumer ended before. */
  get started(): Promise<void> {
    return this.#firstJoin.promise;
  }

  get leases(): readonly Lease[] {
    return this.#membership?.live ? this.#leases : [];
  }

  pause(): void {
    this.#resumed ??= Promise.withResolvers();
    for (const lease of this.#leases) lease.wake();
  }

  resume(): void {
    this.#resumed?.resolve();
    this.#resumed = null;
  }

  stop(): Promise<void> {
    this.#stopping = true;
    this.#end('stop');
    // A join that still waits for others is given up.
    if (!this.#membership && this.#memberId !== null) this.#group.remove(this.#memberId);
    return this.ended.catch(() => undefined);
  }

  async #run(): Promise<void> {
    try {
      while (!this.#stopping) {
        const membership = await this.#join();
        if (!membership) continue;
        await this.#handler.joined(this.#leases);
        this.#firstJoin.resolve();
        this.#fetch(membership);
        await this.#endingKnown.promise;
        await this.#giveUp();
      }
      this.#firstJoin.reject(new ConsumerDeadError('the consumer was stopped before it joined', 'consume again'));
    } catch (error) {
      this.#firstJoin.reject(error);
      throw error;
    } finally {
      this.#die();
      if (this.#memberId !== null) {
        const memberId = this.#memberId;
        await this.#connection.request(() => this.#group.remove(memberId));
      }
    }
  }

  /** One join; null: the group no longer knows the member, or the consumer stops. */
  async #join(): Promise<Membership | null> {
    const { topic } = this.#options;
    this.#ending = null;
    this.#endingKnown = Promise.withResolvers();
    const answer = await this.#connection.request(() => {
      this.#memberId ??= this.#group.enrol(this.#options);
      return this.#group.join(this.#memberId);
    });
    if (!answer) this.#memberId = null;
    if (!answer || this.#stopping) return null;
    const membership: Membership = {
      memberId: answer.memberId,
      groupGeneration: answer.generation,
      joins: ++this.#joins,
      live: true,
      lastHeartbeatMs: this.#connection.clock.monotonic(),
    };
    this.#membership = membership;
    const commit: CommitLease = (lease, offset, metadata) => this.#commit(lease, offset, metadata);
    this.#leases = answer.partitions.map(partition => {
      const committed = this.#group.committed(topic, partition);
      return new MemoryLease({ topic, partition }, membership, committed, committed?.offset ?? 0, commit);
    });
    this.#scheduleHeartbeat(membership);
    return membership;
  }

  #fetch(membership: Membership): void {
    this.#fetching = membership.live && this.#ending === null;
    const gate: FetchGate = {
      mayFetch: lease => lease.live && this.#fetching,
      paused: () => this.#resumed?.promise ?? null,
      rejoin: () => this.#end('lost'),
    };
    for (const lease of this.#leases) {
      const fetcher = new PartitionFetcher(this.#cluster, this.#connection, this.#options, lease, gate);
      fetcher.run(this.#handler).catch(error => this.#end('failed', error));
    }
  }

  /** The end of a stay: the handler finishes what it can while it still may commit, then the leases die. */
  async #giveUp(): Promise<void> {
    this.#stopFetching();
    if (this.#membership) await this.#revoke();
    this.#die();
    if (this.#ending === 'failed') throw this.#failure;
  }

  /** A holder that takes longer than a rebalance may has lost its place anyway. */
  async #revoke(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = this.#connection.clock.setTimer(this.#options.rebalanceTimeoutMs, late.resolve);
    await Promise.race([this.#handler.revoking(this.#leases), late.promise]);
    timer.cancel();
  }

  #end(why: Ending, failure?: unknown): void {
    if (this.#ending !== null && ENDINGS.indexOf(why) <= ENDINGS.indexOf(this.#ending)) return;
    this.#ending = why;
    if (why === 'failed') this.#failure = failure;
    if (why !== 'rebalance' && why !== 'stop') this.#die();
    this.#endingKnown.resolve();
  }

  #die(): void {
    this.#stopFetching();
    this.#heartbeat.cancel();
    if (this.#membership) this.#membership.live = false;
    this.#membership = null;
  }

  #stopFetching(): void {
    this.#fetching = false;
    for (const lease of this.#leases) lease.wake();
  }

  #scheduleHeartbeat(membership: Membership): void {
    this.#heartbeat = this.#connection.clock.setTimer(this.#options.heartbeatIntervalMs, () => {
      void this.#beat(membership).then(() => {
        if (membership.live) this.#scheduleHeartbeat(membership);
      });
    });
  }

  async #beat(membership: Membership): Promise<void> {
    const { memberId, groupGeneration } = membership;
    const answer = await this.#connection.request(() => this.#group.heartbeat(memberId, groupGeneration));
    if (!membership.live) return;
    if (answer === 'unknown') return this.#end('lost');
    membership.lastHeartbeatMs = this.#connection.clock.monotonic();
    if (answer === 'rebalancing') this.#end('rebalance');
  }

  async #commit(lease: MemoryLease, offset: number, metadata: string): Promise<void> {
    const { membership } = lease;
    const committed = { offset, metadata };
    const answer = await commitOffset(this.#connection, this.#group, this.#cluster.faults, lease, committed);
    if (answer === 'ok') return;
    if (membership.live) this.#end('lost');
    throw leaseDead(`${lease.topic}/${lease.partition} at ${offset}`);
  }
}
