import { describe, expect, it } from '@jest/globals';
import { Outcome } from '@pixel-relay/contracts';
import { BrokerUnreachableError, CommitRefusedError, LeaseDeadError } from '@pixel-relay/kafka';
import { SimulatedClock } from '@pixel-relay/testing';
import { TestLease } from '../spec-support/test-lease.ts';
import { Account } from './account.ts';
import { decodeAccount } from './account-codec.ts';
import { Assignment, type DoneUnit } from './assignment.ts';
import { nothingToDo, type UnitResult } from './processor.ts';
import { noPayload, type Unit } from './unit.ts';

const COMMIT_INTERVAL_MS = 100;
const SESSION_TIMEOUT_MS = 1_000;

/** Offsets [first, next) of a raw partition as one unit. */
const unit = (first: number, next: number): Unit => ({
  inputNext: next,
  source: { topic: 'in', epoch: 0n, partition: 0, firstOffset: first, nextOffset: next, oldestReceivedMs: 0 },
  payload: noPayload,
  dropped: [],
  strays: [],
  key: null,
});

function world(lease = new TestLease()) {
  const clock = new SimulatedClock({ seed: 1 });
  const account = new Account({ ownEpoch: 7n, outputPartitions: 1, clusterId: 'c' });
  const emitted: string[] = [];
  const failed: unknown[] = [];
  const refusals = { count: 0 };
  const sends: ((sent: boolean) => void)[] = [];
  let byHand = false;
  const released: string[] = [];
  const assignment = new Assignment(lease, account, 0, {
    clock,
    sessionTimeoutMs: SESSION_TIMEOUT_MS,
    commitIntervalMs: COMMIT_INTERVAL_MS,
    emit: (_, done: readonly DoneUnit[]) => {
      emitted.push(done.map(({ unit: each }) => each.inputNext).join());
      return byHand ? new Promise(resolve => sends.push(resolve)) : Promise.resolve(true);
    },
    onCommitted: () => undefined,
    onCommitRefused: () => void refusals.count++,
    onFailed: error => void failed.push(error),
  });
  const push = (first: number, next: number) => {
    const { promise, resolve, reject } = Promise.withResolvers<UnitResult>();
    assignment.push(unit(first, next), promise);
    const result = (): void =>
      resolve({ ...nothingToDo, forwarded: next - first, release: () => void released.push(`${first}-${next}`) });
    return { done: result, fail: reject };
  };
  const offsets = (): number[] => lease.commits.map(({ offset }) => offset);
  const sendByHand = (): void => void (byHand = true);
  return { clock, lease, account, assignment, emitted, failed, refusals, sends, released, push, offsets, sendByHand };
}

describe('rules 3 and 4: an assignment', () => {
  it('releases units in the order of admission, whatever the order of their results', async () => {
    const { clock, emitted, push, offsets } = world();
    const [a, b, c] = [push(0, 4), push(4, 6), push(6, 9)];
    c.done();
    b.done();
    await clock.advance(1_000);
    expect([emitted, offsets()]).toEqual([[], []]);
    a.done();
    await clock.advance(1_000);
    expect([emitted.join(), offsets().at(-1)]).toEqual(['4,6,9', 9]);
  });

  it('folds a unit only when all of it is acknowledged, and commits nothing before', async () => {
    const { clock, account, push, sends, offsets, released, sendByHand } = world();
    sendByHand();
    push(0, 4).done();
    await clock.advance(1_000);
    expect([account.sources, offsets(), released]).toEqual([[], [], []]);
    sends[0]!(true);
    await clock.advance(1_000);
    expect([account.nextOf(0n, 0), offsets(), released]).toEqual([4, [4], ['0-4']]);
  });

  it('commits offset and account in one, true as of that very offset', async () => {
    const { clock, lease, push } = world();
    for (let at = 0; at < 30; at += 3) {
      push(at, at + 3).done();
      await clock.advance(37);
    }
    await clock.advance(1_000);
    expect(lease.commits.length).toBeGreaterThan(2);
    for (const { offset, metadata } of lease.commits) {
      const { account, asOf } = decodeAccount(metadata);
      expect([asOf, account.nextOf(0n, 0), account.sources[0]!.counters!.forwarded]).toEqual([offset, offset, offset]);
    }
    expect(lease.commits.at(-1)!.offset).toBe(30);
  });

  it('has one commit outstanding, at most one an interval; the next one carries what came meanwhile', async () => {
    const lease = new TestLease();
    const { clock, push, offsets } = world(lease);
    const gate = Promise.withResolvers<void>();
    lease.gate = gate.promise;
    for (let at = 0; at < 5; at++) push(at, at + 1).done();
    await clock.advance(5_000);
    for (let at = 5; at < 9; at++) push(at, at + 1).done();
    await clock.advance(5_000);
    expect(offsets()).toHaveLength(1);
    lease.gate = null;
    gate.resolve();
    await clock.advance(COMMIT_INTERVAL_MS);
    expect(offsets().slice(1)).toEqual([9]);
    const since = offsets().length;
    for (let at = 9; at < 59; at++) {
      push(at, at + 1).done();
      await clock.advance(10);
    }
    expect(offsets().length - since).toBeLessThanOrEqual(6);
  });

  it('commits again when it is not known whether the last one arrived', async () => {
    const { clock, lease, push, offsets } = world();
    lease.failures.push(new BrokerUnreachableError('no answer', 'again'));
    push(0, 4).done();
    await clock.advance(1_000);
    expect(offsets()).toEqual([4, 4]);
  });

  it('is over, says so and counts it, when the broker refuses its commit', async () => {
    const { clock, lease, assignment, failed, refusals, push, offsets } = world();
    lease.failures.push(new CommitRefusedError('not allowed', 'allow it'));
    push(0, 4).done();
    await clock.advance(5_000);
    expect([offsets(), failed.length, refusals.count, assignment.live]).toEqual([[4], 1, 1, false]);
  });

  it('is over when a send failed for good: what follows is not sent, not folded, not committed', async () => {
    const { clock, account, assignment, emitted, sends, released, push, offsets, sendByHand } = world();
    sendByHand();
    push(0, 4).done();
    await clock.advance(1);
    push(4, 6).done();
    sends[0]!(false);
    await clock.advance(5_000);
    expect([emitted, offsets(), account.sources, assignment.live]).toEqual([['4'], [], [], false]);
    expect(released).toEqual(['0-4', '4-6']);
  });

  it('fails the stage with work that was not aborted and failed, and passes nothing by it', async () => {
    const { clock, failed, emitted, push } = world();
    const [a, b] = [push(0, 4), push(4, 6)];
    a.fail(new Error('no such table'));
    b.done();
    await clock.advance(1_000);
    expect([failed.length, emitted]).toEqual([1, []]);
  });
});

