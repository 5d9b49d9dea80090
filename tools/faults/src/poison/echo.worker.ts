/** For the spec: a thread that says what events it was given, so that it shows whether it got that far. */
import { parentPort } from 'node:worker_threads';
import { type ComputeJob, viewJob } from '@pixel-relay/stage/compute';
import { type SharedPart, SharedReceiver } from '@pixel-relay/worker-pool';

const shared = new SharedReceiver<ComputeJob>();

parentPort?.on('message', ([, job, parts]: [number, ComputeJob, SharedPart[]]) => {
  const { events, starts, ends } = viewJob(shared.unpack(job, parts));
  parentPort!.postMessage(Array.from(starts, (start, i) => events.toString('utf8', start, ends[i])).join());
});
parentPort?.postMessage('ready');
