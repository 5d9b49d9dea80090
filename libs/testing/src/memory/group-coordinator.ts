import type { Clock, Timer } from '@pixel-relay/clock';
import type { Committed } from '@pixel-relay/kafka';
import { assignSticky } from './assign-sticky.ts';

export interface JoinRequest {
  readonly topic: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
}

/** One member's place in one generation. */
export interface JoinAnswer {
  readonly memberId: string;
  readonly generation: number;
  readonly partitions: readonly number[];
}

export type HeartbeatAnswer = 'ok' | 'rebalancing' | 'unknown';
export type CommitAnswer = 'ok' | 'fenced';

interface Member extends JoinRequest {
  readonly memberId: string;
  partitions: readonly number[];
  seenMs: number;
  session: Timer;
  /** set while it waits for the next generation */
  joining: PromiseWithResolvers<JoinAnswer | null> | null;
}

/**
 * The broker's side of one group: members, generations, sessions and committed offsets. A rebalance begins when a member
 * comes, goes or is expelled; it ends when every member has asked to join again, or at the longest rebalance timeout,
 * without those that have not. Commits need a member and generation that still stand.
 */
export class GroupCoordinator {
  readonly #clock: Clock;
  readonly #partitionsOf: (topic: string) => number;
  readonly #members = new Map<string, Member>();
  readonly #committed = new Map<string, Map<number, Committed>>();
  #generation = 0;
  #membersEver = 0;
  #deadline: Timer | null = null;

  constructor(clock: Clock, partitionsOf: (topic: string) => number) {
    this.#clock = clock;
    this.#partitionsOf = partitionsOf;
  }

  get generation(): number {
    return this.#generation;
  }

  get rebalancing(): boolean {
    return this.#deadline !== null;
  }

  /** Who holds what, in the order of joining. */
  members(): readonly { readonly memberId: string; readonly topic: string; readonly partitions: readonly number[] }[] {
    return [...this.#members.values()].map(({ memberId, topic, partitions }) => ({ memberId, topic, partitions }));
  }

  /** A new member, which has to join at once; it counts as heard of. */
  enrol(request: JoinRequest): string {
    const { topic, sessionTimeoutMs, rebalanceTimeoutMs } = request;
    const memberId = `member-${++this.#membersEver}`;
    const seenMs = this.#clock.monotonic();
    const session = { cancel() {} };
    const member: Member = {
      ...{ topic, sessionTimeoutMs, rebalanceTimeoutMs, memberId, seenMs, session },
      partitions: [],
      joining: null,
    };
    this.#members.set(memberId, member);
    this.#watchSession(member);
    return memberId;
  }

  /** Asks for a place in the next generation. null: the group does not know the member, or not any more. */
  join(memberId: string): Promise<JoinAnswer | null> {
    const member = this.#members.get(memberId);
    if (!member) return Promise.resolve(null);
    member.joining?.resolve(null);
    member.joining = Promise.withResolvers<JoinAnswer | null>();
    const { promise } = member.joining;
    this.rebalance();
    this.#completeIfAllJoined();
    return promise;
  }

  heartbeat(memberId: string, generation: number): HeartbeatAnswer {
    const member = this.#members.get(memberId);
    if (!member || generation !== this.#generation) return 'unknown';
    member.seenMs = this.#clock.monotonic();
    return this.rebalancing ? 'rebalancing' : 'ok';
  }

  commit(memberId: string, generation: number, topic: string, partition: number, committed: Committed): CommitAnswer {
    const member = this.#members.get(memberId);
    if (!member || generation !== this.#generation) return 'fenced';
    member.seenMs = this.#clock.monotonic();
    this.setCommitted(topic, partition, committed);
    return 'ok';
  }

  /** The member is gone, by its own wish or expelled; it is told by the answer to what it asks next. */
  remove(memberId: string): boolean {
    const member = this.#members.get(memberId);
    if (!member) return false;
    this.#members.delete(memberId);
    member.session.cancel();
    member.joining?.resolve(null);
    if (this.#members.size > 0) this.rebalance();
    this.#completeIfAllJoined();
    return true;
  }

  /** Begins a rebalance unless one is going on. */
  rebalance(): void {
    if (this.#deadline || this.#members.size === 0) return;
    const longestMs = Math.max(...[...this.#members.values()].map(it => it.rebalanceTimeoutMs));
    this.#deadline = this.#clock.setTimer(longestMs, () => {
      // Chosen before the first is removed: removing the last of them starts the next generation.
      const absent = [...this.#members.values()].filter(member => !member.joining);
      for (const { memberId } of absent) this.remove(memberId);
    });
  }

  committed(topic: string, partition: number): Committed | null {
    return this.#committed.get(topic)?.get(partition) ?? null;
  }

  /** Writes, or with null removes, a commit without any check: what an operator's tool does to an idle group. */
  setCommitted(topic: string, partition: number, committed: Committed | null): void {
    const ofTopic = this.#committed.get(topic) ?? new Map<number, Committed>();
    this.#committed.set(topic, ofTopic);
    if (committed) ofTopic.set(partition, committed);
    else ofTopic.delete(partition);
  }

  /** Commits of a removed topic go with it. */
  forgetTopic(topic: string): void {
    this.#committed.delete(topic);
  }

  #completeIfAllJoined(): void {
    const members = [...this.#members.values()];
    if (!this.#deadline || members.some(it => !it.joining)) return;
    this.#deadline.cancel();
    this.#deadline = null;
    if (members.length === 0) return;
    this.#generation++;
    for (const topic of new Set(members.map(it => it.topic))) {
      const shares = assignSticky(
        this.#partitionsOf(topic),
        members.filter(it => it.topic === topic),
      );
      for (const [memberId, partitions] of shares) this.#members.get(memberId)!.partitions = partitions;
    }
    for (const member of members) {
      member.seenMs = this.#clock.monotonic();
      const { memberId, partitions, joining } = member;
      member.joining = null;
      joining!.resolve({ memberId, generation: this.#generation, partitions });
    }
  }

  /** Expels a member that was not heard of for its session timeout; one that waits for a join is there. */
  #watchSession(member: Member): void {
    if (this.#members.get(member.memberId) !== member) return;
    const silentMs = member.joining ? 0 : this.#clock.monotonic() - member.seenMs;
    if (silentMs >= member.sessionTimeoutMs) this.remove(member.memberId);
    else member.session = this.#clock.setTimer(member.sessionTimeoutMs - silentMs, () => this.#watchSession(member));
  }
}
