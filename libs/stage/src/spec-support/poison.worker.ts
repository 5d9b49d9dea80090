/** A thread whose step ends it when an event says so, as a bug in native code would. */
import { serveWorker } from '@pixel-relay/worker-pool';
import { type ComputeJob, type ComputeResult, stepWorker } from '../compute/index.ts';

serveWorker<ComputeJob, ComputeResult>(() =>
  stepWorker(event => {
    const text = event.toString();
    if (text.startsWith('exit')) process.exit(3);
    if (text.startsWith('spin')) for (;;);
    if (text.startsWith('throw')) throw new TypeError('no such field');
    return { kind: 'forward', append: Buffer.alloc(0) };
  }),
);
