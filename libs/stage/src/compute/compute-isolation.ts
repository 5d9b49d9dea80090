/** OneBadApple: a payload that takes its worker with it is halved down to the one event, which is dead-lettered. */
import { Outcome, Reason } from '@pixel-relay/contracts';
import type { Isolation, PoisonReason } from '@pixel-relay/worker-pool';
import type { UnitResult } from '../protocol/processor.ts';
import type { Payload } from '../protocol/unit.ts';

/** A result, and of how many events it is. */
export interface Computed {
  readonly count: number;
  readonly result: UnitResult;
}

export const isolation: Isolation<Payload, Computed> = {
  split(payload) {
    if (payload.count < 2) return null;
    const half = payload.count >> 1;
    return [payload.slice(0, half), payload.slice(half, payload.count)];
  },
  merge: (first, second) => ({ count: first.count + second.count, result: mergeResults(first, second) }),
  poison: (payload, reason) => ({ count: 1, result: poisonResult(payload, reason) }),
};

function mergeResults(first: Computed, second: Computed): UnitResult {
  const [a, b] = [first.result, second.result];
  const entries = Buffer.concat([a.entries, b.entries]);
  a.release();
  b.release();
  return {
    entries,
    forwarded: a.forwarded + b.forwarded,
    oldestReceivedMs: Math.min(a.oldestReceivedMs || b.oldestReceivedMs, b.oldestReceivedMs || a.oldestReceivedMs),
    dropped: [...a.dropped, ...b.dropped],
    dead: [...a.dead, ...b.dead.map(dead => ({ ...dead, index: dead.index + first.count }))],
    endedBy: [...a.endedBy, ...b.endedBy],
    release: () => undefined,
  };
}

function poisonResult(payload: Payload, why: PoisonReason): UnitResult {
  const reason = why === 'timed_out' ? Reason.WORKER_TIMED_OUT : Reason.WORKER_CRASHED;
  const detail =
    why === 'timed_out' ? 'the event kept its worker past the time limit, twice' : 'the event ended its worker, twice';
  const sourceOffset = payload.sourceOffset(0);
  return {
    entries: Buffer.alloc(0),
    forwarded: 0,
    oldestReceivedMs: 0,
    dropped: [{ offset: sourceOffset, outcome: Outcome.DEAD, run: 1 }],
    dead: [{ index: 0, reason, detail, attempts: 2, sourceOffset }],
    endedBy: [{ outcome: Outcome.DEAD, rule: why === 'timed_out' ? 'worker_timed_out' : 'worker_crashed', count: 1 }],
    release: () => undefined,
  };
}
