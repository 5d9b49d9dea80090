import { type EventStep, entryLengthMax, Outcome, Reason, type StepOutcome, writeEntry } from '@pixel-relay/contracts';
import type { Worker } from '@pixel-relay/worker-pool';
import { type ComputeJob, type ComputeResult, ENTRIES_AT, viewArena } from './compute-job.ts';
import { EndedTally } from './ended-tally.ts';

/** Works a job off event by event: what a step forwards is copied to the output with the step's field behind it. */
export function stepWorker(step: EventStep): Worker<ComputeJob, ComputeResult> {
  return { completeJob: job => completeJob(step, job) };
}

function completeJob(step: EventStep, job: ComputeJob): ComputeResult {
  const { starts, ends, events } = viewArena(job.arena, job.count, job.eventBytes);
  const ended = new EndedTally();
  let output = job.output;
  let out = new Uint8Array(output);
  let at = ENTRIES_AT;
  let forwarded = 0;
  for (let i = 0; i < job.count; i++) {
    const start = starts[i]!;
    const event = events.subarray(start, ends[i]);
    const outcome = attempt(step, event, job.nowMs);
    if (outcome.kind === 'forward') {
      const room = entryLengthMax(event.length + outcome.append.length);
      if (at + room > out.length) {
        output = grown(out, at, room);
        out = new Uint8Array(output);
      }
      at = writeEntry(out, at, event, outcome.append);
      forwarded++;
    } else if (outcome.kind === 'drop') ended.add(i, outcome.outcome, outcome.rule);
    else {
      ended.add(i, Outcome.DEAD, reasonName(outcome.reason));
      ended.dead.push({ index: i, reason: outcome.reason, detail: outcome.detail, attempts: 1 });
    }
  }
  return {
    arena: job.arena,
    output,
    outputAt: ENTRIES_AT,
    outputBytes: at - ENTRIES_AT,
    forwarded,
    oldestReceivedMs: 0,
    ...ended.result(),
  };
}

/** A step that throws is wrong about this one event; the others of the job must not pay for it. */
function attempt(step: EventStep, event: Buffer, nowMs: number): StepOutcome {
  try {
    return step(event, nowMs);
  } catch (error) {
    const what = error instanceof Error ? error.name : typeof error;
    return {
      kind: 'dead',
      reason: Reason.WORKER_CRASHED,
      detail: `the stage's own code failed on this event: ${what}`,
    };
  }
}

function grown(bytes: Uint8Array<SharedArrayBuffer>, used: number, room: number): SharedArrayBuffer {
  const larger = new SharedArrayBuffer(Math.max(bytes.length * 2, used + room));
  new Uint8Array(larger).set(bytes.subarray(0, used));
  return larger;
}

const reasonNames = new Map(Object.entries(Reason).map(([name, reason]) => [reason, name.toLowerCase()]));
export const reasonName = (reason: Reason): string => reasonNames.get(reason)!;
