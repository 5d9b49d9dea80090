import { copyEntry, type EventStep, entryLengthMax, Outcome, Reason, type StepOutcome } from '@pixel-relay/contracts';
import type { Worker } from '@pixel-relay/worker-pool';
import { type ComputeJob, type ComputeResult, ENTRIES_AT, viewJob } from './compute-job.ts';
import { EndedTally } from './ended-tally.ts';

/** Works a job off event by event: what a step forwards is copied to the output with the step's field behind it. */
export function stepWorker(step: EventStep): Worker<ComputeJob, ComputeResult> {
  return { completeJob: job => completeJob(step, job) };
}

function completeJob(step: EventStep, job: ComputeJob): ComputeResult {
  const { starts, ends, events } = viewJob(job);
  const ended = new EndedTally();
  let output: SharedArrayBuffer | null = null;
  let out = Buffer.from(job.output);
  let at = ENTRIES_AT;
  let forwarded = 0;
  for (let i = 0; i < job.count; i++) {
    const [start, end] = [starts[i]!, ends[i]!];
    const outcome = attempt(step, events.subarray(start, end), job.nowMs);
    if (outcome.kind === 'forward') {
      const room = entryLengthMax(end - start + outcome.append.length);
      if (at + room > out.length) {
        output = grown(out, at, room);
        out = Buffer.from(output);
      }
      at = copyEntry(out, at, events, start, end, outcome.append);
      forwarded++;
    } else if (outcome.kind === 'drop') ended.add(i, outcome.outcome, outcome.rule);
    else {
      ended.add(i, Outcome.DEAD, reasonName(outcome.reason));
      ended.dead.push({ index: i, reason: outcome.reason, detail: outcome.detail, attempts: 1 });
    }
  }
  return {
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

function grown(bytes: Buffer, used: number, room: number): SharedArrayBuffer {
  const larger = new SharedArrayBuffer(Math.max(bytes.length * 2, used + room));
  bytes.copy(Buffer.from(larger), 0, 0, used);
  return larger;
}

const reasonNames = new Map(Object.entries(Reason).map(([name, reason]) => [reason, name.toLowerCase()]));
export const reasonName = (reason: Reason): string => reasonNames.get(reason)!;
