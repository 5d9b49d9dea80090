/**
 * Preloaded into a stage by a fault row (node --import): a worker thread that is given bytes with the text of CRASH_ON in
 * them ends itself at once, as a fault in native code would end it. The stage knows nothing of it.
 */
import { isMainThread, parentPort } from 'node:worker_threads';

const text = process.env['CRASH_ON'] ?? '';

// Added before the thread's own listener, and so asked before it. No job is sent before that one is there.
if (!isMainThread && parentPort !== null && text !== '')
  parentPort.on('message', message => {
    if (buffersIn(message).some(bytes => bytes.includes(text))) process.exit(134);
  });

/** A message to a thread is an array of a number and a job, whose bytes are its ArrayBuffers. */
function buffersIn(message: unknown): Buffer[] {
  if (!Array.isArray(message)) return [];
  return (message as unknown[])
    .flatMap(part => (typeof part === 'object' && part !== null ? Object.values<unknown>({ ...part }) : []))
    .filter(value => value instanceof ArrayBuffer)
    .map(value => Buffer.from(value));
}
