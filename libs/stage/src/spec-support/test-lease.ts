import { type Committed, type Lease, LeaseDeadError } from '@pixel-relay/kafka';

/** A lease that is told what becomes of it, and remembers what it was asked. */
export class TestLease implements Lease {
  readonly topic = 'in';
  readonly partition: number;
  readonly generation = 1;
  readonly committed: Committed | null;
  readonly commits: Committed[] = [];
  /** how often it was asked to commit when it was dead */
  deadCommits = 0;
  live = true;
  lastHeartbeatMs = 0;
  position = 0;
  /** what the next commits come to; empty: they are written */
  readonly failures: Error[] = [];
  /** set: commits wait for it */
  gate: Promise<void> | null = null;

  constructor(committed: Committed | null = null, partition = 0) {
    this.committed = committed;
    this.partition = partition;
  }

  seek(offset: number): void {
    this.position = offset;
  }

  async commit(offset: number, metadata: string): Promise<void> {
    if (!this.live) {
      this.deadCommits++;
      throw new LeaseDeadError('dead', 'leave it');
    }
    this.commits.push({ offset, metadata });
    await this.gate;
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
  }
}
