import { BrokerUnreachableError, CommitRefusedError, LeaseDeadError } from '@pixel-relay/kafka';
import type { Connection } from './connection.ts';
import type { CommitAnswer, GroupCoordinator } from './group-coordinator.ts';
import type { Faults } from './faults.ts';
import type { MemoryLease } from './lease.ts';

/** as the brokers' offset.metadata.max.bytes, which counts UTF-16 units for all its name */
export const COMMIT_METADATA_LENGTH_MAX = 4096;

export const leaseDead = (at: string): LeaseDeadError =>
  new LeaseDeadError(`the lease of ${at} is over`, 'leave the work to whoever holds the partition now');

/**
 * One commit, with what can befall it. Whether the lease lives is looked at, and the request made, before this returns
 * to the caller for the first time. 'fenced': the coordinator no longer knows the membership.
 */
export async function commitOffset(
  connection: Connection,
  group: GroupCoordinator,
  faults: Faults,
  lease: MemoryLease,
  committed: { readonly offset: number; readonly metadata: string },
): Promise<CommitAnswer> {
  const { topic, partition, membership } = lease;
  const at = `${topic}/${partition} at ${committed.offset}`;
  if (!membership.live) throw leaseDead(at);
  if (committed.metadata.length > COMMIT_METADATA_LENGTH_MAX) {
    throw new CommitRefusedError(`the metadata of ${at} is longer than 4,096 characters`, 'commit less metadata');
  }
  const unknown = new BrokerUnreachableError(`no answer to the commit of ${at}`, 'commit again, or give the lease up');
  const write = (): CommitAnswer =>
    group.commit(membership.memberId, membership.groupGeneration, topic, partition, committed);
  return connection.request(() => {
    if (faults.strike('commit_refused', topic, partition)) {
      throw new CommitRefusedError(`the coordinator refused the commit of ${at}`, 'commit again later');
    }
    const late = faults.strike('commit_late', topic, partition);
    const unfenced = late ? null : faults.strike('commit_late_unfenced', topic, partition);
    if (late) connection.clock.setTimer(late.lateMs, write);
    if (unfenced) connection.clock.setTimer(unfenced.lateMs, () => group.setCommitted(topic, partition, committed));
    if (late ?? unfenced) throw unknown;
    const answer = write();
    if (answer === 'ok' && faults.strike('commit_ack_lost', topic, partition)) throw unknown;
    return answer;
  });
}