describe('rules 6 and 8: a dead assignment', () => {
  it('sends, folds and commits nothing, and gives every buffer back, early and late ones', async () => {
    const { clock, lease, account, assignment, emitted, failed, released, push, offsets } = world();
    const [a, b, c] = [push(0, 4), push(4, 6), push(6, 9)];
    b.done();
    await clock.advance(1);
    lease.live = false;
    assignment.died();
    expect(assignment.lifeSignal.aborted && assignment.intakeSignal.aborted).toBe(true);
    await clock.advance(1);
    expect(released).toEqual(['4-6']);
    a.done();
    c.fail(new Error('aborted'));
    await clock.advance(1_000);
    expect(released).toEqual(['4-6', '0-4']);
    expect([emitted, offsets(), account.sources, failed]).toEqual([[], [], [], []]);
  });

  it('does not commit what was acknowledged after its end', async () => {
    const { clock, lease, assignment, sends, push, offsets, released, sendByHand } = world();
    sendByHand();
    push(0, 4).done();
    await clock.advance(1);
    lease.live = false;
    assignment.died();
    sends[0]!(true);
    await clock.advance(1_000);
    expect([offsets(), released]).toEqual([[], ['0-4']]);
  });

  it('looks at its lease in the very tick of the commit', async () => {
    const { clock, lease, push, offsets } = world();
    push(0, 4).done();
    await new Promise(setImmediate); // sent and folded; the commit waits for its turn
    lease.live = false;
    await clock.advance(5_000);
    expect([offsets(), lease.deadCommits]).toEqual([[], 0]);
  });

  it('may not send once its last good heartbeat is older than the session', async () => {
    const { clock, lease, assignment } = world();
    await clock.advance(SESSION_TIMEOUT_MS);
    expect(assignment.maySend()).toBe(true);
    await clock.advance(1);
    expect(assignment.maySend()).toBe(false);
    lease.lastHeartbeatMs = clock.monotonic();
    expect(assignment.maySend()).toBe(true);
  });

  it('stops quietly when its commit finds the lease dead', async () => {
    const { clock, lease, failed, push, offsets } = world();
    lease.failures.push(new LeaseDeadError('over', 'leave it'));
    push(0, 4).done();
    await clock.advance(1);
    lease.live = false;
    await clock.advance(5_000);
    expect([offsets(), failed]).toEqual([[4], []]);
  });
});

describe('a drain', () => {
  it('waits for what was admitted and for what is on its way in, then for the commit of all of it', async () => {
    const { clock, assignment, push, offsets } = world();
    const a = push(0, 4);
    const room = Promise.withResolvers<void>();
    void assignment.enter(async () => {
      await room.promise;
      push(4, 6).done();
    });
    assignment.stopIntake();
    let settled = false;
    void assignment.settled().then(() => (settled = true));
    a.done();
    await clock.advance(1_000);
    expect([settled, offsets()]).toEqual([false, [4]]);
    room.resolve();
    await clock.advance(1_000);
    expect([settled, offsets()]).toEqual([true, [4, 6]]);
  });

  it('does not wait for the commit interval', async () => {
    const { clock, assignment, push, offsets } = world();
    push(0, 4).done();
    await clock.advance(1);
    push(4, 6).done();
    await clock.advance(1);
    assignment.stopIntake();
    await clock.settle(assignment.settled());
    expect(clock.monotonic()).toBeLessThan(COMMIT_INTERVAL_MS);
    expect(offsets()).toEqual([4, 6]);
  });

  it('ends with the lease, whatever is in flight', async () => {
    const { clock, lease, assignment, push } = world();
    push(0, 4);
    assignment.stopIntake();
    const settled = assignment.settled();
    lease.live = false;
    assignment.died();
    await clock.settle(settled);
  });
});

describe('rule 10: the account in a commit', () => {
  it('counts what ended upstream and here together', async () => {
    const { clock, lease, assignment } = world();
    assignment.push(
      { ...unit(0, 5), dropped: [{ offset: 0, outcome: Outcome.FILTERED, run: 1 }] },
      Promise.resolve({ ...nothingToDo, forwarded: 3, dropped: [{ offset: 2, outcome: Outcome.DEAD, run: 1 }] }),
    );
    await clock.advance(100);
    const [source] = decodeAccount(lease.commits[0]!.metadata).account.sources;
    expect(source!.counters).toEqual({ forwarded: 3, denied: 0, filtered: 1, dead: 1, expired: 0 });
  });
});
