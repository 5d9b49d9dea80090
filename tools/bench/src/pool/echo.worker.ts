import { serveWorker } from '@pixel-relay/worker-pool';

/** Bytes at the beginning of an arena. */
export interface EchoJob {
  readonly arena: ArrayBuffer;
  readonly length: number;
}

serveWorker<EchoJob, EchoJob>(() => ({ completeJob: touch }), { transferResult: result => [result.arena] });

/** Writes one byte, so that the bytes really are here. */
function touch(job: EchoJob): EchoJob {
  new Uint8Array(job.arena)[job.length - 1] = 1;
  return job;
}
