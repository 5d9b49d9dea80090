/** For the spec: a thread that says what events it was given, so that it shows whether it got that far. */
import { parentPort } from 'node:worker_threads';
import { type ComputeJob, viewArena } from '@pixel-relay/stage/compute';

parentPort?.on('message', ([, { arena, count, eventBytes }]: [number, ComputeJob]) =>
  parentPort!.postMessage(viewArena(arena, count, eventBytes).events.toString('utf8', 0, eventBytes)),
);
parentPort?.postMessage('ready');
