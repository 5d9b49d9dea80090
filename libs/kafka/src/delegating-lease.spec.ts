import { describe, expect, it } from '@jest/globals';
import { DelegatingLease } from './delegating-lease.ts';
import { LeaseDeadError } from './log-errors.ts';
import type { Lease } from './log.ts';

describe('a delegating lease', () => {
  const committed: [number, string][] = [];
  const inner = {
    topic: 'events.raw',
    partition: 3,
    generation: 2,
    committed: { offset: 40, metadata: 'm' },
    live: true,
    lastHeartbeatMs: 100,
    position: 40,
    seek: (offset: number): void => void (inner.position = offset),
    commit: async (offset: number, metadata: string): Promise<void> => {
      if (!inner.live) throw new LeaseDeadError('the lease is over', 'leave the work to the next one');
      committed.push([offset, metadata]);
    },
  };
  const lease: Lease = new DelegatingLease(inner);
  const seen = (of: Lease): unknown => {
    const { topic, partition, generation, committed: before, live, lastHeartbeatMs, position } = of;
    return { topic, partition, generation, before, live, lastHeartbeatMs, position };
  };

  it('says at every moment what the other one says, and moves and commits it', async () => {
    expect(seen(lease)).toEqual(seen(inner));
    lease.seek(55);
    await lease.commit(50, 'account');
    expect(inner.position).toBe(55);
    expect(committed).toEqual([[50, 'account']]);
    Object.assign(inner, { live: false, lastHeartbeatMs: 900 });
    expect(seen(lease)).toEqual(seen(inner));
    await expect(lease.commit(60, '')).rejects.toThrow(LeaseDeadError);
  });
});
