/** For the spec: a thread that says what it was given, so that it shows whether it got that far. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ([, { arena }]: [number, { arena: ArrayBuffer }]) =>
  parentPort!.postMessage(Buffer.from(arena).toString()),
);
parentPort?.postMessage('ready');
