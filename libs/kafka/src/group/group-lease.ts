import { Backoff } from '../backoff.ts';
import { BrokerUnreachableError, CommitRefusedError, LeaseDeadError } from '../log-errors.ts';
import type { Committed, Lease } from '../log.ts';
import { PartitionPosition } from '../partition-position.ts';
import { failureOf } from '../wire/broker-failure.ts';
import type { Generation } from './generation.ts';

/**
 * One partition in one generation. It commits with that generation's identity only, so the broker refuses what comes too
 * late even if this process has not noticed yet.
 */
export class GroupLease extends PartitionPosition implements Lease {
  readonly committed: Committed | null;
  private readonly membership: Generation;

  constructor(topic: string, partition: number, committed: Committed | null, membership: Generation) {
    super(topic, partition, committed?.offset ?? 0);
    this.committed = committed;
    this.membership = membership;
  }

  get generation(): number {
    return this.membership.number;
  }

  get lastHeartbeatMs(): number {
    return this.membership.lastHeartbeatMs;
  }

  /**
   * A coordinator that moved or does not answer is asked again, as the same commit may be repeated: until the lease ends,
   * or a session timeout has passed.
   */
  async commit(offset: number, metadata: string): Promise<void> {
    const { clock, sessionTimeoutMs } = this.membership;
    const where = `${this.topic}[${this.partition}]`;
    const startedAt = clock.monotonic();
    const backoff = new Backoff(clock);
    for (;;) {
      await clock.nextTurn();
      // Nothing may come between this check and the request.
      if (!this.live) throw leaseDead(where);
      const error = await this.membership.commit(this.partition, { offset, metadata }).then(
        () => null,
        (error: unknown) => ({ cause: error, ...failureOf(error) }),
      );
      if (error === null) return;
      switch (error.kind) {
        case 'fenced':
        case 'rebalance':
          this.membership.lose(error.reason);
          throw leaseDead(where);
        case 'refused':
        case 'denied':
        case 'topic_missing':
        case 'unexpected':
          throw new CommitRefusedError(
            `The commit of ${where} was refused: ${error.reason}.`,
            'Correct the metadata or the permissions: repeating it is no use.',
            error.cause,
          );
        case 'coordinator_moved':
        case 'leader_moved':
        case 'unreachable':
        case 'unconfirmed':
        case 'not_now':
          if (clock.monotonic() - startedAt > sessionTimeoutMs) {
            throw new BrokerUnreachableError(
              `The commit of ${where} was not answered (${error.reason}).`,
              'It may have been carried out or not: repeat it, or give up the partition.',
              error.cause,
            );
          }
          this.membership.loseCoordinator();
          await backoff.pause();
      }
    }
  }
}

const leaseDead = (where: string): LeaseDeadError =>
  new LeaseDeadError(
    `The lease of ${where} has ended.`,
    'Drop the work: it belongs to whoever holds the partition now.',
  );
