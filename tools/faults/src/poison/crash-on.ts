/**
 * Preloaded into a stage by a fault row (node --import): a worker thread that is given events with the text of CRASH_ON in
 * them ends itself at once, as a fault in native code would end it. The stage knows nothing of it.
 */
import { isMainThread, parentPort } from 'node:worker_threads';
import { type ComputeJob, viewJob } from '@pixel-relay/stage/compute';
import { type SharedPart, SharedReceiver } from '@pixel-relay/worker-pool';

/** What a process has that was ended by abort(). */
const ABORTED = 134;

const text = process.env['CRASH_ON'] ?? '';
const shared = new SharedReceiver<ComputeJob>();

// Added before the thread's own listener, and so asked before it. No job is sent before that one is there.
if (!isMainThread && parentPort !== null && text !== '')
  parentPort.on('message', ([, job, parts]: [number, ComputeJob?, SharedPart[]?]) => {
    if (job !== undefined && holds(shared.unpack({ ...job }, parts))) process.exit(ABORTED);
  });

/** Only among the job's own events: around them memory may hold what it held before, or others' events. */
function holds(job: ComputeJob): boolean {
  const { events, starts, ends } = viewJob(job);
  return starts.some((start, i) => events.subarray(start, ends[i]).includes(text));
}
