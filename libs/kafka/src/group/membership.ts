import { AssignerProtocol } from 'kafkajs';
import type { Committed } from '../log.ts';
import type { Cluster, Node } from '../wire/kafkajs.ts';
import { decodeOwned, encodeOwned, nothingOwned, type OwnedPartitions } from './owned-partitions.ts';
import { assignSticky } from './sticky-assignment.ts';

const protocolName = 'pixel-relay-sticky';
const protocolVersion = 0;

export interface MembershipOptions {
  readonly groupId: string;
  /** with the prefix */
  readonly topic: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
}

/** One join: what the broker fences by. Requests made with it fail once the group has gone on without us. */
export interface Joined {
  readonly memberId: string;
  readonly generation: number;
  readonly partitions: readonly number[];
}

/**
 * The requests of one group member, each exactly once and with the identity it is given: nothing here decides, retries or
 * remembers positions. All reject with the client's error; see failureOf.
 */
export class GroupMembership {
  private readonly cluster: Cluster;
  private readonly options: MembershipOptions;
  private coordinator: Node | null = null;
  private memberId = '';
  private owned: OwnedPartitions = nothingOwned;

  constructor(cluster: Cluster, options: MembershipOptions) {
    this.cluster = cluster;
    this.options = options;
  }

  /** Joins, or joins again, and gets this member's share. Waits as long as others take, up to the rebalance timeout. */
  async join(): Promise<Joined> {
    const { groupId, topic, sessionTimeoutMs, rebalanceTimeoutMs } = this.options;
    const coordinator = await this.findCoordinator();
    const metadata = AssignerProtocol.MemberMetadata.encode({
      version: protocolVersion,
      topics: [topic],
      userData: encodeOwned(this.owned),
    });
    const { memberId, generationId, leaderId, members } = await coordinator.joinGroup({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: rebalanceTimeoutMs,
      memberId: this.memberId,
      groupProtocols: [{ name: protocolName, metadata }],
    });
    this.memberId = memberId;
    // All members, so that all see the same number of partitions and none takes the old one for a change.
    await this.cluster.refreshMetadata();
    const { memberAssignment } = await coordinator.syncGroup({
      groupId,
      generationId,
      memberId,
      groupAssignment: memberId === leaderId ? this.assign(members) : [],
    });
    const share = AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment[topic] ?? [];
    const partitions = [...share].sort((a, b) => a - b);
    this.owned = { generation: generationId, partitions };
    return { memberId, generation: generationId, partitions };
  }

  /** The broker does not know us any more: the next join is a new member's. What was owned is still preferred. */
  forget(): void {
    this.memberId = '';
  }

  async heartbeat({ memberId, generation }: Joined): Promise<void> {
    const { groupId } = this.options;
    await (await this.findCoordinator()).heartbeat({ groupId, memberId, groupGenerationId: generation });
  }

  async commit({ memberId, generation }: Joined, partition: number, { offset, metadata }: Committed): Promise<void> {
    const { groupId, topic } = this.options;
    const partitions = [{ partition, offset: String(offset), metadata }];
    // Without an await when the coordinator is known, so that nothing happens between the caller's check and the request.
    const coordinator = this.coordinator ?? (await this.findCoordinator());
    await coordinator.offsetCommit({
      groupId,
      memberId,
      groupGenerationId: generation,
      topics: [{ topic, partitions }],
    });
  }

  /** null for each partition that the group never committed. */
  async committed(partitions: readonly number[]): Promise<Map<number, Committed | null>> {
    const { groupId, topic } = this.options;
    if (partitions.length === 0) return new Map();
    const topics = [{ topic, partitions: partitions.map(partition => ({ partition })) }];
    const { responses } = await (await this.findCoordinator()).offsetFetch({ groupId, topics });
    const found = responses.find(response => response.topic === topic)?.partitions ?? [];
    return new Map(
      found.map(({ partition, offset, metadata }) => [
        partition,
        Number(offset) < 0 ? null : { offset: Number(offset), metadata: metadata ?? '' },
      ]),
    );
  }

  async leave(): Promise<void> {
    if (this.memberId === '') return;
    const { groupId } = this.options;
    await (await this.findCoordinator()).leaveGroup({ groupId, memberId: this.memberId });
    this.memberId = '';
  }

  /** After an error that says, or may mean, that another node coordinates now. */
  loseCoordinator(): void {
    this.coordinator = null;
  }

  private async findCoordinator(): Promise<Node> {
    // A node that lost its connections connects again by itself, when it is asked for by its id.
    if (this.coordinator?.isConnected() !== true) {
      this.coordinator = null;
      this.coordinator = await this.cluster.findGroupCoordinator({ groupId: this.options.groupId });
    }
    return this.coordinator;
  }

  private assign(
    members: readonly { readonly memberId: string; readonly memberMetadata: Buffer }[],
  ): { memberId: string; memberAssignment: Buffer }[] {
    const { topic } = this.options;
    const partitionCount = this.cluster.findTopicPartitionMetadata(topic).length;
    const sticky = members.map(({ memberId, memberMetadata }) => {
      const userData = AssignerProtocol.MemberMetadata.decode(memberMetadata)?.userData ?? Buffer.alloc(0);
      const { generation, partitions } = decodeOwned(userData);
      return { memberId, generation, owned: partitions };
    });
    return [...assignSticky(sticky, partitionCount)].map(([memberId, partitions]) => ({
      memberId,
      memberAssignment: AssignerProtocol.MemberAssignment.encode({
        version: protocolVersion,
        assignment: { [topic]: partitions },
        userData: Buffer.alloc(0),
      }),
    }));
  }
}
