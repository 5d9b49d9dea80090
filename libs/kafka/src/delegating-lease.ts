import type { Committed, Lease } from './log.ts';

/** A lease that does what another one does: for those who look on, or step in, when one is moved or committed. */
export class DelegatingLease implements Lease {
  protected readonly inner: Lease;

  constructor(inner: Lease) {
    this.inner = inner;
  }

  get topic(): string {
    return this.inner.topic;
  }

  get partition(): number {
    return this.inner.partition;
  }

  get generation(): number {
    return this.inner.generation;
  }

  get committed(): Committed | null {
    return this.inner.committed;
  }

  get live(): boolean {
    return this.inner.live;
  }

  get lastHeartbeatMs(): number {
    return this.inner.lastHeartbeatMs;
  }

  get position(): number {
    return this.inner.position;
  }

  seek(offset: number): void {
    this.inner.seek(offset);
  }

  commit(offset: number, metadata: string): Promise<void> {
    return this.inner.commit(offset, metadata);
  }
}
