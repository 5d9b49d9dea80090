/**
 * Preloaded into a stage by a fault row (node --import): a worker thread that is given events with the text of CRASH_ON in
 * them ends itself at once, as a fault in native code would end it. The stage knows nothing of it.
 */
import { isMainThread, parentPort } from 'node:worker_threads';
import { type ComputeJob, viewArena } from '@pixel-relay/stage/compute';

/** What a process has that was ended by abort(). */
const ABORTED = 134;

const text = process.env['CRASH_ON'] ?? '';

// Added before the thread's own listener, and so asked before it. No job is sent before that one is there.
if (!isMainThread && parentPort !== null && text !== '')
  parentPort.on('message', ([, job]: [number, ComputeJob?]) => {
    if (job !== undefined && holds(job)) process.exit(ABORTED);
  });

/** Only among the job's own events: behind them an arena may hold what it held before. */
function holds({ arena, count, eventBytes }: ComputeJob): boolean {
  return viewArena(arena, count, eventBytes).events.subarray(0, eventBytes).includes(text);
}
